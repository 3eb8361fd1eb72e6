"""What pupils' marks before and after come to. Pure: pairs of marks in, figures and words out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

#: How a list says that a pupil wasn't there.
_ABSENT = re.compile(
    r"[-–—.]*|н|нб|н/б|н/а|нет|б|осв\.?|отс\.?|отсутств\w*|не писал\w*|болел\w*|болеет",
    re.IGNORECASE,
)
_MARK = re.compile(r"(\d{1,4}(?:[.,]\d{1,3})?) ?(?:%|[+−–-]|б|балл\w*)?\.?", re.IGNORECASE)
_DAY = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}")
MOST = Decimal(1000)
#: The highest mark of a Russian school; points and per cents go beyond it.
HIGHEST_MARK = 5

Pair = tuple[Decimal, Decimal]


class NotAMark(ValueError):
    """The text of a cell is no mark; the message says what it is."""


def read_mark(text: str) -> Decimal | None:
    """Return the mark in a cell: «5», «4+», «4,5», «85 %»; None for a pupil who was absent.

    Raises ``NotAMark``.
    """
    text = text.strip()
    if _ABSENT.fullmatch(text):
        return None
    if _DAY.fullmatch(text):
        raise NotAMark(_("a date stands there; perhaps Excel took “4.5” for one"))
    match = _MARK.fullmatch(text)
    try:
        mark = Decimal(match[1].replace(",", ".")) if match else None
    except InvalidOperation:
        mark = None
    if mark is None or mark > MOST:
        raise NotAMark(_("a mark, points or per cent as a number are needed"))
    return mark


@dataclass(frozen=True, slots=True)
class Comparison:
    """The figures of a class: nobody in it can be told from them."""

    count: int
    before: Decimal
    after: Decimal
    better: int
    same: int
    worse: int

    @property
    def share(self) -> int:
        """How many of a hundred did better."""
        return int((Decimal(100) * self.better / self.count).quantize(Decimal(1), ROUND_HALF_UP))


def compare(pairs: Sequence[Pair]) -> Comparison:
    """Return the figures of pupils who have both marks; raises ``ValueError`` for none."""
    if not pairs:
        raise ValueError("no pairs")
    return Comparison(
        count=len(pairs),
        before=_mean([before for before, _after in pairs]),
        after=_mean([after for _before, after in pairs]),
        better=sum(after > before for before, after in pairs),
        same=sum(after == before for before, after in pairs),
        worse=sum(after < before for before, after in pairs),
    )


def _mean(marks: Sequence[Decimal]) -> Decimal:
    """Return the mean to one place, halves up as people count."""
    return (sum(marks, Decimal(0)) / len(marks)).quantize(Decimal("0.1"), ROUND_HALF_UP)


def written(mean: Decimal) -> str:
    """Return a mean as it is written: «3,2»."""
    return str(mean).replace(".", ",")


def seem_of_two_scales(pairs: Sequence[Pair]) -> bool:
    """Return whether one column holds marks up to five, and the other points beyond them."""
    highest = sorted(max(column) for column in zip(*pairs, strict=True)) if pairs else [0, 0]
    return highest[0] <= HIGHEST_MARK and highest[1] > 2 * HIGHEST_MARK


def note_of(figures: Comparison, *, one_sided: int, unread: int) -> str:
    """Return what is written beside the file: figures only, and who is not counted in."""
    parts = [
        _("Mean before: %(before)s; after: %(after)s; did better: %(better)d of %(count)d.")
        % {
            "before": written(figures.before),
            "after": written(figures.after),
            "better": figures.better,
            "count": figures.count,
        }
    ]
    if one_sided:
        text = ngettext(
            "%(count)d pupil with one mark only is not counted.",
            "%(count)d pupils with one mark only are not counted.",
            one_sided,
        )
        parts.append(text % {"count": one_sided})
    if unread:
        text = ngettext(
            "%(count)d row that could not be read is not counted.",
            "%(count)d rows that could not be read are not counted.",
            unread,
        )
        parts.append(text % {"count": unread})
    return " ".join(parts)
