"""Terms as people write them into a programme: «до 15.10.2025», «сентябрь», «I четверть». Pure.

Dates without a year belong to the route's school year. What isn't a plain date keeps its words
beside the days that were understood; what can't be a date (31.02) stays words. Tables take plain
days alone (``only_days``): their cells come back into the form, where people write the rest.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from iom_wagtail.paperwork.intake.dates.patterns import PATTERNS, TERMS, Found
from iom_wagtail.paperwork.intake.dates.periods import Period

_WHOLE_YEAR = re.compile(
    r"(?:в течени[еи]|на протяжении) (?:всего )?(?:учебного |уч\.? ?)?(?:года|периода)"
    r"|(?:весь|круглый) (?:учебный )?(?:год|период)|^учебный год$|^год$"
)
_UNTIL = re.compile(r"(?<![а-я])(?:до|по|не позднее|не позже|ко?)\s*(?:начала|середины|конца)?\s*$")
_BEFORE = re.compile(r"(?<![а-я])(?:до|ко?)\s*(?:начала\s*)?$")
_SINCE = re.compile(r"(?<![а-я])(?:с|со|от)\s*(?:начала|середины|конца)?\s*$")
_PART = re.compile(r"(?<![а-я])(?P<part>начал|середин|кон[её]?ц)[а-я]*\s*$")
_HALF = re.compile(r"(?<![а-я])(?:(?P<one>1|i|перв)|2|ii|втор)[а-я-]*\s+половин[а-я]*\s*$")
_BETWEEN = re.compile(r"\s*(?:-|по)\s*(?:конец\s*)?")
_FILLER = re.compile(r"(?<![а-я])(?:с|со|по|до|не позднее|не позже|к|ко)(?![а-я])|[\s_.,;:«»\"-]")
#: The days of a term as papers print them, before the words of the same term (``school.words``).
_PRINTED = re.compile(
    r"(?P<days>(?:до |с )?\d\d\.\d\d\.\d{4}|\d\d\.\d\d(?:\.\d{4})? - \d\d\.\d\d\.\d{4}), (?=\S)"
)
_DASHES = str.maketrans("‐‑‒–—−ёЁ", "------еЕ")


@dataclass(frozen=True, slots=True)
class Due:
    """A term: its first and last day as far as understood, its words, what to look at."""

    due_from: dt.date | None = None
    due_to: dt.date | None = None
    due_words: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class _Span:
    """The days of something found."""

    start: int
    stop: int
    first: dt.date
    last: dt.date
    kind: str

    @property
    def one_day(self) -> bool:
        """Whether it is one day, written as such."""
        return self.kind in ("day", "iso")


class _Impossible(ValueError):
    """A day that the calendar doesn't have; the message quotes it."""


def read_due(text: str, period: Period, *, only_days: bool = False) -> Due:
    """Return a term as it is understood; never raises.

    ``only_days`` leaves everything in words that isn't plain days: months, quarters, remarks.
    """
    written = " ".join(text.split())
    if not written:
        return Due()
    days, words = _as_printed(written, period)
    due = _read(days, period, only_days=only_days)
    return replace(due, due_words=words) if words else due


def _as_printed(written: str, period: Period) -> tuple[str, str]:
    """Return days and words of a term as our papers print it: «01.09 – 26.09.2025, по средам».

    All of it and "" where it isn't printed so; words that hold days of their own stay with them.
    """
    found = _PRINTED.match(_simple(written))
    if found is None or read_days(written[found.end() :], period):
        return written, ""
    return written[: found.end("days")], written[found.end() :]


def _read(written: str, period: Period, *, only_days: bool) -> Due:
    plain = _simple(written)
    try:
        spans = _spans(plain, period)
    except _Impossible as error:
        remark = _("There is no such day: %(day)s. The term was kept in words.")
        return Due(due_words=written, remark=remark % {"day": error})
    no_more = bool(spans) and _says_no_more(plain, spans)
    if no_more and spans[0].first > spans[-1].last:
        remark = _("The term ends before it begins. It was kept in words.")
        return Due(due_words=written, remark=remark)
    if only_days and not no_more:
        return Due(due_words=written)
    if not spans:
        if _WHOLE_YEAR.search(plain):
            return Due(period.start_on, period.end_on, written)
        return Due(due_words=written)
    first, last = _ends(plain, spans)
    return Due(first, last, "" if no_more else written, _remark(first, last, spans, period))


def read_days(text: str, period: Period) -> list[tuple[dt.date, str]]:
    """Return the single days of a text with their spelling there; a month is no day.

    None of them when one can't be: what it says is then for a person to read.
    """
    written = " ".join(text.split())
    try:
        spans = _spans(_simple(written), period)
    except _Impossible:
        return []
    return [(span.first, written[span.start : span.stop].strip()) for span in spans if span.one_day]


