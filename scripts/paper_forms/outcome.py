"""The end of a route: analysis of outcomes, general conclusion (5.4), the council."""

from __future__ import annotations

from docx.shared import Mm

from scripts.paper_forms.layout import FILLED, Form, Piece, blank, filled

NOTE = "Примечание в ячейке"


def analysis() -> Form:
    """5.4, landscape: the analysis of outcomes."""
    form = blank(
        "Анализ итогов реализации программы индивидуального сопровождения учителя", landscape=True
    )
    form.opening(whose="")
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
    form.empty_rows(table, "rows", 4)
    form.tag("if open_items")
    form.add(
        "Строка формы",
        "Не выполнены пункты программы: {{ open_items }}"
        "{% if open_items_note %}. {{ open_items_note }}{% endif %}",
    )
    form.tag("endif")
    form.add("Строка формы", "Дата: ", *filled("on"))
    form.signatures()
    return form


def conclusion() -> Form:
    """5.4, clauses 1, 6.2 – 6.5: the closed lists with every answer, ticked or not."""
    form = blank("Общее заключение о результатах индивидуального сопровождения", landscape=False)
    form.opening()
    form.tag("for clause in clauses")
    form.add("Строка формы", "{{ clause.number }}. {{ clause.heading }}")
    form.tag("for tick in clause.ticks")
    named: list[Piece] = [
        "{% if tick.named %}: {% endif %}",
        ("{{ tick.named }}", FILLED),
        "{% if not tick.named and 'указываются' in tick.label %} {{ ''|blank }}{% endif %}",
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
    form.add("Пункт списка", *filled("clause.text", 75), indent=7)
    form.tag("endif")
    form.tag("endfor")
    form.add("Строка формы", "Дата: ", *filled("on"))
    form.signatures()
    return form


def extract() -> Form:
    """What the pedagogical council decided about the conclusion."""
    form = blank("Выписка из протокола заседания педагогического совета", landscape=False)
    form.opening()
    form.add(
        "Строка формы",
        "Протокол №\u00a0",
        *filled("protocol", 6),
        " от ",
        *filled("on"),
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
