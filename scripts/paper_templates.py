"""Writes our paper forms, ``iom_wagtail/paperwork/forms/docx/*.docx``: ``python
scripts/paper_templates.py``.

This script is the source; a test compares the files that lie there with what it makes. The words
of the regulation's forms (5.1, 5.2, 5.4) stand here to the letter.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from docx.shared import Mm

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scripts.paper_layout import Form, Piece, blank, fresh_row, packed, shade, span

FOLDER = Path(__file__).resolve().parents[1] / "iom_wagtail/paperwork/forms/docx"

FILLED = "Заполнено"
NOTE = "Примечание в ячейке"


def passport() -> Form:
    """5.1, landscape: the numbered lines, the programme, what the route knows beyond the form."""
    form = blank("Паспорт программы индивидуального сопровождения", landscape=True)
    form.school()
    form.grifs()
    form.title()
    _line(
        form,
        "1. Решение о сопровождении принято ",
        "{{ decided_on|blank }}{% if decided_by %}, {{ decided_by }}{% endif %}",
        "(дата)",
        68,
    )
    _line(
        form,
        "2. Индивидуальное сопровождение ведет ",
        "{{ led_by|blank(60) }}",
        "(Ф. И. О. специалиста)",
        75,
    )
    _line(
        form,
        "3. В организации сопровождения принимают участие ",
        "{{ participants|join('; ')|blank(60) }}",
        "(Ф. И. О. специалистов)",
        97,
    )
    _programme(form)
    form.facts()
    form.listed("Задачи сопровождения", "tasks")
    _diagnosis(form)
    _checkpoints(form)
    form.signatures()
    return form


def _line(form: Form, label: str, value: str, caption: str, indent: float) -> None:
    """Write a numbered line of the passport, with what its blank asks for under it."""
    form.add("Строка формы", label, (value, FILLED))
    form.add("Подстрочник", caption, indent=indent).alignment = 0


def _programme(form: Form) -> None:
    form.add("Волосок").paragraph_format.space_before = Mm(2)
    table = form.table([72, 28, 52, 52, 48])
    form.two_heads(
        table,
        ("Содержание пункта программы",),
        ("Срок выполнения",),
        ("Деятельность", "сопровождаемого", "сопровождающего", "совместная"),
    )
    form.tag_row(table, "for group in groups")
    form.tag_row(table, "if group.direction")
    form.section_row(table, "{{ group.direction|capital }}")
    form.tag_row(table, "endif")
    form.tag_row(table, "for row in group.rows")
    cells = form.row(
        table,
        "{{ row.no }}. {{ row.content }}",
        "{{ row.term }}",
        "{{ row.accompanied }}",
        "{{ row.accompanying }}",
        "{{ row.joint }}",
    )
    form.tag("if row.expected", cells[0])
    form.add(NOTE, "Ожидаемый результат: {{ row.expected }}", into=cells[0])
    form.tag("endif", cells[0])
    form.tag("if row.answers", cells[0])
    form.add(NOTE, "Затруднения: {{ row.answers }}", into=cells[0])
    form.tag("endif", cells[0])
    form.tag_row(table, "endfor")
    form.tag_row(table, "endfor")
    _empty_rows(form, table, "groups", 5)


def _empty_rows(form: Form, table: object, values: str, columns: int) -> None:
    """Write three rows for the pen where there is nothing to print."""
    form.tag_row(table, f"if not {values}")
    for _ in range(3):
        form.row(table, *[""] * columns)
    form.tag_row(table, "endif")


def _diagnosis(form: Form) -> None:
    form.tag("if difficulties or diagnosed")
    form.add("Heading 1", "Диагностика затруднений")
    form.tag("if diagnosed")
    form.add("Пункт списка", "Проведена: {{ diagnosed }}")
    form.tag("endif")
    table = form.table([9, 42, 96, 30, 75])
    form.head(table, "№", "Характер", "Затруднение (проблема)", "Выраженность", "Как выявлено")
    form.tag_row(table, "for row in difficulties")
    form.row(
        table,
        "{{ row.no }}",
        "{{ row.kind }}",
        "{{ row.text }}",
        "{{ row.severity }}",
        "{{ row.methods }}",
    )
    form.tag_row(table, "endfor")
    form.tag("endif")


def _checkpoints(form: Form) -> None:
    form.tag("if checkpoints")
    form.add("Heading 1", "Контрольные срезы")
    table = form.table([9, 90, 62, 25, 66])
    form.head(table, "№", "Содержание", "Форма", "Срок", "Кто проводит")
    form.tag_row(table, "for row in checkpoints")
    form.row(
        table,
        "{{ row.no }}",
        "{{ row.title }}",
        "{{ row.kind }}",
        "{{ row.term }}",
        "{{ row.held_by }}",
    )
    form.tag_row(table, "endfor")
    form.tag("endif")


def sheet() -> Form:
    """The approval sheet of a version: its trail, its checksum, the code that leads to it."""
    form = blank("Лист согласования", landscape=False, big_code=True)
    form.school()
    form.title()
    form.add("Строка формы", "Документ: ", ("{{ of }}", FILLED))
    form.add("Волосок").paragraph_format.space_before = Mm(2)
    table = form.table([35, 47, 40, 21, 22])
    form.head(table, "Действие", "Кто", "Примечание", "Документ", "Когда")
    form.tag_row(table, "for row in rows")
    cells = form.row(
        table,
        "{{ row.what }}",
        "{{ row.who }}",
        "{{ row.comment }}",
        "{{ row.document }}",
        "{{ row.when }}",
    )
    form.tag("if row.on_behalf", cells[1])
    form.add(NOTE, "за: {{ row.on_behalf }}", into=cells[1])
    form.tag("endif", cells[1])
    form.tag_row(table, "endfor")
    form.add("Heading 1", "Сверка")
    code = form.table([37, 128], lines=False)
    words = [
        "Наведите камеру на код или откройте адрес: сайт покажет, совпадает ли запись "
        "с подписанной.",
        "{{ address }}",
        "Контрольная сумма (SHA-256): {{ sha256 }}",
    ]
    form.row(code, "{{ qr_large }}", words)
    form.signatures()
    return form


def card() -> Form:
    """5.2: one table, as in the regulation."""
    form = blank("Карта индивидуального сопровождения", landscape=False)
    form.school()
    form.title()
    table = form.table([30, 50, 40, 45])
    for label, value in (
        ("Преподаваемый предмет", "subject"),
        ("Общий педагогический стаж", "total_experience"),
        ("Стаж работы в ОУ", "school_experience"),
        ("Нагрузка в учебном году", "load"),
        ("Всего учебной нагрузки", "load_total"),
        ("Классы, в которых преподает учитель", "classes"),
    ):
        cells = fresh_row(table)
        form.add("Ячейка", label, into=span(cells[:2]))
        form.add("Ячейка", f"{{{{ {value} }}}}", into=span(cells[2:]))
    form.section_row(table, "Реализуемые программы (по классам)")
    heads = ("Класс", "Программа", "Планирование", "Учебный комплекс")
    for cell in form.row(table, *heads, style="Шапка таблицы"):
        shade(cell)
    form.tag_row(table, "for row in taught")
    form.row(
        table,
        "{{ row.classes }}",
        "{{ row.programme }}",
        "{{ row.planning }}",
        "{{ row.textbook_set }}",
    )
    form.tag_row(table, "endfor")
    _empty_rows(form, table, "taught", 4)
    form.facts()
    form.signatures()
    return form


def attachments() -> Form:
    """5.3: what is attached to the card, by kind, numbered through."""
    form = blank("Перечень приложений к карте индивидуального сопровождения", landscape=False)
    form.school()
    form.title()
    table = form.table([10, 80, 29, 21, 25])
    form.head(table, "№", "Материал", "До или после", "Дата", "Кто подготовил")
    form.tag_row(table, "for group in groups")
    form.section_row(table, "{{ group.kind }}")
    form.tag_row(table, "for row in group.rows")
    cells = form.row(
        table,
        "{{ row.no }}",
        "{{ row.title }}",
        "{{ row.moment }}",
        "{{ row.on }}",
        "{{ row.by_whom }}",
    )
    form.tag("if row.note", cells[1])
    form.add(NOTE, "{{ row.note }}", into=cells[1])
    form.tag("endif", cells[1])
    form.tag("if row.file", cells[1])
    form.add(NOTE, "Файл: {{ row.file }}", into=cells[1])
    form.tag("endif", cells[1])
    form.tag_row(table, "endfor")
    form.tag_row(table, "endfor")
    form.signatures()
    return form


def visit() -> Form:
    """3.3: the sheet of a visited lesson."""
    form = blank("Карта посещения и анализа урока", landscape=False)
    form.school()
    form.title()
    form.pairs(
        ("Дата посещения", "{{ on }}"),
        ("Урок провел(а)", "{{ host }}"),
        ("Класс", "{{ classes }}"),
        ("Урок по расписанию", "{{ lesson_no }}"),
        ("Предмет", "{{ subject }}"),
        ("Тема урока", "{{ topic }}"),
        ("Цель посещения", "{{ goal }}"),
        ("Урок посетили", "{{ visitors }}"),
    )
    form.tag("if criteria")
    form.add("Heading 1", "Анализ урока")
    table = form.table([12, 128, 25])
    form.head(table, "№", "Критерий", "Балл")
    form.tag_row(table, "for row in criteria")
    cells = form.row(table, "{{ row.no }}", "{{ row.text }}", "{{ row.score }}")
    cells[2].paragraphs[0].alignment = 1
    form.tag_row(table, "endfor")
    form.tag_row(table, "if mean")
    cells = fresh_row(table)
    form.add("Раздел таблицы", "Средний балл", into=span(cells[:2]))
    form.add("Раздел таблицы", "{{ mean }}", into=cells[2]).alignment = 1
    form.tag_row(table, "endif")
    form.tag("endif")
    form.listed("Сильные стороны урока", "strengths")
    form.listed("Рекомендации", "recommendations")
    form.tag("if follow_up")
    form.add("Строка формы", "Повторное посещение: ", ("{{ follow_up }}", FILLED))
    form.tag("endif")
    form.tag("if acquainted")
    form.add(
        "Строка формы",
        "Отметка об ознакомлении: ",
        ("{{ acquainted }}{% if acquainted_words %}. {{ acquainted_words }}{% endif %}", FILLED),
    )
    form.tag("endif")
    form.signatures()
    return form


def checkpoint() -> Form:
    """3.1: the note of one held checkpoint, both assessments side by side."""
    form = blank("Справка о контрольном срезе", landscape=False)
    form.school()
    form.title()
    form.pairs(
        ("Контрольный срез", "№\u00a0{{ no }}. {{ name }}"),
        ("Форма", "{{ form }}"),
        ("Срок по программе", "{{ planned_on }}"),
        ("Проведен", "{{ held_on }}"),
        ("Провели", "{{ held_by }}"),
    )
    form.add("Heading 1", "Результат")
    table = form.table([82.5, 82.5])
    form.head(table, "Самооценка учителя", "Оценка")
    form.row(
        table,
        [("Раздел таблицы", "{{ self_score }}"), "{{ self_text }}"],
        [("Раздел таблицы", "{{ score }}"), "{{ text }}"],
    )
    form.add("Строка формы", "Решение: ", ("{{ decision|blank(60) }}", FILLED))
    form.signatures()
    return form


def meetings() -> Form:
    """3.2, 3.5, landscape: the log of meetings and consultations."""
    form = blank("Журнал встреч и консультаций", landscape=True)
    form.school()
    form.title()
    table = form.table([9, 21, 32, 40, 31, 31, 35, 28, 25])
    form.head(
        table,
        "№",
        "Дата",
        "Специалист",
        "Тема",
        "Что получается",
        "Что беспокоит",
        "О чем договорились",
        "Следующие шаги",
        "Следующая встреча",
    )
    form.tag_row(table, "for row in rows")
    cells = form.row(
        table,
        "{{ row.no }}",
        "{{ row.on }}",
        "{{ row.specialist }}",
        "{{ row.topic }}",
        "{{ row.works }}",
        "{{ row.concern }}",
        "{{ row.agreed }}",
        "{% if row.teacher_step %}Учитель: {{ row.teacher_step }}{% endif %}",
        "{{ row.next_on }}",
    )
    form.tag("if row.minutes", cells[1])
    form.add(NOTE, "{{ row.minutes }}\u00a0мин", into=cells[1])
    form.tag("endif", cells[1])
    form.tag("if row.help_kind", cells[2])
    form.add(NOTE, "{{ row.help_kind }}", into=cells[2])
    form.tag("endif", cells[2])
    form.tag("if row.mentor_step", cells[7])
    form.add("Ячейка", "Наставник: {{ row.mentor_step }}", into=cells[7])
    form.tag("endif", cells[7])
    form.tag_row(table, "endfor")
    _empty_rows(form, table, "rows", 9)
    form.signatures()
    return form


def testimonial() -> Form:
    """5.3: a testimonial."""
    form = blank("Отзыв", landscape=False)
    form.school()
    form.title()
    form.pairs(
        ("Чей отзыв", "{{ source|capital }}"),
        ("Автор", "{{ author }}"),
        ("Дата", "{{ on }}"),
    )
    form.add("Волосок").paragraph_format.space_before = Mm(4)
    form.tag("for each in text")
    form.add("Абзац", "{{ each }}").paragraph_format.first_line_indent = Mm(12.5)
    form.tag("endfor")
    form.signatures()
    return form


def analysis() -> Form:
    """5.4, landscape: the analysis of outcomes."""
    form = blank(
        "Анализ итогов реализации программы индивидуального сопровождения учителя", landscape=True
    )
    form.school()
    form.title()
    table = form.table([70, 70, 56, 56])
    form.two_heads(
        table,
        ("Состояние проблемы", "до начала сопровождения", "после завершения сопровождения"),
        ("Способ диагностики результатов",),
        ("Выводы",),
    )
    form.tag_row(table, "for row in rows")
    form.row(
        table,
        "{{ row.before }}",
        "{{ row.after }}",
        "{{ row.method }}",
        "{{ row.finding }}",
    )
    form.tag_row(table, "endfor")
    _empty_rows(form, table, "rows", 4)
    form.tag("if open_items")
    form.add(
        "Строка формы",
        "Не выполнены пункты программы: {{ open_items }}"
        "{% if open_items_note %}. {{ open_items_note }}{% endif %}",
    )
    form.tag("endif")
    form.add("Строка формы", "Дата: ", ("{{ on|blank }}", FILLED))
    form.signatures()
    return form


def conclusion() -> Form:
    """5.4, clauses 1, 6.2 – 6.5: the closed lists with every answer, ticked or not."""
    form = blank("Общее заключение о результатах индивидуального сопровождения", landscape=False)
    form.school()
    form.grifs()
    form.title()
    form.tag("for clause in clauses")
    form.add("Строка формы", "{{ clause.number }}. {{ clause.heading }}")
    form.tag("for tick in clause.ticks")
    named: list[Piece] = [
        "{% if tick.named %}: {% elif 'указываются' in tick.label %} {% endif %}",
        (
            "{% if tick.named %}{{ tick.named }}{% elif 'указываются' in tick.label %}"
            "{{ ''|blank }}{% endif %}",
            FILLED,
        ),
    ]
    point = form.add(
        "Пункт списка",
        ("{{ tick.on|box }}", "Отметка"),
        "\t{{ tick.label }}",
        *named,
        indent=14,
    )
    point.paragraph_format.first_line_indent = Mm(-7)
    form.tag("endfor")
    form.tag("if not clause.ticks")
    form.add("Пункт списка", ("{{ clause.text|blank(75) }}", FILLED), indent=7)
    form.tag("endif")
    form.tag("endfor")
    form.add("Строка формы", "Дата: ", ("{{ on|blank }}", FILLED))
    form.signatures()
    return form


def extract() -> Form:
    """What the pedagogical council decided about the conclusion."""
    form = blank("Выписка из протокола заседания педагогического совета", landscape=False)
    form.school()
    form.title()
    form.add(
        "Строка формы",
        "Протокол №\u00a0",
        ("{{ protocol|blank(6) }}", FILLED),
        " от ",
        ("{{ on|blank }}", FILLED),
    )
    form.add("Heading 1", "Слушали:")
    form.add("Абзац", "{{ heard }}")
    form.add("Heading 1", "Решили:")
    form.tag("for each in decided")
    point = form.add("Пункт списка", "{{ loop.index }}. {{ each }}", indent=6)
    point.paragraph_format.first_line_indent = Mm(-6)
    form.tag("endfor")
    form.signatures()
    return form


FORMS: dict[str, Callable[[], Form]] = {
    form.__name__: form
    for form in (
        passport,
        sheet,
        card,
        attachments,
        visit,
        checkpoint,
        meetings,
        testimonial,
        analysis,
        conclusion,
        extract,
    )
}


def main() -> None:
    """Write every form."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, form in FORMS.items():
        (FOLDER / f"{name}.docx").write_bytes(packed(form()))


if __name__ == "__main__":
    main()
