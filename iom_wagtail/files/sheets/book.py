"""What is read from a spreadsheet: sheets of rows of text, and the bounds of reading. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from django.utils.translation import gettext as _

from iom_wagtail.files.exceptions import FileRefused

#: Rows with something in them; no list of a school and no programme is longer.
MOST_ROWS = 2_000
#: Rows a sheet may have at all: some programs write thousands of empty ones.
MOST_LINES = 20_000
MOST_COLUMNS = 100
MOST_SHEETS = 20
#: As long as a cell of Excel can be.
LONGEST_CELL = 32_767
#: A head stands near the top: above it there are titles and «УТВЕРЖДАЮ».
HEAD_WITHIN = 30

#: Error values of Excel, LibreOffice and their Russian editions.
ERROR_VALUES = frozenset(
    {
        *("#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"),
        *("#ССЫЛКА!", "#Н/Д", "#ЗНАЧ!", "#ДЕЛ/0!", "#ИМЯ?", "#ЧИСЛО!", "#ПУСТО!", "#ПЕРЕНОС!"),
    }
)

T = TypeVar("T")


def letter(index: int) -> str:
    """Return the letters of a column counted from 0: 0 → A, 26 → AA."""
    letters, number = "", index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def is_error(text: str) -> bool:
    """Return whether a cell holds an error value: «#REF!», «#ССЫЛКА!»."""
    return text.strip().upper() in ERROR_VALUES


@dataclass(slots=True)
class SheetRow:
    """A row that has something in it: its number as the program shows it, its cells from A on.

    ``faults`` say what is wrong with a cell, by its index: an error value, a formula that was
    never calculated.
    """

    number: int
    cells: list[str]
    faults: dict[int, str] = field(default_factory=dict)

    def cell(self, index: int) -> str:
        """Return the text of a cell; "" beyond the last one."""
        return self.cells[index] if 0 <= index < len(self.cells) else ""

    @property
    def filled(self) -> list[int]:
        """The indexes of the cells with something in them."""
        return [index for index, text in enumerate(self.cells) if text]


@dataclass(frozen=True, slots=True)
class Merged:
    """Cells made into one: rows by number, columns by index, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Sheet:
    """One sheet: its name, its rows without the empty ones, its merged cells."""

    name: str
    rows: list[SheetRow] = field(default_factory=list)
    merged: list[Merged] = field(default_factory=list)

    def fill_down(self) -> None:
        """Repeat what stands in cells merged over several rows, where the row says more.

        A row that only continues a taller one is left alone: it isn't a row of its own.
        """
        by_number = {row.number: row for row in self.rows}
        for area in self.merged:
            first = by_number.get(area.top)
            if first is None or not (text := first.cell(area.left)):
                continue
            for number in range(area.top + 1, area.bottom + 1):
                row = by_number.get(number)
                if row is not None and row.filled:
                    row.cells.extend([""] * (area.left + 1 - len(row.cells)))
                    row.cells[area.left] = row.cells[area.left] or text

    def width_at(self, row: SheetRow, index: int) -> int:
        """Return over how many columns the cell at an index of a row reaches."""
        for area in self.merged:
            if area.top <= row.number <= area.bottom and area.left == index:
                return area.right - area.left + 1
        return 1


@dataclass(slots=True)
class Book:
    """The sheets of a file that have rows, in their order; a text has one without a name."""

    sheets: list[Sheet] = field(default_factory=list)

    def find(self, recognise: Callable[[Sheet, int], T | None]) -> tuple[Sheet, int, T] | None:
        """Return the first sheet, index of its row, and what was recognised there; or None."""
        for sheet in self.sheets:
            for index in range(min(len(sheet.rows), HEAD_WITHIN)):
                if (found := recognise(sheet, index)) is not None:
                    return sheet, index, found
        return None


def too_many_rows(sheet: str) -> FileRefused:
    """Return the refusal of a sheet beyond ``MOST_ROWS``."""
    return FileRefused(
        _("The sheet “%(sheet)s” has more than %(most)d rows. Leave in the file only those needed.")
        % {"sheet": sheet, "most": MOST_ROWS}
        if sheet
        else _("The list has more than %(most)d rows. Leave only those that are needed.")
        % {"most": MOST_ROWS},
        code="rows",
    )


def too_many_lines(sheet: str) -> FileRefused:
    """Return the refusal of a sheet with an endless tail of empty rows."""
    return FileRefused(
        _(
            "The sheet “%(sheet)s” is longer than %(most)d rows, the empty ones included. "
            "Copy the table to a new sheet and save that."
        )
        % {"sheet": sheet, "most": MOST_LINES},
        code="rows",
    )


def too_many_columns(row: int) -> FileRefused:
    """Return the refusal of a row beyond ``MOST_COLUMNS``."""
    return FileRefused(
        _("Row %(row)d has more than %(most)d columns. Leave in the file only the table.")
        % {"row": row, "most": MOST_COLUMNS},
        code="columns",
    )


def row_of(number: int, cells: Iterable[str], sheet: str = "") -> SheetRow | None:
    """Return a row without its empty end, its errors named; None for an empty one.

    Raises ``FileRefused`` for a row beyond ``MOST_COLUMNS`` and for an endless cell.
    """
    texts = list(cells)
    while texts and not texts[-1]:
        texts.pop()
    if not texts:
        return None
    if len(texts) > MOST_COLUMNS:
        raise too_many_columns(number)
    faults = {}
    for index, text in enumerate(texts):
        if len(text) > LONGEST_CELL:
            raise FileRefused(
                _("Row %(row)d, column %(column)s: the cell is longer than %(most)d characters.")
                % {"row": number, "column": letter(index), "most": LONGEST_CELL},
                code="cell",
            )
        if is_error(text):
            faults[index] = _("the cell shows the error %(value)s") % {"value": text}
    return SheetRow(number, texts, faults)
