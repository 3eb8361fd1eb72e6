"""The school year that dates without a year belong to. Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Period:
    """The school year that dates without a year belong to, and the days of the route."""

    year: int
    start_on: dt.date
    end_on: dt.date

    @classmethod
    def of_year(cls, year: int) -> Period:
        """Return the period of a usual school year: from 1 September to 31 May."""
        return cls(year, dt.date(year, 9, 1), dt.date(year + 1, 5, 31))

    def year_of(self, month: int) -> int:
        """Return the calendar year of a month of the school year (from 1 August)."""
        return self.year if month >= 8 else self.year + 1
