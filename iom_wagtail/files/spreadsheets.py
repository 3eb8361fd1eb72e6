"""Tables as workbooks: to be read, filtered and printed. No text of theirs is ever a formula."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import IO, Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from iom_wagtail.files.row_stream import Looks, plain, put_below, row_of

A4 = 9
DAY = "DD.MM.YYYY"

#: Points of a line of text, and the tallest row that programs take.
LINE, TALLEST = 13.5, 405.0

_LINE = Side(style="thin", color="B8BFCA")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_BODY = Font(name="Calibri", size=10)
_TOP = Alignment(vertical="top", wrap_text=True)
_NARROW = Alignment(vertical="top", horizontal="left")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, and its width in characters."""

    label: str
    width: int


def workbook(
    columns: Sequence[Column],
    rows: Iterable[Sequence[Any]],
    *,
    title: str,
    heading: Sequence[str] = (),
    frozen: int = 0,
) -> IO[bytes]:
    """Return an open workbook with one sheet; rows go to disk as they come.

    openpyxl makes the workbook and its header; the rows are put into the finished file below it.

    Dates are dates, whole numbers are numbers, everything else is text. ``heading`` stands above
    the table, ``frozen`` columns stay in sight beside its header.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title=title[:31])
    header = len(heading) + 1
    with TemporaryFile() as below, TemporaryFile() as frame:
        last, looks = header, _looks(sheet)
        for last, row in enumerate(rows, start=header + 1):
            # Programs that open a file don't all look how many lines a cell takes.
            below.write(row_of(last, row, looks, _height(row, columns)))
        _set_up(sheet, columns, header, frozen)
        for place, line in enumerate(heading):
            sheet.append([_heading(sheet, line, first=place == 0)])
        sheet.row_dimensions[header].height = 3 * LINE
        sheet.append([_label(sheet, column) for column in columns])
        table = f"A{header}:{get_column_letter(len(columns))}{last}"
        sheet.auto_filter.ref = table
        # One rule for the whole table, in place of a border for each of its cells, empty ones too.
        sheet.conditional_formatting.add(table, FormulaRule(["TRUE"], border=_BORDER))
        book.save(frame)
        out = _file()
        put_below(frame, below, out)
    out.seek(0)
    return out


def _file() -> IO[bytes]:
    """Return a file without a name; whoever hands the workbook out closes it, and it is gone."""
    return TemporaryFile()


def _looks(sheet: Any) -> Looks:
    """Return how cells of the table look: the numbers under which the workbook keeps it."""
    text, day, number = (WriteOnlyCell(sheet) for _kind in range(3))
    for cell, alignment in ((text, _TOP), (day, _NARROW), (number, _NARROW)):
        cell.alignment, cell.font = alignment, _BODY
    day.number_format = DAY
    return Looks(text.style_id, day.style_id, number.style_id)


def _height(row: Sequence[Any], columns: Sequence[Column]) -> float:
    """Return how tall a row is whose texts are wrapped in their columns, as far as one can tell.

    Words don't fill their lines to the end: a wrapped line holds some six sevenths of its width.
    """
    most = 1
    for value, column in zip(row, columns, strict=True):
        if isinstance(value, str) and (len(value) > column.width or "\n" in value):
            holds = column.width * 6 // 7
            most = max(most, sum(-(-len(line) // holds) or 1 for line in value.split("\n")))
    return min(most * LINE + 1.5, TALLEST)


def _set_up(sheet: Any, columns: Sequence[Column], header: int, frozen: int) -> None:
    """Say what stays in sight, how wide columns are, and how the sheet is printed."""
    sheet.freeze_panes = f"{get_column_letter(frozen + 1)}{header + 1}"
    for place, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    for side in ("left", "right", "top"):
        setattr(sheet.page_margins, side, 0.4)
    sheet.page_margins.bottom, sheet.page_margins.footer = 0.75, 0.3
    sheet.print_title_rows = f"{header}:{header}"
    # Translators: at the foot of a printed sheet; &P and &N are put in by the program.
    sheet.oddFooter.right.text = _("page &P of &N")


def _heading(sheet: Any, line: str, *, first: bool) -> WriteOnlyCell:
    cell = _text(sheet, line)
    look = {"bold": True, "size": 14} if first else {"size": 10, "color": "4A5361"}
    cell.font = Font(name="Calibri", **look)
    return cell


def _label(sheet: Any, column: Column) -> WriteOnlyCell:
    cell = _text(sheet, column.label)
    cell.font = Font(name="Calibri", size=10, bold=True)
    cell.fill = PatternFill("solid", fgColor="E8ECF2")
    cell.alignment = Alignment(vertical="center", wrap_text=True)
    return cell


def _text(sheet: Any, text: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, plain(text))
    cell.data_type = "s"
    return cell
