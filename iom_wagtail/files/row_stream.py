"""The rows of a large sheet, written straight into a workbook. No text of theirs is ever a formula.

They are to the letter what openpyxl writes, which takes ten times as long for it: a text inside its
cell, a day as a number with a format of days.
"""

from __future__ import annotations

import datetime as dt
import re
import shutil
import zipfile
from collections.abc import Sequence
from functools import lru_cache
from typing import IO, Any, NamedTuple
from xml.sax.saxutils import escape

from iom_wagtail.files.sheets.book import letter

#: The longest text of a cell in XLSX.
LONGEST = 32_767
#: What XML can't hold.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

SHEET, END = "xl/worksheets/sheet1.xml", b"</sheetData>"
#: A sheet is full of the same words; packing it harder takes four times as long for a third less.
PACKING = 3

_letter = lru_cache(maxsize=None)(letter)


class Looks(NamedTuple):
    """Under which numbers a workbook keeps the look of a text, a day and a whole number."""

    text: int
    day: int
    number: int


def plain(value: object) -> str:
    """Return a text as a cell can hold it: without control characters, not too long."""
    return _ILLEGAL.sub("", str(value))[:LONGEST]


@lru_cache(maxsize=4096)
def day_number(day: dt.date) -> str:
    """Return the number that stands for a day."""
    # It is loaded already: openpyxl makes the workbook.
    from openpyxl.utils.datetime import to_excel

    return f"{to_excel(day):.16g}"


def row_of(place: int, row: Sequence[Any], looks: Looks, height: float) -> bytes:
    """Return the XML of a row; dates are dates, whole numbers are numbers, the rest is text."""
    cells = [
        _cell(f"{_letter(column)}{place}", value, looks)
        for column, value in enumerate(row)
        if value is not None and value != ""
    ]
    head = f'<row r="{place}" ht="{height}" customHeight="1">'
    return f"{head}{''.join(cells)}</row>".encode()


def _cell(name: str, value: Any, looks: Looks) -> str:
    if isinstance(value, dt.date):
        return f'<c r="{name}" s="{looks.day}" t="n"><v>{day_number(value)}</v></c>'
    if isinstance(value, int):
        return f'<c r="{name}" s="{looks.number}" t="n"><v>{int(value)}</v></c>'
    text = escape(plain(value), {"\r": "&#13;"})
    space = ' xml:space="preserve"' if text != text.strip() else ""
    return f'<c r="{name}" s="{looks.text}" t="inlineStr"><is><t{space}>{text}</t></is></c>'


def put_below(frame: IO[bytes], rows: IO[bytes], out: IO[bytes]) -> None:
    """Write the workbook of ``frame`` into ``out``, the rows below those of its first sheet."""
    rows.seek(0)
    with (
        zipfile.ZipFile(frame) as before,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=PACKING) as book,
    ):
        for entry in before.infolist():
            if entry.filename != SHEET:
                book.writestr(entry.filename, before.read(entry))
                continue
            head, end, tail = before.read(entry).rpartition(END)
            with book.open(entry.filename, "w", force_zip64=True) as sheet:
                sheet.write(head)
                shutil.copyfileobj(rows, sheet)
                sheet.write(end + tail)
