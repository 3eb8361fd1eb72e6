"""The strip of the school year with its checkpoints, as numbers for a drawing. Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.dates import MONTHS, MONTHS_3

#: Dots closer than this share of the strip are moved apart, in per cent.
GAP = 4.0


@dataclass(frozen=True, slots=True)
class Month:
    """A month's tick and its name, full and short."""

    x: str
    label_x: str
    full: str
    short: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A checkpoint on the strip; ``mark`` is done, late or ahead."""

    x: str
    no: int
    mark: str


@dataclass(frozen=True, slots=True)
class Strip:
    """The whole drawing; every ``x`` is a percentage with a point, whatever the language."""

    months: tuple[Month, ...]
    dots: tuple[Dot, ...]
    today_x: str
    today_label_x: str
    today_starts: bool


def _percent(value: float) -> str:
    return f"{value:.1f}%"


def _months(start: dt.date, end: dt.date) -> list[dt.date]:
    days = [start]
    while True:
        last = days[-1]
        following = dt.date(last.year + last.month // 12, last.month % 12 + 1, 1)
        if following > end:
            return days
        days.append(following)


def year_strip(
    start: dt.date | None,
    end: dt.date | None,
    today: dt.date,
    dates: list[tuple[int, dt.date, str]],
) -> Strip | None:
    """Return the strip of a period with (number, date, mark) of its checkpoints.

    None without a period or without dates. A period of more than a year names every third
    month. Checkpoints outside the period stand at its edge.
    """
    if start is None or end is None or end <= start or not dates:
        return None
    length = (end - start).days

    def place(day: dt.date) -> float:
        return min(max((day - start).days / length * 100, 0), 100)

    months = _months(start, end)
    step = 1 if len(months) <= 12 else 3
    ticks = []
    for index, day in enumerate(months):
        x = place(day)
        named = index % step == 0 and x < 97
        ticks.append(
            Month(
                x=_percent(x),
                label_x=_percent(x + 0.8),
                full=str(MONTHS[day.month]).lower() if named else "",
                short=str(MONTHS_3[day.month]).lower() if named else "",
            )
        )
    dots, previous = [], -GAP
    for no, day, mark in sorted(dates, key=lambda cut: cut[1]):
        x = min(max(place(day), previous + GAP), 98)
        previous = x
        dots.append(Dot(x=_percent(max(x, 2)), no=no, mark=mark))
    now = place(today)
    inside = start <= today <= end
    starts = now < 30
    return Strip(
        months=tuple(ticks),
        dots=tuple(dots),
        today_x=_percent(now) if inside else "",
        today_label_x=_percent(now + 1 if starts else now - 1),
        today_starts=starts,
    )
