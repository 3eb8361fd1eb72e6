"""Lists as text, CSV or TSV: bytes into text, text into rows. Pure functions."""

from __future__ import annotations

import csv
import io
import re

from iom_wagtail.files.sheets.book import MOST_ROWS, Sheet, row_of, too_many_rows
from iom_wagtail.files.sheets.values import clean

#: «sep=;», which Excel writes and reads in the first line.
_TOLD = re.compile(r"\ufeff?sep=(.)\r?\n", re.IGNORECASE)


def decode(data: bytes) -> str:
    """Return the text of a file: UTF-8, UTF-16 with a mark, or Windows-1251."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1251", errors="replace")


def delimiter(text: str) -> str:
    """Return what separates cells: a tab or a semicolon where most rows have it, else a comma."""
    rows = [row for row in text.split("\n") if row.strip()]
    for mark in "\t;":
        if sum(mark in row for row in rows) * 2 > len(rows):
            return mark
    return ","


def mark_of(text: str) -> str:
    """Return what separates the cells of a table, also when its cells hold line breaks.

    Most rows would be misled by these: the row with the most marks is the head or a full row.
    """
    rows = text.split("\n")[:200]
    counts = {mark: max(row.count(mark) for row in rows) for mark in "\t;,"}
    if counts["\t"]:
        return "\t"
    return ";" if counts[";"] else delimiter(text)


def sheet_of(text: str) -> Sheet:
    """Return the rows of a CSV or TSV, each numbered as a spreadsheet numbers it.

    Raises ``FileRefused`` beyond the bounds.
    """
    mark = None
    if told := _TOLD.match(text):
        mark, text = told[1], text[told.end() :]
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    mark = mark or mark_of(text)
    # A quotation mark that nobody closes would swallow the rows behind it.
    quoting = csv.QUOTE_NONE if text.count('"') % 2 else csv.QUOTE_MINIMAL
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    first = 2 if told else 1
    sheet = Sheet("")
    for number, cells in enumerate(
        csv.reader(io.StringIO(text), delimiter=mark, quoting=quoting), start=first
    ):
        row = row_of(number, (clean(cell) for cell in cells))
        if row is None:
            continue
        if len(sheet.rows) == MOST_ROWS:
            raise too_many_rows("")
        sheet.rows.append(row)
    return sheet
