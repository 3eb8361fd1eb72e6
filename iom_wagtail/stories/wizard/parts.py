"""What a wizard offers, as plain values."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from iom_wagtail.school.models import StaffMember


@dataclass(frozen=True, slots=True)
class Won:
    """An achievement or a praise as a story may tell of it."""

    key: str
    kind: str
    on: dt.date
    title: str
    detail: str


@dataclass(frozen=True, slots=True)
class Said:
    """Words of the teacher's diary that were shown to everybody on the route."""

    key: str
    on: dt.date
    text: str


@dataclass(frozen=True, slots=True)
class Sources:
    """What a wizard offers: people of the route, achievements, words; all of it plain values."""

    teacher: StaffMember
    mentor: StaffMember | None
    year_start: int
    won: tuple[Won, ...]
    said: tuple[Said, ...]
