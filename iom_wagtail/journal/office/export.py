"""Lines as a spreadsheet. No text of theirs is ever a formula (case 25)."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import chain
from typing import Any

from openpyxl import Workbook

from iom_wagtail.files.sheets.writing import text_cell

#: What a spreadsheet program takes for the beginning of a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "|", "%")


def neutral(text: str) -> str:
    """Return a text for CSV that no program takes for a formula: an apostrophe stands before it.

    Programs skip blanks and quotes before the sign, so these are skipped here too.
    """
    return f"'{text}" if text.lstrip(" \"'\u00a0\n").startswith(FORMULA_STARTS) else text


class _Echo:
    """A file that hands back what is written into it."""

    def write(self, value: str) -> str:
        """Return the line."""
        return value


def csv_lines(head: list[str], rows: Iterable[list[Any]]) -> Iterator[str]:
    """Yield a CSV as Russian spreadsheet programs open it: semicolons, dates as 01.09.2025."""
    writer = csv.writer(_Echo(), delimiter=";")
    yield "\ufeff" + writer.writerow(head)
    for row in rows:
        yield writer.writerow(
            [f"{v:%d.%m.%Y}" if isinstance(v, dt.date) else neutral(str(v)) for v in row]
        )


def xlsx(head: list[str], rows: Iterable[list[Any]], title: str) -> BytesIO:
    """Return a workbook: dates are dates, every other cell is text."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title=title[:31])
    sheet.freeze_panes = "A2"
    for letter, width in zip("ABCDEFG", (12, 22, 20, 22, 60, 60, 22), strict=True):
        sheet.column_dimensions[letter].width = width
    for row in chain([head], rows):
        sheet.append([text_cell(sheet, value) for value in row])
    out = BytesIO()
    book.save(out)
    out.seek(0)
    return out
