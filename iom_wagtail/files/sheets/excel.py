"""XLSX into sheets: the values its program calculated last, only as much as is needed."""

from __future__ import annotations

import warnings
import zipfile
from typing import IO, Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from iom_wagtail.files.exceptions import FileRefused
from iom_wagtail.files.sheets.book import MOST_SHEETS, Book, Sheet, row_of
from iom_wagtail.files.sheets.excel_look import Look, look_at, visible_sheets
from iom_wagtail.files.sheets.parts import check_parts, damaged
from iom_wagtail.files.sheets.values import seen


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
    # Before openpyxl reads the texts of all sheets: a long one is refused without them.
    looks = [look_at(archive, part) for part in visible_sheets(archive)[:MOST_SHEETS]]
    file.seek(0)
    with warnings.catch_warnings():
        # What openpyxl can't keep (validation, drawings) is nothing we read.
        warnings.simplefilter("ignore")
        workbook = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        try:
            book = Book()
            for look in looks:
                sheet = _sheet(workbook[look.name], look)
                if sheet.rows:
                    sheet.fill_down()
                    book.sheets.append(sheet)
            return book
        finally:
            workbook.close()


def _sheet(worksheet: Any, look: Look) -> Sheet:
    sheet = Sheet(look.name, merged=look.merged)
    if not look.rows:
        return sheet
    # What a file says of its own size is often wrong.
    worksheet.reset_dimensions()
    lines = worksheet.iter_rows(max_row=look.last_row, max_col=look.columns)
    for number, cells in enumerate(lines, start=1):
        texts = [_text(cell) for cell in cells]
        faulty = [index for index in look.uncalculated.get(number, ()) if not texts[index]]
        for index in faulty:
            # A value all the same: the cell must not pass for an empty one.
            texts[index] = "#N/A"
        row = row_of(number, texts)
        if row is None:
            continue
        for index in faulty:
            row.faults[index] = _(
                "the formula was never calculated: open the file in its program and save it"
            )
        sheet.rows.append(row)
    return sheet


def _text(cell: Any) -> str:
    value = cell.value
    return "" if value is None else seen(value, cell.number_format)
