"""Files made with python-docx: what a school types into Word, with Word's own merges."""

from __future__ import annotations

import io
from collections.abc import Sequence

import docx
from docx.document import Document
from docx.table import Table

HEAD = (
    ("Содержание пункта программы", "Срок выполнения", *("Деятельность",) * 3),
    ("", "", "сопровождаемого", "сопровождающего", "совместная"),
)


def _bytes(document: Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def grid(document: Document, rows: Sequence[Sequence[str]]) -> Table:
    """Add a table with these texts."""
    table = document.add_table(len(rows), max(map(len, rows)), style="Table Grid")
    for cells, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, texts, strict=False):
            cell.text = text
    return table


def merge(table: Table, first: tuple[int, int], last: tuple[int, int], text: str) -> None:
    """Merge cells into one with this text."""
    cell = table.cell(*first).merge(table.cell(*last))
    cell.text = text


def merge_head(
    table: Table, *, at: int = 0, upright: Sequence[int] = (0, 1), first: int = 2
) -> None:
    """Merge the two rows of the regulation's head."""
    for column in upright:
        merge(table, (at, column), (at + 1, column), table.cell(at, column).text)
    merge(table, (at, first), (at, first + 2), "Деятельность")


def as_regulated() -> bytes:
    """The forms 5.1 and 5.2 to the letter, filled in."""
    document = docx.Document()
    document.add_paragraph(
        "ПРИНЯТО\nна заседании педагогического совета\nпротокол № 1 от 29.08.2025"
    )
    document.add_paragraph(
        "Паспорт программы индивидуального сопровождения __Лебедевой Анны Игоревны__"
        " (Ф. И. О. учителя)"
    )
    document.add_paragraph("1. Решение о сопровождении принято __01.09.2025__ (дата)")
    document.add_paragraph(
        "2. Индивидуальное сопровождение ведет __Орлова Марина Викторовна__ (Ф. И. О. специалиста)"
    )
    document.add_paragraph(
        "3. В организации сопровождения принимают участие __Дроздова С. П., заместитель директора "
        "по УР; Журавлева Е. С., методист; Синицына О. Ю., педагог-психолог__"
        " (Ф. И. О. специалистов)"
    )
    table = grid(
        document,
        [
            *HEAD,
            (
                "Входная диагностика затруднений", "01.09–26.09.2025",
                "Заполняет лист самодиагностики", "Посещает 2 урока", "Обсуждают итоги",
            ),
            (
                "Проектирование урока", "до 24.10.2025",
                "Готовит 6 карт", "Даёт образец", "Разрабатывают 2 урока в 5 «А»",
            ),
            ("Взаимопосещение", "с 22.09 по 14.11", "Посещает 3 урока", "Проводит 3 урока", ""),
        ],
    )  # fmt: skip
    merge_head(table)
    document.add_paragraph("Карта индивидуального сопровождения Лебедевой А. И.")
    card = grid(
        document,
        [
            ("Преподаваемый предмет", "Математика", "", ""),
            ("Общий педагогический стаж", "0 лет (первый год)", "", ""),
            ("Стаж работы в ОУ", "с 25.08.2025", "", ""),
            ("Нагрузка в учебном году", "классное руководство — 5 «А»", "", ""),
            ("Всего учебной нагрузки", "21 ч", "", ""),
            ("Классы, в которых преподает учитель", "5 «А», 5 «Б», 6 «А»", "", ""),
            ("", "", "", ""),
            ("Класс", "Программа", "Планирование", "Учебный комплекс"),
            ("5 «А»", "ФРП ООО «Математика»", "КТП, 170 ч", "Виленкин Н. Я., 5 кл."),
            ("6 «А»", "ФРП ООО «Математика»", "КТП, 170 ч", "Виленкин Н. Я., 6 кл."),
        ],
    )
    for row in range(6):
        merge(card, (row, 1), (row, 3), card.cell(row, 1).text)
    merge(card, (6, 0), (6, 3), "Реализуемые программы (по классам)")
    document.add_paragraph("Директор ____________ / А. Н. Соколов /")
    return _bytes(document)


