"""XLSX into sheets: the values its program calculated last, only as much as is needed."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterator
from itertools import islice
from typing import IO, Any
from xml.parsers import expat

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

from iom_wagtail.files.exceptions import FileRefused
from iom_wagtail.files.sheets.book import (
    MOST_COLUMNS,
    MOST_LINES,
    MOST_ROWS,
    MOST_SHEETS,
    Book,
    Merged,
    Sheet,
    row_of,
    too_many_lines,
    too_many_rows,
)
from iom_wagtail.files.sheets.parts import check_parts, damaged
from iom_wagtail.files.sheets.values import seen

#: More merged cells than any table of people has.
_MOST_MERGED = 5_000


def read_excel(file: IO[bytes]) -> Book:
    """Return the visible sheets of a workbook that have rows.

    Raises ``FileRefused``: damaged, with entities, beyond the bounds.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            check_parts(archive)
            return _read(file, archive)
    except FileRefused:
        raise
    except Exception as error:  # openpyxl raises whatever a broken part makes it stumble over
        raise damaged() from error


def _read(file: IO[bytes], archive: zipfile.ZipFile) -> Book:
    file.seek(0)
    with warnings.catch_warnings():
        # What openpyxl can't keep (validation, drawings) is nothing we read.
        warnings.simplefilter("ignore")
        workbook = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        try:
            book = Book()
            for worksheet in islice(workbook.worksheets, MOST_SHEETS):
                if worksheet.sheet_state != "visible":
                    continue
                sheet = _sheet(worksheet)
                if sheet.rows:
                    _look_closer(archive, worksheet, sheet)
                    sheet.fill_down()
                    book.sheets.append(sheet)
            return book
        finally:
            workbook.close()


def _sheet(worksheet: Any) -> Sheet:
    sheet = Sheet(worksheet.title)
    # What a file says of its own size is often wrong.
    worksheet.reset_dimensions()
    for number, cells in enumerate(
        worksheet.iter_rows(max_row=MOST_LINES + 1, max_col=MOST_COLUMNS + 1), start=1
    ):
        if number > MOST_LINES:
            raise too_many_lines(sheet.name)
        row = row_of(number, _texts(cells))
        if row is None:
            continue
        if len(sheet.rows) == MOST_ROWS:
            raise too_many_rows(sheet.name)
        sheet.rows.append(row)
    return sheet


def _texts(cells: tuple[Any, ...]) -> Iterator[str]:
    for cell in cells:
        value = cell.value
        yield "" if value is None else seen(value, cell.number_format)


def _look_closer(archive: zipfile.ZipFile, worksheet: Any, sheet: Sheet) -> None:
    """Note merged cells, and formulas without a value: openpyxl reads neither in this mode."""
    # The path is openpyxl's own attribute: it has no public name for it (3.1).
    look = _Look()
    with archive.open(worksheet._worksheet_path) as part:
        look.parser.ParseFile(part)
    sheet.merged = look.merged
    by_number = {row.number: row for row in sheet.rows}
    for number, index in look.uncalculated:
        row = by_number.get(number)
        if row is None or index > MOST_COLUMNS:
            continue
        row.cells.extend([""] * (index + 1 - len(row.cells)))
        # A value all the same: the cell must not pass for an empty one.
        row.cells[index] = "#N/A"
        row.faults[index] = _(
            "the formula was never calculated: open the file in its program and save it"
        )


class _Look:
    """Walks through a sheet's XML for what its rows don't tell."""

    def __init__(self) -> None:
        self.merged: list[Merged] = []
        self.uncalculated: list[tuple[int, int]] = []
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = None
        self._cell: dict[str, str] = {}
        self._formula = self._value = False

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        match name.rpartition(" ")[2]:
            case "c":
                self._cell, self._formula = attributes, False
                # A text a formula came to may be empty, and is a value all the same.
                self._value = attributes.get("t") == "str"
            case "f":
                self._formula = True
            case "v":
                self.parser.CharacterDataHandler = self._text
            case "mergeCell" if len(self.merged) < _MOST_MERGED:
                left, top, right, bottom = range_boundaries(attributes["ref"])
                self.merged.append(Merged(top, left - 1, bottom, right - 1))

    def _text(self, text: str) -> None:
        self._value = True

    def _end(self, name: str) -> None:
        match name.rpartition(" ")[2]:
            case "v":
                self.parser.CharacterDataHandler = None
            case "c" if self._formula and not self._value and "r" in self._cell:
                letters, number = coordinate_from_string(self._cell["r"])
                self.uncalculated.append((number, column_index_from_string(letters) - 1))
