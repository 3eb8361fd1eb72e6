"""The consent to publish personal data (152-ФЗ, art. 10.1)."""

from __future__ import annotations

from docx.enum.text import WD_ALIGN_PARAGRAPH as Align
from docx.shared import Mm

from scripts.paper_forms.layout import Form, blank

NOTE = "Примечание в ячейке"
LINE = "_" * 34


def consent() -> Form:
    """The order of Roskomnadzor № 18 says what stands in it."""
    form = blank("Согласие на распространение персональных данных", landscape=False)
    form.opening("(фамилия, имя, отчество субъекта персональных данных)")
    _lines(form, "person")
    form.add("Абзац", "{{ statement }}")
    _lines(form, "operator")
    form.add("Строка формы", "Информационный ресурс: ", ("{{ resource }}", "Заполнено"))
    form.add("Строка формы", "Цель: {{ purpose }}.").paragraph_format.space_after = Mm(2)
    table = form.table([73, 14, 14, 64])
    form.head(table, "Какие персональные данные", "да", "нет", "Условия и запреты для этой строки")
    form.tag_row(table, "for row in rows")
    cells = form.row(table, "{{ row.label }}", "☐", "☐", "")
    form.tag("if row.note", cells[0])
    form.add(NOTE, "{{ row.note }}", into=cells[0])
    form.tag("endif", cells[0])
    for cell in cells[1:3]:
        cell.paragraphs[0].alignment = Align.CENTER
    form.tag_row(table, "endfor")
    form.empty_rows(table, "rows", 4)
    form.add("Пункт списка", "{{ silence }}")
    _boxes(form, "Условия и запреты (по желанию)", "conditions")
    _boxes(form, "Как оператор может передавать полученные данные (по желанию)", "transfer")
    _boxes(form, "Согласие действует", "terms")
    form.add("Абзац", "{{ withdrawing }}").paragraph_format.space_before = Mm(2)
    form.signatures()
    form.add("Строка формы", "«___» ____________ 20___ г.").alignment = Align.RIGHT
    return form


def _lines(form: Form, pairs: str) -> None:
    """Write labels with what stands beside them, or a line for the pen."""
    form.tag(f"for pair in {pairs}")
    form.add(
        "Строка формы",
        "{{ pair.label }}: ",
        ("{{ pair.text }}", "Заполнено"),
        f"{{% if not pair.text %}}{LINE}{{% endif %}}",
    )
    form.tag("endfor")


def _boxes(form: Form, heading: str, words: str) -> None:
    """Write answers to be ticked; one that ends with a colon has a line behind it."""
    form.add("Heading 1", heading)
    form.tag(f"for each in {words}")
    point = form.add(
        "Пункт списка",
        ("☐", "Отметка"),
        f"\t{{{{ each }}}}{{% if each[-1:] == ':' %}} {LINE}{{% endif %}}",
        indent=8,
    )
    point.paragraph_format.first_line_indent = Mm(-7)
    form.tag("endfor")
