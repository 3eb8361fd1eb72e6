"""Rows as a spreadsheet. No text of theirs is ever a formula (case 25)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from itertools import chain
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill

from iom_wagtail.files.row_stream import plain
from iom_wagtail.files.sheets.book import letter

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TOP = Alignment(wrap_text=True, vertical="top")
_HEAD = Font(bold=True)
_REMARK = PatternFill("solid", fgColor="FFF4D6")


def errors_book(head: Sequence[str], rows: Iterable[Sequence[str]], title: str) -> bytes:
    """Return a workbook of rows to mend; its last column says what, and stands out."""
    rows = list(rows)
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title=title[:31])
    sheet.freeze_panes = "A2"
    last = len(head) - 1
    for index, name in enumerate(head):
        longest = max([len(name), *(len(row[index]) for row in rows if index < len(row))])
        sheet.column_dimensions[letter(index)].width = min(max(longest + 2, 10), 50)
    for number, row in enumerate(chain([head], rows)):
        cells = [_text(sheet, value) for value in row]
        for index, cell in enumerate(cells):
            cell.alignment = _TOP
            if number == 0:
                cell.font = _HEAD
            if index == last:
                cell.fill = _REMARK
        sheet.append(cells)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _text(sheet: Any, value: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, plain(value))
    cell.data_type = "s"  # openpyxl takes a leading "=" for a formula
    return cell
