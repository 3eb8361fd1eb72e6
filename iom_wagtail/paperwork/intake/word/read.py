"""From the XML of a Word file to plain blocks. Pure; knows no form and no route.

Generators write the same table in many ways, so elements are known by their local names: content
controls, insertions and custom XML are looked through wherever they stand, deletions are dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from lxml import etree

from iom_wagtail.paperwork.intake.word.blocks import (
    Block,
    Cell,
    Document,
    Paragraph,
    Place,
    Table,
    Where,
)
from iom_wagtail.paperwork.intake.word.package import Package, WordRefused
from iom_wagtail.paperwork.intake.word.runs import bold, local, opened, text_of

#: Bounds of one route's papers; beyond them it is another file.
MAX_ROWS = 1_000
MAX_COLUMNS = 60
MAX_BLOCKS = 20_000
MAX_DEPTH = 25

_ASIDES = {
    "header": Where.HEADER,
    "footer": Where.FOOTER,
    "footnotes": Where.NOTE,
    "endnotes": Where.NOTE,
    "comments": Where.COMMENT,
}
_HEADING = re.compile(r"^(heading|title|заголовок|название|\d$)", re.IGNORECASE)


def read(package: Package, file: str = "") -> Document:
    """Return what a file says; ``file`` is its name where places have to tell it.

    Raises ``WordRefused`` that names the table for one beyond the bounds.
    """
    reader = _Reader(file)
    blocks = list(reader.blocks(package.body, Where.BODY))
    for kind, part in package.asides:
        blocks += reader.blocks(part, _ASIDES[kind])
    return Document(tuple(_once(blocks)), reader.pictures, reader.embedded)


def _once(blocks: list[Block]) -> Iterator[Block]:
    """Yield the blocks without the headers that stand word for word in several sections."""
    seen = set()
    for block in blocks:
        if isinstance(block, Paragraph) and block.place.where in (Where.HEADER, Where.FOOTER):
            if (block.place.where, block.text) in seen:
                continue
            seen.add((block.place.where, block.text))
        yield block


def number(element: etree._Element, *path: str) -> int | None:
    """Return the value of a property as a number; None without one."""
    value = attribute(element, *path)
    return int(value) if value is not None and re.fullmatch(r"\d{1,6}", value) else None


def attribute(element: etree._Element, *path: str) -> str | None:
    """Return ``val`` of a nested property; "" when it has none, None without the property."""
    for name in path:
        element = next((child for child in element if local(child) == name), None)
        if element is None:
            return None
    found = [value for key, value in element.attrib.items() if etree.QName(key).localname == "val"]
    return found[0] if found else ""


class _Reader:
    """Walks a file once, counting paragraphs and tables."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.paragraphs = 0
        self.tables = 0
        self.pictures = 0
        self.embedded = 0
        self.count = 0

    def blocks(self, parent: etree._Element, where: Where, depth: int = 0) -> Iterator[Block]:
        """Yield paragraphs with text and tables below an element."""
        if depth > MAX_DEPTH:
            raise WordRefused(_("The tables of the file are nested too deeply."), "deep")
        for element in opened(parent):
            match local(element):
                case "p":
                    yield from self.paragraph(element, where, depth)
                case "tbl":
                    yield from self.table(element, where, depth)
                case "altChunk":
                    self.embedded += 1
                case "body" | "document" | "footnote" | "endnote" | "comment" | "txbxContent":
                    yield from self.blocks(element, where, depth + 1)
                case "hdr" | "ftr" | "footnotes" | "endnotes" | "comments":
                    yield from self.blocks(element, where, depth + 1)

    def paragraph(self, element: etree._Element, where: Where, depth: int) -> Iterator[Block]:
        """Yield a paragraph unless it is blank, and what stands in text boxes on it."""
        if where is Where.BODY:
            self.paragraphs += 1
        self._count()
        text, boxes, pictures = text_of(element)
        # A logo, or the code at the foot of our own papers, is no content.
        self.pictures += 0 if where in (Where.HEADER, Where.FOOTER) else pictures
        if text.strip():
            style = attribute(element, "pPr", "pStyle") or ""
            yield Paragraph(
                Place(where, paragraph=self.paragraphs, file=self.file),
                text.strip(),
                listed=attribute(element, "pPr", "numPr") is not None,
                strong=bool(_HEADING.match(style)) or bold(element),
            )
        for box in boxes:
            yield from self.blocks(box, Where.BOX, depth + 1)

    def _count(self) -> None:
        self.count += 1
        if self.count > MAX_BLOCKS:
            raise WordRefused(
                _("The text of the file is too long for one route: leave only the route in it."),
                "long",
            )

    def table(self, element: etree._Element, where: Where, depth: int) -> Iterator[Block]:
        """Yield a table, then the tables and text boxes inside its cells."""
        self.tables += 1
        table = Table(self.tables, where)
        rows = [row for row in opened(element) if local(row) == "tr" and not _deleted(row)]
        if len(rows) > MAX_ROWS:
            raise WordRefused(
                _("Table %(table)d has %(rows)d rows; one table may have %(most)d at most.")
                % {"table": table.number, "rows": len(rows), "most": MAX_ROWS},
                "rows",
            )
        inside: list[Block] = []
        for row in rows:
            inside += self.row(row, table, depth)
        yield table
        yield from inside

    def row(self, element: etree._Element, table: Table, depth: int) -> list[Block]:
        """Add a row to a table; return what stood inside its cells as blocks of its own."""
        above = table.rows[-1] if table.rows else []
        slots: list[Cell | None] = [None] * (number(element, "trPr", "gridBefore") or 0)
        inside: list[Block] = []
        for tc in opened(element):
            if local(tc) != "tc":
                continue
            start = len(slots)
            span = max(number(tc, "tcPr", "gridSpan") or 1, 1)
            if start + span > MAX_COLUMNS:
                raise WordRefused(
                    _("Table %(table)d has more than %(most)d columns.")
                    % {"table": table.number, "most": MAX_COLUMNS},
                    "columns",
                )
            cell, blocks = self.cell(tc, table, start, depth)
            inside += blocks
            merged = self._merged(tc, slots, above, start)
            if merged is not None:
                merged.text = "\n".join(part for part in (merged.text, cell.text) if part)
                cell = merged
            slots += [cell] * span
        table.rows.append(slots)
        return inside

    def _merged(
        self, tc: etree._Element, slots: list[Cell | None], above: list[Cell | None], start: int
    ) -> Cell | None:
        """Return the cell that a cell continues, to the left or above; None for one of its own."""
        if attribute(tc, "tcPr", "hMerge") in ("continue", "") and slots:
            return slots[-1]
        if attribute(tc, "tcPr", "vMerge") in ("continue", "") and start < len(above):
            return above[start]
        return None

    def cell(
        self, tc: etree._Element, table: Table, start: int, depth: int
    ) -> tuple[Cell, list[Block]]:
        """Return a cell with its own text, and the tables and text boxes inside it."""
        place = Place(table.where, 0, table.number, len(table.rows) + 1, start + 1, self.file)
        cell = Cell(place)
        if attribute(tc, "tcPr", "cellDel") is not None:
            return cell, []
        before = self.paragraphs
        lines, inside = [], []
        for block in self.blocks(tc, table.where, depth + 1):
            if isinstance(block, Paragraph) and block.place.where is table.where:
                lines.append(block)
            else:
                inside.append(block)
        self.paragraphs = before
        # Tables inside come out as blocks of their own; their text isn't the cell's.
        cell.text = "\n".join(line.text for line in lines)
        cell.strong = bool(lines) and all(line.strong for line in lines)
        return cell, inside


def _deleted(row: etree._Element) -> bool:
    """Return whether a row was deleted with tracked changes."""
    return attribute(row, "trPr", "del") is not None
