"""Who does what with a conclusion: one table over the offices of its route. Pure.

Reading and writing follow the route's own table; reopening is asked of whoever signs today.
"""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from iom_wagtail.routes.rules import Office


class Right(StrEnum):
    """What one may do around a conclusion, beside reading and writing its text."""

    OPEN = "open"
    DISCARD = "discard"
    COUNCIL = "council"
    TELL = "tell"


RIGHTS: dict[Right, frozenset[Office]] = {
    Right.OPEN: frozenset({Office.MENTOR, Office.DEPUTY}),
    Right.DISCARD: frozenset({Office.DEPUTY, Office.DIRECTOR}),
    Right.COUNCIL: frozenset({Office.DEPUTY, Office.DIRECTOR}),
    # A success is told by those whose success it is, and by those who answer for the school.
    Right.TELL: frozenset({Office.TEACHER, Office.MENTOR, Office.DEPUTY, Office.DIRECTOR}),
}


def allows(offices: Collection[Office], right: Right) -> bool:
    """Return whether somebody with these roles and offices has the right."""
    return not RIGHTS[right].isdisjoint(offices)
