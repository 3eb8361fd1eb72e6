"""What in a text looks like a day, a month or a part of the school year. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

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
PATTERNS = (
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
TERMS = {
    ("четверт", 1): ((9, 1), (10, 25)),
    ("четверт", 2): ((11, 5), (12, 30)),
    ("четверт", 3): ((1, 10), (3, 25)),
    ("четверт", 4): ((4, 1), (5, 25)),
    ("полугод", 1): ((9, 1), (12, 30)),
    ("полугод", 2): ((1, 10), (5, 25)),
}


@dataclass(frozen=True, slots=True)
class Found:
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
            return TERMS[groups["what"], self.terms[0]][0][0]
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
