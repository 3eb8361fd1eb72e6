"""What our paper forms are written with: words, tables, the blocks that all of them share.

A form is a DOCX with docxtpl's placeholders in it, so every helper writes what a person would
have typed in Word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as Align
from docx.shared import Mm, Pt
from docx.table import Table, _Cell

from scripts.paper_forms.styles import (
    LEFT,
    LONG,
    RIGHT,
    SHORT,
    child,
    set_page,
    set_properties,
    set_settings,
    set_styles,
)
from scripts.paper_forms.tables import fresh_row, prepared, repeat, shade, span, underline

#: A piece of a paragraph: text, or text with the name of a character style.
Piece = str | tuple[str, str]
FILLED = "Заполнено"


def filled(value: str, length: int = 30) -> list[Piece]:
    """Return the pieces of a blank: an underlined value, or a line for the pen."""
    return [
        (f"{{{{ {value} }}}}", FILLED),
        f"{{% if not {value} %}}{'_' * length}{{% endif %}}",
    ]


@dataclass
class Form:
    """A form that is being written; ``width`` is the width of its text in mm."""

    document: Any
    width: int

    # --- words ----------------------------------------------------------------

    def add(self, style: str, *pieces: Piece, indent: float | None = None, into: Any = None) -> Any:
        """Write a paragraph; ``into`` is a cell whose last paragraph is empty, or a document."""
        paragraph = self._fresh(into)
        paragraph.style = self.document.styles[style]
        for piece in pieces:
            text, character = piece if isinstance(piece, tuple) else (piece, None)
            paragraph.add_run(text, style=character)
        if indent is not None:
            paragraph.paragraph_format.left_indent = Mm(indent)
        return paragraph

    def _fresh(self, into: Any) -> Any:
        if into is None:
            return self.document.add_paragraph()
        last = into.paragraphs[-1]
        untouched = not last.text and last.style.style_id in ("Normal", "Header", "Footer")
        return last if untouched else into.add_paragraph()

    def tag(self, text: str, into: Any = None) -> None:
        """Write a paragraph that disappears: «{%p … %}»."""
        self.add("Ячейка", f"{{%p {text} %}}", into=into)

    # --- tables ---------------------------------------------------------------

    def table(self, widths: Sequence[float], *, lines: bool = True) -> Table:
        """Begin a table of fixed column widths in mm, with or without lines."""
        table = self.document.add_table(rows=0, cols=0)
        return prepared(table, self.document, widths, lines=lines)

    def head(self, table: Table, *names: str) -> None:
        """Write a header row that every page repeats."""
        cells = self.row(table, *names, style="Шапка таблицы")
        repeat(table.rows[-1])
        for cell in cells:
            shade(cell)

    def two_heads(self, table: Table, *columns: tuple[str, ...]) -> None:
        """Write a header of two rows; a name alone reaches over both."""
        upper, lower = fresh_row(table), fresh_row(table)
        place = 0
        for name, *below in columns:
            last = place + max(1, len(below)) - 1
            cell = upper[place].merge(upper[last] if below else lower[place])
            self.add("Шапка таблицы", name, into=cell)
            shade(cell)
            for beneath, words in zip(lower[place:], below or [""], strict=False):
                self.add("Шапка таблицы", words, into=beneath)
                shade(beneath)
            place = last + 1
        for row in table.rows[:2]:
            repeat(row)

    def row(self, table: Table, *texts: Any, style: str = "Ячейка") -> list[_Cell]:
        """Write a row; a text may be a tuple of paragraphs, each with a style or without."""
        cells = fresh_row(table)
        for cell, text in zip(cells, texts, strict=True):
            for each in text if isinstance(text, list) else [text]:
                kind, *pieces = each if isinstance(each, tuple) else (style, each)
                self.add(kind, *pieces, into=cell)
        return cells

    def tag_row(self, table: Table, text: str) -> None:
        """Write a row that disappears: «{%tr … %}»."""
        merged = span(fresh_row(table))
        self.add("Ячейка", f"{{%tr {text} %}}", into=merged)

    def section_row(self, table: Table, text: str) -> None:
        """Write a row merged over the width, for what follows."""
        merged = span(fresh_row(table))
        shade(merged)
        self.add("Раздел таблицы", text, into=merged)

    def empty_rows(self, table: Table, values: str, columns: int) -> None:
        """Write three rows for the pen where there is nothing to print."""
        self.tag_row(table, f"if not {values}")
        for _ in range(3):
            self.row(table, *[""] * columns)
        self.tag_row(table, "endif")

    # --- blocks that papers share ---------------------------------------------

    def opening(self, note: str = "(Ф. И. О. учителя)") -> None:
        """Write what every paper begins with: whose it is, approval blocks, its name, of whom."""
        self._school()
        self._grifs()
        self._title(note)

    def _school(self) -> None:
        self.add("Организация", "{{ school }}")
        self.tag("if place")
        self.add("Организация", "{{ place }}")
        self.tag("endif")

    def _grifs(self) -> None:
        """Write the approval blocks side by side, the last at the right."""
        places = 3 if self.width > 200 else 2
        self.tag("if grifs")
        self.add("Волосок").paragraph_format.space_before = Pt(10)
        first, block, last = fresh_row(self.table([self.width / 3] * 3, lines=False))
        block.width = Mm(self.width / places)
        self.add("Гриф", f"{{%tc for grif in grifs|across({places}) %}}", into=first)
        self.add("Гриф", ("{{ grif.word }}", "Слово грифа"), into=block)
        self.tag("for line in grif.lines", block)
        self.add("Гриф", "{{ line }}", into=block)
        self.tag("endfor", block)
        self.add("Гриф", "{%tc endfor %}", into=last)
        self.tag("endif")

    def _title(self, note: str) -> None:
        """Write the name of the form and the blank for a name under it, with its note."""
        self.add("Title", "{{ title }}")
        teacher = self.add("Учитель", "{{ teacher or '\u00a0' }}")
        borders = child(teacher._p.get_or_add_pPr(), "pBdr")
        child(borders, "bottom", val="single", sz="4", space="1", color="auto")
        margin = Mm((self.width - 110) / 2)
        teacher.paragraph_format.left_indent = teacher.paragraph_format.right_indent = margin
        self.add("Подстрочник", note)
        self.add(
            "Подстрочник", "{% if year %}{{ year }} учебный год{% endif %}"
        ).paragraph_format.space_after = Pt(8)

    def facts(self, heading: str = "Дополнительные сведения") -> None:
        """Write the table of what the form doesn't ask for."""
        self.tag("if facts")
        self.add("Heading 1", heading)
        table = self.table([self.width * 0.28, self.width * 0.72])
        self.tag_row(table, "for fact in facts")
        self.row(table, "{{ fact.label }}", "{{ fact.text }}")
        self.tag_row(table, "endfor")
        self.tag("endif")

    def pairs(self, *rows: tuple[str, str], share: float = 0.34) -> None:
        """Write a table of labels and what stands beside them."""
        table = self.table([self.width * share, self.width * (1 - share)])
        for label, text in rows:
            self.row(table, label, text)

    def listed(self, heading: str, values: str) -> None:
        """Write a numbered list under a heading, if there is anything to list."""
        self.tag(f"if {values}")
        self.add("Heading 1", heading)
        self.tag(f"for each in {values}")
        point = self.add("Пункт списка", "{{ loop.index }}. {{ each }}", indent=6)
        point.paragraph_format.first_line_indent = Mm(-6)
        self.tag("endfor")
        self.tag("endif")

    def signatures(self) -> None:
        """Write the lines to sign on; the reader's «Ознакомлен(а)» with its blank for the day."""
        self.tag("if signatures")
        self.add("Волосок").paragraph_format.space_before = Pt(14)
        post, pen = self.width * 0.32, self.width * 0.19
        table = self.table([post, pen, self.width - post - pen], lines=False)
        self.tag_row(table, "for line in signatures")
        self.tag_row(table, "if line.acquainted")
        self._signature(
            table,
            ["{{ line.position }}", "Ознакомлен(а)"],
            "/ {{ line.name|blank(18) }} / «___»\u00a0________\u00a020___\u00a0г.",
        )
        self.tag_row(table, "else")
        self._signature(table, ["{{ line.position }}"], "{{ line.name|blank(18) }}")
        self.tag_row(table, "endif")
        self.tag_row(table, "endfor")
        self.tag("endif")

    def _signature(self, table: Table, position: list[str], name: str) -> None:
        cells = self.row(table, position, "", name, style="Подпись под документом")
        for cell in cells:
            cell.paragraphs[0].paragraph_format.space_before = Pt(10)
            child(cell._tc.get_or_add_tcPr(), "vAlign", val="bottom")
        underline(cells[1])


