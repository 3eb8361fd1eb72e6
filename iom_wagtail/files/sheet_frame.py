"""A workbook around rows that are written by ``row_stream``: heading, header, looks, printing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import IO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from iom_wagtail.files.row_stream import Looks, plain

A4 = 9
DAY = "DD.MM.YYYY"

#: Points: the header has room for three lines.
HEADER = 40.5

_LINE = Side(style="thin", color="B8BFCA")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_BODY = Font(name="Calibri", size=10)
_TOP = Alignment(vertical="top", wrap_text=True)
_NARROW = Alignment(vertical="top", horizontal="left")


class Frame:
    """The workbook without its rows; ``header`` is the number of the line above them."""

    def __init__(self, title: str, heading: Sequence[str], labels: Sequence[str]) -> None:
        self._book = Workbook(write_only=True)
        self._sheet = self._book.create_sheet(title=title[:31])
        self._heading, self._labels = heading, labels
        self.header = len(heading) + 1
        self.looks = self._looks()

    def _looks(self) -> Looks:
        """Return how cells of the table look: the numbers under which the workbook keeps it."""
        text, day, number = (WriteOnlyCell(self._sheet) for _kind in range(3))
        for cell, alignment in ((text, _TOP), (day, _NARROW), (number, _NARROW)):
            cell.alignment, cell.font = alignment, _BODY
        day.number_format = DAY
        return Looks(text.style_id, day.style_id, number.style_id)

    def save(self, file: IO[bytes], *, widths: Sequence[int], frozen: int, last: int) -> None:
        """Write the workbook for a table that ends with the line ``last``."""
        sheet = self._sheet
        self._set_up(widths, frozen)
        for place, line in enumerate(self._heading):
            sheet.append([self._line(line, first=place == 0)])
        sheet.row_dimensions[self.header].height = HEADER
        sheet.append([self._label(label) for label in self._labels])
        table = f"A{self.header}:{get_column_letter(len(self._labels))}{last}"
        sheet.auto_filter.ref = table
        # One rule for the whole table, in place of a border for each of its cells, empty ones too.
        sheet.conditional_formatting.add(table, FormulaRule(["TRUE"], border=_BORDER))
        self._book.save(file)

    def _set_up(self, widths: Sequence[int], frozen: int) -> None:
        """Say what stays in sight, how wide columns are, and how the sheet is printed."""
        sheet, header = self._sheet, self.header
        sheet.freeze_panes = f"{get_column_letter(frozen + 1)}{header + 1}"
        for place, width in enumerate(widths, start=1):
            sheet.column_dimensions[get_column_letter(place)].width = width
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

    def _line(self, words: str, *, first: bool) -> WriteOnlyCell:
        cell = self._text(words)
        look = {"bold": True, "size": 14} if first else {"size": 10, "color": "4A5361"}
        cell.font = Font(name="Calibri", **look)
        return cell

    def _label(self, words: str) -> WriteOnlyCell:
        cell = self._text(words)
        cell.font = Font(name="Calibri", size=10, bold=True)
        cell.fill = PatternFill("solid", fgColor="E8ECF2")
        cell.alignment = Alignment(vertical="center", wrap_text=True)
        return cell

    def _text(self, words: str) -> WriteOnlyCell:
        cell = WriteOnlyCell(self._sheet, plain(words))
        cell.data_type = "s"
        return cell
