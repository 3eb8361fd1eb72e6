"""ODS into sheets, by its one XML part; values are the texts its program shows."""

from __future__ import annotations

import datetime as dt
import zipfile
from typing import IO
from xml.etree.ElementTree import Element, ParseError, iterparse

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
from iom_wagtail.files.sheets.values import clean

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def read_opendocument(file: IO[bytes]) -> Book:
    """Return the sheets of an ODS that have rows.

    Raises ``FileRefused``: damaged, with entities, beyond the bounds.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            check_parts(archive)
            with archive.open("content.xml") as part:
                return _read(part)
    except FileRefused:
        raise
    except (zipfile.BadZipFile, KeyError, ParseError, ValueError, EOFError, OSError) as error:
        raise damaged() from error


def _read(part: IO[bytes]) -> Book:
    book = Book()
    sheet, number = Sheet(""), 0
    # Entities were looked for before: ``parts.check_parts``.
    for event, element in iterparse(part, ("start", "end")):
        if event == "start":
            if element.tag == f"{_TABLE}table":
                if len(book.sheets) == MOST_SHEETS:
                    break
                sheet, number = Sheet(element.get(f"{_TABLE}name", "")), 0
        elif element.tag == f"{_TABLE}table-row":
            number = _take_row(sheet, number, element)
            element.clear()
        elif element.tag == f"{_TABLE}table":
            if sheet.rows:
                sheet.fill_down()
                book.sheets.append(sheet)
            element.clear()
    return book


def _repeated(element: Element, what: str) -> int:
    return max(1, int(element.get(f"{_TABLE}number-{what}-repeated", "1")))


def _take_row(sheet: Sheet, number: int, element: Element) -> int:
    """Add a row, as often as it is repeated; return the number of the last one."""
    texts: list[str] = []
    areas: list[Merged] = []
    for cell in element:
        if cell.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            continue
        covered = cell.tag.endswith("covered-table-cell")
        text = "" if covered else _seen(cell)
        down = int(cell.get(f"{_TABLE}number-rows-spanned", "1"))
        across = int(cell.get(f"{_TABLE}number-columns-spanned", "1"))
        if down > 1 or across > 1:
            left = len(texts)
            areas.append(Merged(number + 1, left, number + down, left + across - 1))
        texts += [text] * min(_repeated(cell, "columns"), MOST_COLUMNS + 1)
        if len(texts) > MOST_COLUMNS + 1:
            texts = texts[: MOST_COLUMNS + 1]
    sheet.merged += areas
    times = _repeated(element, "rows")
    if row_of(number + 1, texts) is None:
        return number + times
    for _time in range(times):
        number += 1
        if number > MOST_LINES:
            raise too_many_lines(sheet.name)
        if len(sheet.rows) == MOST_ROWS:
            raise too_many_rows(sheet.name)
        sheet.rows.append(row_of(number, texts))
    return number


def _seen(cell: Element) -> str:
    """Return a cell as it is shown; a day in full, also where it is shown as «1 сен»."""
    day = cell.get(f"{_OFFICE}date-value", "")
    if len(day) == 10:
        return f"{dt.date.fromisoformat(day):%d.%m.%Y}"
    lines = ["".join(_pieces(line)) for line in cell.iter(f"{_TEXT}p")]
    return clean("\n".join(lines))


def _pieces(element: Element) -> list[str]:
    """Return the texts of a paragraph; several blanks and breaks are elements of their own."""
    found = [element.text or ""]
    for child in element:
        if child.tag == f"{_TEXT}line-break":
            found.append("\n")
        elif child.tag in (f"{_TEXT}s", f"{_TEXT}tab"):
            found.append(" ")
        elif child.tag != f"{_OFFICE}annotation":
            found += _pieces(child)
        found.append(child.tail or "")
    return found