def read_school_year(text: str) -> int | None:
    """Return 2025 for «2025/2026 учебный год» and «2025–26 уч. г.»; None without one."""
    for found in re.finditer(r"(?<!\d)(20\d\d)\s*[/\\-]\s*(20\d\d|\d\d)(?![\d.-])", _simple(text)):
        if (int(found[1]) + 1) % 100 == int(found[2]) % 100:
            return int(found[1])
    return None


def _simple(text: str) -> str:
    """Return a text of the same length that is easier to look through."""
    text = text.translate(_DASHES).replace("І", "I").replace("і", "i")
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)


def _spans(plain: str, period: Period) -> list[_Span]:
    """Return the days found, from left to right, each with its year."""
    found: list[Found] = []
    for kind, pattern in PATTERNS:
        for match in pattern.finditer(plain):
            if all(match.end() <= f.match.start() or match.start() >= f.match.end() for f in found):
                found.append(Found(kind, match))
    found.sort(key=lambda each: each.match.start(), reverse=True)
    spans: list[_Span] = []
    year, month = None, 0
    for each in found:
        # «10.09–20.09.2024»: the year stands once, at the end.
        written = each.year
        if written is None and year is not None:
            written = year if each.month <= month else year - 1
        spans.append(_span(plain, each, written, period))
        year, month = written, each.month
    return spans[::-1]


def _span(plain: str, found: Found, year: int | None, period: Period) -> _Span:
    start, stop = found.match.span()
    if found.kind == "term":
        first, last = _term(found, period)
        return _Span(start, stop, *_part(plain[:start], first, last), found.kind)
    month = found.month
    if not 1 <= month <= 12:
        raise _Impossible(found.match[0].strip())
    year = period.year_of(month) if year is None else year
    if found.kind == "month":
        last = dt.date(year, month, calendar.monthrange(year, month)[1])
        return _Span(start, stop, *_part(plain[:start], last.replace(day=1), last), found.kind)
    days = [int(found.match["day"])]
    if found.kind == "days":
        days.insert(0, int(found.match["since"]))
    try:
        first, last = dt.date(year, month, days[0]), dt.date(year, month, days[-1])
    except ValueError:
        raise _Impossible(found.match[0].strip()) from None
    if last < first:
        raise _Impossible(found.match[0].strip())
    return _Span(start, stop, first, last, found.kind)


def _term(found: Found, period: Period) -> tuple[dt.date, dt.date]:
    """Return the usual days of quarters or halves; there are two halves only."""
    what = found.match["what"]
    numbers = [min(number, 2) if what == "полугод" else number for number in found.terms]
    (first, _end), (_start, last) = TERMS[what, min(numbers)], TERMS[what, max(numbers)]
    return tuple(dt.date(period.year_of(month), month, day) for month, day in (first, last))


def _part(before: str, first: dt.date, last: dt.date) -> tuple[dt.date, dt.date]:
    """Return the beginning, the middle, the end or a half of a month, where the words say so."""
    third = (last - first + dt.timedelta(days=1)) // 3
    middle = first + (last - first) // 2
    if half := _HALF.search(before):
        return (first, middle) if half["one"] else (middle + dt.timedelta(days=1), last)
    found = _PART.search(before)
    if found is None:
        return first, last
    if found["part"] == "начал":
        return first, first + third - dt.timedelta(days=1)
    if found["part"] == "середин":
        return first + third, first + 2 * third - dt.timedelta(days=1)
    return first + 2 * third, last


def _ends(plain: str, spans: list[_Span]) -> tuple[dt.date | None, dt.date | None]:
    """Return the first and the last day, as «до», «с» and «по» say.

    A quarter beside a day only explains it: «до 15 октября (I четверть)».
    """
    if any(span.kind != "term" for span in spans):
        spans = [span for span in spans if span.kind != "term"]
    first: dt.date | None = min(span.first for span in spans)
    last: dt.date | None = max(span.last for span in spans)
    before = plain[: spans[0].start]
    if _UNTIL.search(before):
        first = None
        if len(spans) == 1 and spans[0].kind == "month" and _BEFORE.search(before):
            last = spans[0].first - dt.timedelta(days=1)  # «до декабря» is not in December
    elif len(spans) == 1 and _SINCE.search(before) and spans[0].kind != "days":
        last = None
    return first, last


def _says_no_more(plain: str, spans: list[_Span]) -> bool:
    """Return whether a term is one day or one range of days, without another word."""
    if not all(span.one_day or span.kind == "days" for span in spans) or len(spans) > 2:
        return False
    if len(spans) == 2 and not _BETWEEN.fullmatch(plain[spans[0].stop : spans[1].start]):
        return False
    around = plain[: spans[0].start] + " " + plain[spans[-1].stop :]
    return not _FILLER.sub("", around)


def _remark(first: dt.date | None, last: dt.date | None, spans: list[_Span], period: Period) -> str:
    """Return what to look at: days outside the route, days that every school sets for itself."""
    days = [day for day in (first, last) if day]
    if any(not period.start_on <= day <= period.end_on for day in days):
        return _("The term lies outside the period of the route.")
    if any(span.kind == "term" for span in spans):
        return _("The days of quarters are the usual ones: check them.")
    return ""
