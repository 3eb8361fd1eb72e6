"""Rules of taking lines into a programme: what is wrong with one, which item it is. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from iom_wagtail.files.sheets.book import is_error
from iom_wagtail.paperwork.intake.dates.periods import Period
from iom_wagtail.paperwork.intake.dates.terms import Due, read_due
from iom_wagtail.paperwork.intake.items.columns import ACTIVITIES, FIELDS
from iom_wagtail.paperwork.intake.items.reading import Line
from iom_wagtail.routes.fields import MAX_TEXT
from iom_wagtail.routes.tables import PROGRAMME_ITEMS

#: What the table of the programme calls each field.
LABELS: dict[str, Any] = {cell.field: cell.label for cell in PROGRAMME_ITEMS.cells}
LABELS["due"] = next(c.heading for c in PROGRAMME_ITEMS.columns if len(c.cells) > 1)
_LONGEST = {cell.field: cell.max_length or MAX_TEXT for cell in PROGRAMME_ITEMS.cells}


class Mode(StrEnum):
    """What becomes of the items that are in the draft."""

    APPEND = "append"
    REPLACE = "replace"


@dataclass(slots=True)
class Looked:
    """A line as the preview shows it: its term as it was understood, faults, remarks."""

    line: Line
    due: Due
    faults: list[tuple[str, str]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def stops(self) -> bool:
        """Whether the line can't be taken as it is."""
        return self.line.taken and bool(self.faults)


def look(line: Line, letters: Mapping[str, str], period: Period) -> Looked:
    """Return a line with what is wrong in it; each fault names row, column and field."""
    due = read_due(line.values["due"], period, only_days=True)
    looked = Looked(line, due)
    for name in FIELDS:
        if fault := line.faults.get(name) or _fault(name, line.values[name], due):
            looked.faults.append((name, _at(line, letters, name, fault)))
    if due.remark:
        remark = f"{due.remark[:1].lower()}{due.remark[1:]}"
        looked.remarks.append(_at(line, letters, "due", remark))
    if not line.values["content"]:
        looked.remarks.append(_at(line, letters, "content", _("it is empty")))
    elif not any(line.values[name] for name in ACTIVITIES):
        looked.remarks.append(
            _("Row %(row)d: nobody’s activity is written.") % {"row": line.number}
        )
    return looked


def _fault(name: str, text: str, due: Due) -> str:
    """Return what is wrong with a text of a field, or ""."""
    if is_error(text):
        return _("the cell shows the error %(value)s") % {"value": text}
    length, most = len(text), _LONGEST.get(name, MAX_TEXT)
    if name == "due":
        length, most = len(due.due_words), _LONGEST["due_words"]
    if length <= most:
        return ""
    return _("the text is too long: %(length)d characters, the most is %(most)d") % {
        "length": length,
        "most": most,
    }


def _at(line: Line, letters: Mapping[str, str], name: str, message: str) -> str:
    """Return «Строка 7, столбец D, «Срок выполнения»: …»."""
    values = {"row": line.number, "label": LABELS[name], "message": message}
    if column := letters.get(name):
        return _("Row %(row)d, column %(column)s, “%(label)s”: %(message)s") % {
            **values,
            "column": column,
        }
    return _("Row %(row)d, “%(label)s”: %(message)s") % values


def key_of(content: str) -> str:
    """Return what two items are compared by: their content without case, blanks and ё."""
    return " ".join(content.split()).casefold().replace("ё", "е").rstrip(" .;")


def matched(lines: Sequence[Line], contents: Sequence[str]) -> dict[int, int]:
    """Return which line is which of the items there: index of line → index of item.

    By their content; each item is matched once, so nothing of it is lost when it is replaced.
    """
    free: dict[str, list[int]] = {}
    for index, content in enumerate(contents):
        free.setdefault(key_of(content), []).append(index)
    found = {}
    for index, line in enumerate(lines):
        key = key_of(line.values["content"])
        if key and free.get(key):
            found[index] = free[key].pop(0)
    return found
