"""A sheet of pupils into pairs of marks; no name leaves this module. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from iom_wagtail.files.exceptions import FileRefused
from iom_wagtail.files.sheets.book import Book, Sheet, SheetRow, letter
from iom_wagtail.paperwork.intake.marks.rules import NotAMark, Pair, read_mark

_BEFORE = re.compile(
    r"\b(до|было|входн\w*|начал\w*|стартов\w*|первичн\w*|первая|1-я|before)\b", re.IGNORECASE
)
_AFTER = re.compile(
    r"\b(после|стало|итог\w*|кон[её]?ц\w*|выходн\w*|повторн\w*|вторая|2-я|after)\b", re.IGNORECASE
)
#: Rows under the list that sum it up.
_SUMMARY = re.compile(
    r"(средн|итог|всего|качеств|успеваем|обученн|количеств|процент|сумма|mean|total)", re.IGNORECASE
)


@dataclass(slots=True)
class Marks:
    """What was read: pairs of marks, who has one only, what could not be read and where."""

    sheet: str
    before: str
    after: str
    pairs: list[Pair] = field(default_factory=list)
    one_sided: int = 0
    faults: list[str] = field(default_factory=list)
    bad_rows: set[int] = field(default_factory=set)
    summaries: list[int] = field(default_factory=list)


def read_marks(book: Book) -> Marks:
    """Return the marks of the first sheet that has a column before and one after.

    Raises ``FileRefused`` when no sheet has them, or no pupil has a mark.
    """
    found = book.find(_columns)
    if found is None:
        raise FileRefused(
            _(
                "No columns of marks were found. Give two columns headings with the words “до” "
                "and “после” (or “было” and “стало”, “входная” and “итоговая”)."
            ),
            code="head",
        )
    sheet, index, (before, after) = found
    head = sheet.rows[index]
    marks = Marks(sheet.name, _titled(head, before), _titled(head, after))
    for row in sheet.rows[index + 1 :]:
        _take(row, before, after, marks)
    if not marks.pairs and not marks.faults:
        raise FileRefused(_("No pupil has both marks: there is nothing to compare."), code="empty")
    return marks


def _columns(sheet: Sheet, index: int) -> tuple[int, int] | None:
    """Return the columns of marks before and after when a row is the head of such a list."""
    row = sheet.rows[index]
    before = after = None
    for place in row.filled:
        text = row.cell(place)
        is_before, is_after = bool(_BEFORE.search(text)), bool(_AFTER.search(text))
        if is_before and not is_after and before is None:
            before = place
        elif is_after and not is_before and after is None:
            after = place
    return None if before is None or after is None else (before, after)


def _titled(head: SheetRow, place: int) -> str:
    """Return «C «Балл до»»."""
    return f"{letter(place)} «{' '.join(head.cell(place).split())[:60]}»"


def _take(row: SheetRow, before: int, after: int, marks: Marks) -> None:
    texts = [row.cell(place) for place in row.filled if place not in (before, after)]
    if any(_SUMMARY.match(text) for text in texts):
        marks.summaries.append(row.number)
        return
    read: list[Decimal | None] = []
    for place in (before, after):
        try:
            if place in row.faults:
                raise NotAMark(row.faults[place])
            read.append(read_mark(row.cell(place)))
        except NotAMark as error:
            marks.bad_rows.add(row.number)
            marks.faults.append(
                _("Row %(row)d, column %(column)s: %(message)s")
                % {"row": row.number, "column": letter(place), "message": error}
            )
    if len(read) < 2:
        return
    first, last = read
    if first is not None and last is not None:
        marks.pairs.append((first, last))
    elif first is not None or last is not None:
        marks.one_sided += 1
