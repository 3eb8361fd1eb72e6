"""A look at the XML of an XLSX before it is read: how large it is, what openpyxl leaves out.

openpyxl 3.1 reads every text of the workbook before the first row, and in its light mode neither
merged cells nor whether a formula has a value.
"""

from __future__ import annotations

import posixpath
import zipfile
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, fromstring
from xml.parsers import expat

from openpyxl.utils import range_boundaries
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

from iom_wagtail.files.sheets.book import (
    MOST_COLUMNS,
    MOST_LINES,
    MOST_ROWS,
    Merged,
    too_many_columns,
    too_many_lines,
    too_many_rows,
)

#: More merged cells than any table of people has.
_MOST_MERGED = 5_000
_BOOK = "xl/workbook.xml"
_LINKS = "xl/_rels/workbook.xml.rels"


@dataclass(slots=True)
class Look:
    """What was seen of a sheet: rows and columns with values, merged cells, bare formulas.

    ``uncalculated`` are the indexes of cells by the number of their row.
    """

    name: str
    rows: int = 0
    last_row: int = 0
    columns: int = 1
    merged: list[Merged] = field(default_factory=list)
    uncalculated: dict[int, list[int]] = field(default_factory=dict)


def visible_sheets(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    """Return (name, part) of the sheets that people see, in their order.

    Raises ``KeyError`` and ``ParseError`` for a workbook without its own parts.
    """
    # Entities were looked for before: ``parts.check_parts``.
    targets = {
        link.get("Id"): posixpath.normpath(posixpath.join("xl", link.get("Target", "")))
        for link in fromstring(archive.read(_LINKS))
        if str(link.get("Type", "")).endswith("/worksheet")
    }
    found = []
    for sheet in fromstring(archive.read(_BOOK)).iter():
        target = targets.get(_link_of(sheet))
        if sheet.tag.endswith("}sheet") and target and sheet.get("state", "visible") == "visible":
            # A target with a slash in front is meant from the root of the archive.
            found.append((sheet.get("name", ""), target.removeprefix("/")))
    return found


def _link_of(sheet: Element) -> str:
    return next((value for name, value in sheet.items() if name.endswith("}id")), "")


def look_at(archive: zipfile.ZipFile, sheet: tuple[str, str]) -> Look:
    """Walk through a sheet; raises ``FileRefused`` as soon as it is beyond the bounds."""
    name, path = sheet
    walker = _Walker(Look(name))
    with archive.open(path) as part:
        walker.parser.ParseFile(part)
    return walker.look


class _Walker:
    """Counts what has a value; notes what openpyxl doesn't tell."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self._line = 0
        self._column = -1
        self._in_row = self._formula = self._value = False
        self._is_text = False

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        match name.rpartition(" ")[2]:
            case "row":
                self._line = int(attributes.get("r") or self._line + 1)
                self._column, self._in_row = -1, False
            case "c":
                self._begin_cell(attributes)
            case "f":
                self._formula = True
            case "v" | "is":
                self.parser.CharacterDataHandler = self._text
            case "mergeCell" if len(self.look.merged) < _MOST_MERGED:
                left, top, right, bottom = range_boundaries(attributes["ref"])
                self.look.merged.append(Merged(top, left - 1, bottom, right - 1))

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self._column += 1
        if "r" in attributes:
            letters, self._line = coordinate_from_string(attributes["r"])
            self._column = column_index_from_string(letters) - 1
        self._formula = self._value = False
        # A text a formula came to may be empty, and is a value all the same.
        self._is_text = attributes.get("t") == "str"

    def _text(self, text: str) -> None:
        if not self._value and text.strip():
            self._value = True
            self._count()

    def _end(self, name: str) -> None:
        match name.rpartition(" ")[2]:
            case "v" | "is":
                self.parser.CharacterDataHandler = None
            case "c" if self._formula and not self._value and not self._is_text:
                self.look.uncalculated.setdefault(self._line, []).append(self._column)
                self._count()

    def _count(self) -> None:
        """Take a cell with a value into account; raises ``FileRefused`` beyond the bounds."""
        look = self.look
        if self._column >= MOST_COLUMNS:
            raise too_many_columns(self._line)
        look.columns = max(look.columns, self._column + 1)
        if self._in_row:
            return
        self._in_row = True
        look.rows += 1
        look.last_row = max(look.last_row, self._line)
        if look.rows > MOST_ROWS:
            raise too_many_rows(look.name)
        if self._line > MOST_LINES:
            raise too_many_lines(look.name)
