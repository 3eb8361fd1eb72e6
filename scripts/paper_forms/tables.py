"""Tables of our paper forms: fixed columns, repeated headers, rows that stay on one page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table, _Cell

from scripts.paper_forms.styles import child

GREY = "F2F2F2"


def prepared(table: Table, document: Any, widths: Sequence[float], *, lines: bool) -> Table:
    """Give a table its style and its columns."""
    table.style = document.styles["Таблица формы" if lines else "Таблица без линий"]
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    for width in widths:
        table.add_column(Mm(width))
    properties = table._tbl.tblPr
    whole = properties.find(qn("w:tblW"))
    whole.set(qn("w:type"), "dxa")
    whole.set(qn("w:w"), str(sum(Mm(width).twips for width in widths)))
    look = properties.find(qn("w:tblLook"))
    if look is not None:
        properties.remove(look)
    return table


def fresh_row(table: Table) -> list[_Cell]:
    """Add a row that stays on one page; the renderer lets long ones break."""
    row = table.add_row()
    child(row._tr.get_or_add_trPr(), "cantSplit")
    return list(row.cells)


def span(cells: Sequence[_Cell]) -> _Cell:
    """Merge cells side by side."""
    return cells[0].merge(cells[-1]) if len(cells) > 1 else cells[0]


def repeat(row: Any) -> None:
    """Let every page repeat a header row."""
    child(row._tr.get_or_add_trPr(), "tblHeader")


def shade(cell: _Cell) -> None:
    """Give a cell a light ground."""
    child(cell._tc.get_or_add_tcPr(), "shd", val="clear", color="auto", fill=GREY)


def as_head(cell: _Cell) -> None:
    """Give a header cell its ground, its words in the middle of its height."""
    shade(cell)
    child(cell._tc.get_or_add_tcPr(), "vAlign", val="center")


def underline(cell: _Cell) -> None:
    """Draw a line under a cell, for the pen."""
    borders = OxmlElement("w:tcBorders")
    child(borders, "bottom", val="single", sz="4", space="0", color="auto")
    properties = cell._tc.get_or_add_tcPr()
    properties.insert(list(properties).index(properties.find(qn("w:vAlign"))), borders)