def sections() -> bytes:
    """Section rows, a column of numbers, one of marks, one of names; the head comes twice."""
    document = docx.Document()
    document.add_heading("Программа индивидуального сопровождения", 1)
    head = (
        ("№ п/п", *HEAD[0], "Ответственный", "Отметка о выполнении"),
        ("", *HEAD[1], "", ""),
    )
    table = grid(
        document,
        [
            *head,
            ("Раздел 1. Документация",) + ("",) * 7,
            (
                "1",
                "Изучение ФГОС",
                "сентябрь",
                "Читает",
                "Объясняет",
                "",
                "Орлова М. В.",
                "выполнено",
            ),
            ("2", "Рабочая программа", "до 10.09.2025", "Пишет", "", "Сверяют", "Орлова М. В.", ""),
            *head,
            ("Психологическая поддержка",) + ("",) * 7,
            ("3", "Правила класса", "октябрь", "Вводит правила", "", "", "Синицына О. Ю.", ""),
        ],
    )
    for at in (0, 5):
        merge_head(table, at=at, upright=(0, 1, 2, 6, 7), first=3)
    for row in (2, 7):
        merge(table, (row, 0), (row, 7), table.cell(row, 0).text)
    document.add_paragraph("Учитель: Лебедева А. И.")
    document.add_paragraph("Наставник: Орлова М. В.")
    return _bytes(document)


def other_order() -> bytes:
    """Columns in another order under other names, a direction down several rows, joint cells."""
    document = docx.Document()
    head = grid(
        document,
        [
            ("Молодой специалист", "Лебедева Анна Игоревна"),
            ("Наставник", "Орлова Марина Викторовна, учитель высшей категории"),
            ("Срок реализации программы", "01.09.2025 – 29.05.2026"),
            ("Решение о сопровождении принято", "приказ № 112-од от 01.09.2025"),
            ("Цель", "Уверенное проведение уроков\nРост мастерства"),
            ("Любимый цвет", "синий"),
        ],
    )
    head.autofit = True
    document.add_paragraph("")
    table = grid(
        document,
        [
            (
                "Направление", "Сроки", "Совместная деятельность", "Деятельность наставника",
                "Деятельность молодого педагога", "Мероприятие", "Ожидаемый результат",
            ),
            ("Урок", "октябрь", "Планируют", "Показывает", "Смотрит", "Цель", "Цель проверяема"),
            ("", "ноябрь", "", "Проверяет", "Готовит", "Этапы урока", "Карта урока"),
            ("Класс", "в течение года", "Обсуждают дисциплину", "", "", "Начало урока", ""),
        ],
    )  # fmt: skip
    merge(table, (1, 0), (2, 0), "Урок")
    merge(table, (3, 2), (3, 4), "Обсуждают дисциплину вместе")
    return _bytes(document)


def free_dates() -> bytes:
    """Terms as people write them, a row each."""
    document = docx.Document()
    document.add_paragraph("Индивидуальный образовательный маршрут на 2025/2026 учебный год")
    document.add_paragraph("Сопровождаемый: Лебедева А.И.")
    terms = (
        "до 15.10.2025", "15 октября 2025 г.", "сентябрь", "сентябрь–октябрь 2025", "I четверть",
        "1 четверть", "первое полугодие", "в течение года", "еженедельно", "до конца декабря",
        "10.09–20.09", "03.09.25", "31.02", "«15» октября 2025 года", "сентябрь, январь, май",
        "по мере необходимости", "не позднее 20 мая", "25.12 – 10.01.2026", "июль 2027",
    )  # fmt: skip
    grid(
        document,
        [
            ("Содержание работы", "Срок", "Деятельность сопровождаемого"),
            *((f"Дело {n}", term, "Делает") for n, term in enumerate(terms, start=1)),
        ],
    )
    return _bytes(document)


MAKERS = {
    "as_regulated": as_regulated,
    "sections": sections,
    "other_order": other_order,
    "free_dates": free_dates,
}
