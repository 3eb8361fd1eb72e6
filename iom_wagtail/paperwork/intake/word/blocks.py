"""A Word file as plain values: paragraphs and tables in their order, each piece with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.translation import gettext as _


class Where(StrEnum):
    """In which part of the file a piece stands."""

    BODY = "body"
    BOX = "box"
    HEADER = "header"
    FOOTER = "footer"
    NOTE = "note"
    COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a piece stands: paragraph, or table, row and column; counted from 1.

    ``file`` is the name of the file, where a route is put together from several.
    """

    where: Where = Where.BODY
    paragraph: int = 0
    table: int = 0
    row: int = 0
    column: int = 0
    file: str = ""

    def __str__(self) -> str:
        if self.file:
            # Translators: «Карта.docx: таблица 1, строка 2, столбец 3»
            return _("%(file)s: %(place)s") % {"file": self.file, "place": self._inside}
        return self._inside

    @property
    def _inside(self) -> str:
        if self.table:
            return _("table %(table)d, row %(row)d, column %(column)d") % {
                "table": self.table,
                "row": self.row,
                "column": self.column,
            }
        match self.where:
            case Where.BOX:
                return _("text box")
            case Where.HEADER:
                return _("header of the page")
            case Where.FOOTER:
                return _("footer of the page")
            case Where.NOTE:
                return _("footnote")
            case Where.COMMENT:
                return _("comment")
        return _("paragraph %(number)d") % {"number": self.paragraph}


@dataclass(eq=False, slots=True)
class Paragraph:
    """A paragraph with text; ``listed`` in a list, ``strong`` when it is a heading or all bold."""

    place: Place
    text: str
    listed: bool = False
    strong: bool = False


@dataclass(eq=False, slots=True)
class Cell:
    """A cell; a merged one is the same object in every row and column it covers."""

    place: Place
    text: str = ""
    strong: bool = False


@dataclass(eq=False, slots=True)
class Table:
    """A table as a grid: each row names the cell of each column; ``None`` where there is none."""

    number: int
    where: Where
    rows: list[list[Cell | None]] = field(default_factory=list)

    @property
    def width(self) -> int:
        """The number of columns of the widest row."""
        return max((len(row) for row in self.rows), default=0)


Piece = Paragraph | Cell
Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Document:
    """What a file says, and what of it can't be carried over as text."""

    blocks: tuple[Block, ...]
    pictures: int = 0
    embedded: int = 0


def distinct(row: list[Cell | None]) -> list[Cell]:
    """Return the cells of a row once each, in their order."""
    return list(dict.fromkeys(cell for cell in row if cell is not None))


def pieces(document: Document) -> Iterator[Piece]:
    """Yield everything that holds text, once each, in the order of the file."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield block
            continue
        seen: dict[Cell, None] = {}
        for row in block.rows:
            for cell in distinct(row):
                if cell not in seen and cell.text:
                    seen[cell] = None
                    yield cell
