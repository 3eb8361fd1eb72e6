"""Any spreadsheet file into sheets: what it is, is decided by its content."""

from __future__ import annotations

import re
from typing import IO

from django.utils.translation import gettext as _

from iom_wagtail.files import rules
from iom_wagtail.files.exceptions import FileRefused
from iom_wagtail.files.sheets.book import Book
from iom_wagtail.files.sheets.opendocument import read_opendocument
from iom_wagtail.files.sheets.text import decode, sheet_of

#: What a file chooser offers; the content decides.
ACCEPT = ".xlsx,.csv,.tsv,.txt,.ods,text/csv,text/plain"
#: A table of words; pictures make a workbook large.
MOST_BYTES = 5 * rules.MEGABYTE


def read_book(file: IO[bytes], name: str, *, size: int) -> Book:
    """Return the sheets of an XLSX, ODS, CSV or TSV file.

    Raises ``FileRefused`` with one sentence that says what to do.
    """
    return read_kind(file, table_kind(file, name, size=size))


def read_kind(file: IO[bytes], code: str) -> Book:
    """Return the sheets of a file that ``table_kind`` has looked at; raises ``FileRefused``."""
    match code:
        case "xlsx":
            # With openpyxl, which only a process that reads a workbook has to carry.
            from iom_wagtail.files.sheets.excel import read_excel

            book = read_excel(file)
        case "ods":
            book = read_opendocument(file)
        case _:
            sheet = sheet_of(decode(file.read(MOST_BYTES)))
            book = Book([sheet] if sheet.rows else [])
    if not book.sheets:
        raise FileRefused(_("There is nothing in the table."), code="empty")
    return book


def table_kind(file: IO[bytes], name: str, *, size: int) -> str:
    """Return «xlsx», «ods» or «text»; the file is left at its beginning.

    Raises ``FileRefused`` for everything that is no table, with what to do about it.
    """
    try:
        kind = rules.examine(file, _plain(name), size=size, max_bytes=MOST_BYTES).kind
    except FileRefused as error:
        raise FileRefused(_advice(error), code=error.code) from error
    match kind.code:
        case "xlsx" | "ods":
            return kind.code
        case "csv" | "txt":
            return "text"
        case "xls":
            raise FileRefused(
                _(
                    "This is an Excel file of the old kind (.xls). Open it in Excel, choose "
                    "“Save as”, “Excel workbook (.xlsx)”, and upload that file."
                ),
                code="old",
            )
    raise FileRefused(
        _("This is no table (%(kind)s). Upload an Excel file (.xlsx) or a CSV file.")
        % {"kind": kind.label},
        code="kind",
    )


def _plain(name: str) -> str:
    """Return the name under which the rules of the room know a TSV file."""
    return re.sub(r"\.(tsv|tab)$", ".txt", name, flags=re.IGNORECASE)


def _advice(error: FileRefused) -> str:
    """Return a refusal with what to do about it, where the room only says what is wrong."""
    match error.code:
        case "macros":
            return _(
                "The file contains macros. Save it in Excel as “Excel workbook (.xlsx)” and upload "
                "that file."
            )
        case "password":
            return _("The file is protected by a password. Save it without one, then upload it.")
        case "markup":
            return _(
                "Inside, this file is a web page. Open it in Excel, save it as “Excel workbook "
                "(.xlsx)”, and upload that file."
            )
        case "archive" | "kind":
            return _("This is no table. Upload an Excel file (.xlsx) or a CSV file.")
    return " ".join(error.messages)
