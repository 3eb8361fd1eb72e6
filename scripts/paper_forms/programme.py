"""The passport (5.1), the card (5.2) and the approval sheet."""

from __future__ import annotations

from docx.shared import Mm

from scripts.paper_forms.layout import Form, Piece, blank, filled
from scripts.paper_forms.tables import as_head, fresh_row, span

NOTE = "Примечание в ячейке"


def passport() -> Form:
    """5.1, landscape: the numbered lines, the programme, what the route knows beyond the form."""
    form = blank("Паспорт программы индивидуального сопровождения", landscape=True)
    form.opening()
    _line(
        form,
        "1. Решение о сопровождении принято ",
        filled("decided_on"),
        "(дата)",
        68,
    )
    _line(
        form,
        "2. Индивидуальное сопровождение ведет ",
        filled("led_by", 60),
        "(Ф. И. О. специалиста)",
        75,
    )
    _line(
        form,
        "3. В организации сопровождения принимают участие ",
        filled("participants|join('; ')", 60),
        "(Ф. И. О. специалистов)",
        97,
    )
    _programme(form)
    form.facts(("Основание решения", "decided_by"))
    form.listed("Задачи сопровождения", "tasks")
    _diagnosis(form)
    _checkpoints(form)
    form.signatures()
    return form


def _line(form: Form, label: str, value: list[Piece], caption: str, indent: float) -> None:
    """Write a numbered line of the passport, with what its blank asks for under it."""
    form.add("Строка формы", label, *value)
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
    form.empty_rows(table, "groups", 5)


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
    form.opening()
    form.add("Строка формы", "Документ: ", *filled("of"))
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
    form.opening(whose="(Ф.И.О. учителя)")
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
        as_head(cell)
    form.tag_row(table, "for row in taught")
    form.row(
        table,
        "{{ row.classes }}",
        "{{ row.programme }}",
        "{{ row.planning }}",
        "{{ row.textbook_set }}",
    )
    form.tag_row(table, "endfor")
    form.empty_rows(table, "taught", 4)
    form.facts()
    form.signatures()
    return form
