"""School years. Pure."""

from __future__ import annotations

import datetime as dt

SEPTEMBER = 9
#: From which year on stories may be told.
FIRST = 1990


def school_year_of(day: dt.date) -> int:
    """Return the year in which the school year of a day began; summer belongs to the one past."""
    return day.year if day.month >= SEPTEMBER else day.year - 1


def year_words(start: int | None) -> str:
    """Return «2025/2026» for 2025."""
    return f"{start}/{start + 1}" if start else ""
