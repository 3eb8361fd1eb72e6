"""Lines as CSV. No text of theirs is ever a formula (case 25)."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

#: What a spreadsheet program takes for the beginning of a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "|", "%")


def neutral(text: str) -> str:
    """Return a text for CSV that no program takes for a formula: an apostrophe stands before it.

    Programs skip blanks and quotes before the sign, so these are skipped here too.
    """
    return f"'{text}" if text.lstrip(" \"'\u00a0\n").startswith(FORMULA_STARTS) else text


class _Echo:
    """A file that hands back what is written into it."""

    def write(self, value: str) -> str:
        """Return the line."""
        return value


def csv_lines(head: list[str], rows: Iterable[list[Any]]) -> Iterator[str]:
    """Yield a CSV as Russian spreadsheet programs open it: semicolons, dates as 01.09.2025."""
    writer = csv.writer(_Echo(), delimiter=";")
    yield "\ufeff" + writer.writerow(head)
    for row in rows:
        yield writer.writerow(
            [f"{v:%d.%m.%Y}" if isinstance(v, dt.date) else neutral(str(v)) for v in row]
        )
