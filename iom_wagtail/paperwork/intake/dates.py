"""Terms as people write them into a cell: plain days become days, all else stays words. Pure."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

_DAY = r"(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})(?:\s*г(?:\.|ода?)?)?"
_SINGLE = re.compile(rf"{_DAY}\.?", re.IGNORECASE)
_UNTIL = re.compile(rf"(?:до|по)\s+{_DAY}\.?", re.IGNORECASE)
_SPAN = re.compile(rf"(?:с|со)?\s*{_DAY}\s*(?:по|до|[-–—])\s*{_DAY}\.?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Due:
    """A term: its days, or the words it was given in; ``remark`` says what was not understood."""

    due_from: dt.date | None = None
    due_to: dt.date | None = None
    due_words: str = ""
    remark: str = ""


def read_due(text: str, year_start: int) -> Due:
    """Return the term that a text names; the route's school year begins in ``year_start``.

    «15.10.2025» is that day, «до 15.10.2025» ends on it, «01.09.2025 – 26.09.2025» is both.
    """
    text = " ".join(text.split())
    for pattern in (_SINGLE, _UNTIL, _SPAN):
        if match := pattern.fullmatch(text):
            days = [
                _day(*match.groups()[start : start + 3]) for start in range(0, match.re.groups, 3)
            ]
            if None in days:
                return Due(due_words=text, remark=_("there is no such day; it stays as words"))
            if pattern is _UNTIL:
                return Due(due_to=days[0])
            if days[0] > days[-1]:
                return Due(due_words=text, remark=_("it ends before it begins; it stays as words"))
            return Due(days[0], days[-1])
    return Due(due_words=text)


def _day(day: str, month: str, year: str) -> dt.date | None:
    full = int(year) + (2000 if len(year) == 2 else 0)
    try:
        return dt.date(full, int(month), int(day))
    except ValueError:
        return None