# The empty form ---------------------------------------------------------------------------


def blank(title: str, *, landscape: bool, big_code: bool = False) -> Form:
    """Return an empty form: page, styles, settings, the mark of a draft, the foot.

    ``big_code`` is for a form that shows the QR code in its text, not at its foot.
    """
    document = Document()
    set_page(document.sections[0], landscape=landscape)
    set_styles(document)
    set_settings(document)
    set_properties(document, title)
    form = Form(document, (LONG if landscape else SHORT) - LEFT - RIGHT)
    _header(form)
    _footer(form, code=not big_code)
    return form


def _header(form: Form) -> None:
    header = form.document.sections[0].header
    header.is_linked_to_previous = False
    form.add("Отметка проекта", "{% if draft %}ПРОЕКТ{% endif %}", into=header)


def _footer(form: Form, *, code: bool) -> None:
    footer = form.document.sections[0].footer
    footer.is_linked_to_previous = False
    side = 17 if code else 0
    table = footer.add_table(0, 0, Mm(form.width))
    widths = [form.width - 38 - side, 38, *([side] if code else [])]
    prepared(table, form.document, widths, lines=False)
    cells = fresh_row(table)
    form.add(
        "Footer",
        "{{ route }}{% if edition.words %}. {{ edition.words }}{% endif %}",
        into=cells[0],
    )
    form.tag("if edition.address", cells[0])
    form.add("Footer", "Сверить с записью: {{ edition.address }}", into=cells[0])
    form.tag("endif", cells[0])
    page = form.add("Footer", "Страница\u00a0", into=cells[1])
    page.alignment = Align.RIGHT
    _field(page, "PAGE")
    page.add_run(" из\u00a0")
    _field(page, "NUMPAGES")
    if code:
        form.add("Footer", "{{ qr }}", into=cells[2]).alignment = Align.RIGHT
    for cell in cells:
        child(cell._tc.get_or_add_tcPr(), "vAlign", val="bottom")
    # Word wants a paragraph after a table; python-docx put its own before it.
    first = footer.paragraphs[0]
    first.style = form.document.styles["Волосок"]
    footer._element.append(first._p)


def _field(paragraph: Any, name: str) -> None:
    field = child(paragraph._p, "fldSimple", instr=name)
    child(child(field, "r"), "t").text = "1"
