"""Terms as people write them into a programme: «до 15.10.2025», «сентябрь», «I четверть». Pure.

Dates without a year belong to the route's school year. What isn't a plain date keeps its words
beside the days that were understood; what can't be a date (31.02) stays words.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from iom_wagtail.paperwork.intake.word.periods import Period

_MONTHS = (
    r"янв(?:ар(?:ь|я|ю|е|ем))?", r"фев(?:р(?:ал(?:ь|я|ю|е|ем))?)?", r"мар(?:т(?:а|у|е|ом)?)?",
    r"апр(?:ел(?:ь|я|ю|е|ем))?", r"ма(?:й|я|ю|е|ем)", r"июн(?:ь|я|ю|е|ем)", r"июл(?:ь|я|ю|е|ем)",
    r"авг(?:уст(?:а|у|е|ом)?)?", r"сен(?:т(?:ябр(?:ь|я|ю|е|ём|ем))?)?",
    r"окт(?:ябр(?:ь|я|ю|е|ём|ем))?", r"ноя(?:б(?:р(?:ь|я|ю|е|ём|ем))?)?",
    r"дек(?:абр(?:ь|я|ю|е|ём|ем))?",
)  # fmt: skip
_MONTH = rf"(?<![а-я])(?P<words>{'|'.join(_MONTHS)})(?![а-я])\.?"
_YEAR = r"(?:\s*(?P<year>(?:19|20)\d\d(?!\d)|\d\d(?=\s*г))(?:\s*(?:года|году|г\b\.?))?)?"
_FULL_YEAR = r"(?:\s?[./]\s?(?P<year>\d{4}|\d{2})(?!\d))?\.?(?:\s*(?:года|году|г\b\.?))?"

_ROMAN = {"i": 1, "ii": 2, "п": 2, "iii": 3, "ш": 3, "iv": 4}
_ORDINALS = {"перв": 1, "втор": 2, "трет": 3, "четв": 4}
_NUMBER = r"iv|iii|ii|i|п|ш|[1-4]"
_TERM = (
    rf"(?<![а-яa-z\d])(?:(?P<first>{_NUMBER})(?:\s*(?:-|и|,)\s*(?P<last>{_NUMBER}))?"
    r"(?:\s*-?\s*(?:й|я|ая|ой|ую|е|ое|го|ого|м|ом))?|(?P<ordinal>перв|втор|трет|четв)[а-я]+)"
    r"\s+(?P<what>четверт|полугод)[а-я]*"
)

#: What is looked for, in this order; what one pattern took, the later ones don't see.
_PATTERNS = (
    ("iso", re.compile(r"(?<!\d)(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)")),
    ("days", re.compile(
        r"(?<![\d.])(?P<since>\d{1,2})\.?\s*(?:-|по)\s*(?P<day>\d{1,2})\s?[./]\s?(?P<month>\d{1,2})"
        rf"(?!\d){_FULL_YEAR}(?!\s?[./]?\d|\s*-\s*\d)"
    )),
    ("day", re.compile(
        rf"(?<![\d./])(?P<day>\d{{1,2}})\s?[./]\s?(?P<month>\d{{1,2}})(?!\d){_FULL_YEAR}(?!\d)"
    )),
    ("days", re.compile(
        rf"(?<![\d.])(?P<since>\d{{1,2}})\s*(?:-|по)\s*(?P<day>\d{{1,2}})\s+{_MONTH}{_YEAR}"
    )),
    ("day", re.compile(
        rf"(?<!\d)[«\"]?\s?(?P<day>\d{{1,2}})\s?[»\"]?(?:-?(?:го|е|ое))?\s*{_MONTH}{_YEAR}"
    )),
    ("month", re.compile(rf"{_MONTH}{_YEAR}")),
    ("term", re.compile(_TERM)),
)  # fmt: skip

#: The usual days of quarters and halves of a school year; each school sets its own.
_TERMS = {
    ("четверт", 1): ((9, 1), (10, 25)),
    ("четверт", 2): ((11, 5), (12, 30)),
    ("четверт", 3): ((1, 10), (3, 25)),
    ("четверт", 4): ((4, 1), (5, 25)),
    ("полугод", 1): ((9, 1), (12, 30)),
    ("полугод", 2): ((1, 10), (5, 25)),
}
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
_DASHES = str.maketrans("‐‑‒–—−ёЁ", "------еЕ")


@dataclass(frozen=True, slots=True)
class Due:
    """A term: its first and last day as far as understood, its words, what to look at."""

    due_from: dt.date | None = None
    due_to: dt.date | None = None
    due_words: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class _Found:
    """A date, month or part of the year in a text, before its year is known."""

    kind: str
    match: re.Match[str]

    @property
    def year(self) -> int | None:
        """The year written with it, in four digits."""
        written = self.match.groupdict().get("year")
        if not written:
            return None
        return int(written) + (2000 if len(written) == 2 else 0)

    @property
    def month(self) -> int:
        """The month's number; of a quarter or a half, its first month's."""
        groups = self.match.groupdict()
        if self.kind == "term":
            return _TERMS[groups["what"], self.terms[0]][0][0]
        if words := groups.get("words"):
            return next(n for n, m in enumerate(_MONTHS, start=1) if re.fullmatch(m, words))
        return int(groups["month"])

    @property
    def terms(self) -> tuple[int, int]:
        """The first and the last quarter or half."""
        groups = self.match.groupdict()
        if groups["ordinal"]:
            number = _ORDINALS[groups["ordinal"]]
            return number, number
        first, last = (
            _ROMAN.get(text) or int(text)
            for text in (groups["first"], groups["last"] or groups["first"])
        )
        return first, last


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


def read_due(text: str, period: Period) -> Due:
    """Return a term as it is understood; never raises."""
    written = " ".join(text.split())
    plain = _simple(written)
    if not written:
        return Due()
    try:
        spans = _spans(plain, period)
    except _Impossible as error:
        remark = _("There is no such day: %(day)s. The term was kept in words.")
        return Due(due_words=written, remark=remark % {"day": error})
    if not spans:
        if _WHOLE_YEAR.search(plain):
            return Due(period.start_on, period.end_on, written)
        return Due(due_words=written)
    first, last = _ends(plain, spans)
    words = "" if _says_no_more(plain, spans) else written
    return Due(first, last, words, _remark(first, last, spans, period))


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
    found: list[_Found] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(plain):
            if all(match.end() <= f.match.start() or match.start() >= f.match.end() for f in found):
                found.append(_Found(kind, match))
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


def _span(plain: str, found: _Found, year: int | None, period: Period) -> _Span:
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


def _term(found: _Found, period: Period) -> tuple[dt.date, dt.date]:
    """Return the usual days of quarters or halves; there are two halves only."""
    what = found.match["what"]
    numbers = [min(number, 2) if what == "полугод" else number for number in found.terms]
    (first, _end), (_start, last) = _TERMS[what, min(numbers)], _TERMS[what, max(numbers)]
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
