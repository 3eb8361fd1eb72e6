"""The example file and what is read from it as it stands."""

from __future__ import annotations

import datetime as dt
import json
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

EXAMPLE = Path(__file__).parent / "example_route.json"

#: The example school keeps Moscow time, whatever the host's zone.
ZONE = ZoneInfo("Europe/Moscow")


@cache
def example() -> dict[str, Any]:
    """Return the example route as the file holds it."""
    return json.loads(EXAMPLE.read_text(encoding="utf-8"))


def day(text: str | None) -> dt.date | None:
    """Return the date of an ISO string; a real ``date``, never a string (facts 14)."""
    return dt.date.fromisoformat(text) if text else None


def at(text: str, hour: int = 10, minute: int = 0) -> dt.datetime:
    """Return a moment of that day in the example school's time."""
    return dt.datetime.combine(day(text), dt.time(hour, minute), tzinfo=ZONE)
