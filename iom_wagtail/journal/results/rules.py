"""Rules of a checkpoint's result: whose part is whose, what is shown to whom. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any

from iom_wagtail.journal.records.rules import past_day_problem
from iom_wagtail.journal.rules import Right, allows
from iom_wagtail.routes.rules import Office

#: The teacher's own part, and the part of those who hold the checkpoint.
OWN_PART = ("self_score", "self_text")
THEIR_PART = ("held_on", "held_by", "score", "text", "decision")


def fields_of(offices: Collection[Office]) -> tuple[str, ...]:
    """Return the fields that somebody with these roles and offices writes."""
    own = OWN_PART if allows(offices, Right.SELF_ASSESS) else ()
    theirs = THEIR_PART if allows(offices, Right.ASSESS) else ()
    return (*own, *theirs)


def given(values: Mapping[str, Any], part: tuple[str, ...]) -> bool:
    """Return whether an assessment is in: a score or words of it."""
    return any(
        values.get(name) not in (None, "") for name in part if name.endswith(("score", "text"))
    )


def hidden_fields(
    values: Mapping[str, Any], offices: Collection[Office], *, together: bool
) -> tuple[str, ...]:
    """Return the fields that the reader doesn't see yet.

    When the school shows both assessments only ``together``, each side sees its own until the
    other's is in, and everybody else sees neither.
    """
    own_in, theirs_in = given(values, OWN_PART), given(values, THEIR_PART)
    if not together or (own_in and theirs_in):
        return ()
    writes = fields_of(offices)
    own = () if "self_text" in writes else OWN_PART
    theirs = () if "text" in writes else ("score", "text")
    return (*own, *theirs)


def problems(*, held_on: dt.date | None, today: dt.date) -> dict[str, str]:
    """Return what is wrong with a result, a message a field; empty when nothing is."""
    wrong = past_day_problem(held_on, today)
    return {"held_on": wrong} if wrong else {}


def says_nothing(values: Mapping[str, Any]) -> bool:
    """Return whether nothing at all is written in a part of a result."""
    return all(value in (None, "") for value in values.values())
