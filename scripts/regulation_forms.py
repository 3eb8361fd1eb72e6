"""The forms of the regulation as it prints them: wording, columns and order, nothing filled in.

5.1 passport with the programme, 5.2 card, 5.4 analysis of outcomes and general conclusion
(clauses 1, 6.2 – 6.5). A test holds our papers to these words, letter by letter;
``paper_pictures.py`` draws them beside our papers.
"""

from __future__ import annotations

from dataclasses import dataclass

#: A place that the form leaves for the pen, as the regulation prints it.
BLANK = "_____"


@dataclass(frozen=True)
class Column:
    """A column of a form's table; ``below`` are those that its head reaches over."""

    head: str
    below: tuple[str, ...] = ()


@dataclass(frozen=True)
class Clause:
    """A clause of the conclusion: its words, and the answers of its closed list.

    A ``BLANK`` in the words or in an answer is a place for the pen.
    """

    number: str
    words: str
    answers: tuple[str, ...] = ()


@dataclass(frozen=True)
class RegulationForm:
    """One form: its title, the hint under the blank for the teacher's name, what it asks for.

    ``heading`` is how the regulation heads the form, where a filled-in paper is called otherwise;
    ``lines`` are numbered lines with the hint under their blank, ``rows`` the labels of a table
    of two columns, ``section`` the row over the columns that follow.
    """

    title: str
    heading: str = ""
    whose: str = ""
    lines: tuple[tuple[str, str], ...] = ()
    rows: tuple[str, ...] = ()
    section: str = ""
    columns: tuple[Column, ...] = ()
    clauses: tuple[Clause, ...] = ()
    landscape: bool = False


REGULATION: dict[str, RegulationForm] = {
    "passport": RegulationForm(
        title="Паспорт программы индивидуального сопровождения",
        whose="(Ф. И. О. учителя)",
        lines=(
            ("1. Решение о сопровождении принято", "(дата)"),
            ("2. Индивидуальное сопровождение ведет", "(Ф. И. О. специалиста)"),
            ("3. В организации сопровождения принимают участие", "(Ф. И. О. специалистов)"),
        ),
        columns=(
            Column("Содержание пункта программы"),
            Column("Срок выполнения"),
            Column("Деятельность", ("сопровождаемого", "сопровождающего", "совместная")),
        ),
        landscape=True,
    ),
    "card": RegulationForm(
        title="Карта индивидуального сопровождения",
        whose="(Ф.И.О. учителя)",
        rows=(
            "Преподаваемый предмет",
            "Общий педагогический стаж",
            "Стаж работы в ОУ",
            "Нагрузка в учебном году",
            "Всего учебной нагрузки",
            "Классы, в которых преподает учитель",
        ),
        section="Реализуемые программы (по классам)",
        columns=(
            Column("Класс"),
            Column("Программа"),
            Column("Планирование"),
            Column("Учебный комплекс"),
        ),
    ),
    "analysis": RegulationForm(
        title="Анализ итогов реализации программы индивидуального сопровождения учителя",
        columns=(
            Column(
                "Состояние проблемы",
                ("до начала сопровождения", "после завершения сопровождения"),
            ),
            Column("Способ диагностики результатов"),
            Column("Выводы"),
        ),
        landscape=True,
    ),
    "conclusion": RegulationForm(
        heading="Форма общего заключения о результатах индивидуального сопровождения",
        title="Общее заключение о результатах индивидуального сопровождения",
        whose="(Ф. И. О. учителя)",
        clauses=(
            Clause(
                "1",
                "Индивидуальное сопровождение можно считать:",
                (
                    "успешным, эффективным",
                    "не вполне успешным, недостаточно эффективным",
                    "неэффективным",
                ),
            ),
            Clause(
                "6.2",
                f"Выявленные в {BLANK} результате предварительной диагностики проблемы:",
                (
                    "сняты полностью",
                    "сняты частично",
                    f"не сняты (указываются проблемы) {BLANK}",
                    "не снята ни одна проблема",
                ),
            ),
            Clause(
                "6.3",
                "Причины, по которым не состоялось индивидуальное сопровождение и/или не были "
                f"сняты проблемы {BLANK}",
            ),
            Clause(
                "6.4",
                "Сопровождаемый молодой специалист:",
                (
                    "нуждается в дальнейшем полномасштабном сопровождении",
                    "нуждается в поддержке для решения наиболее сложных проблем",
                    "не нуждается в сопровождении",
                    "нуждается в повышении квалификации в системе постдипломного образования",
                    "нуждается в разработке индивидуального образовательного маршрута",
                ),
            ),
            Clause(
                "6.5",
                f"Наиболее эффективные пути (способы) дальнейшего сопровождения (указать): {BLANK}",
            ),
        ),
    ),
}
