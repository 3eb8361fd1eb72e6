"""Rules of all records: what a change is, who takes one back and for how long. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

#: An act can be taken back by who did it, as long as nobody touched the record since.
UNDO_FOR = dt.timedelta(minutes=15)


#: A day before this one, or so far ahead, is a slip of the pen in the year.
EARLIEST = dt.date(2000, 1, 1)
FURTHEST = dt.timedelta(days=3 * 366)


class Act(models.TextChoices):
    """What was done to a record."""

    CREATED = "created", _("written")
    CHANGED = "changed", _("changed")
    REMOVED = "removed", _("removed")
    UNDONE = "undone", _("taken back")


def past_day_problem(day: dt.date | None, today: dt.date) -> str:
    """Return what is wrong with the day on which something happened; "" when nothing is."""
    if day is None or EARLIEST <= day <= today:
        return ""
    return gettext("Check the year.") if day < EARLIEST else gettext("This day has not come yet.")


def coming_day_problem(day: dt.date | None, today: dt.date) -> str:
    """Return what is wrong with a day for which something is agreed; "" when nothing is."""
    if day is None or EARLIEST <= day <= today + FURTHEST:
        return ""
    return gettext("Check the year.")


def difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """Return field → former value of the fields of ``after`` that change something."""
    return {name: before[name] for name in after if before[name] != after[name]}


def may_undo(
    *, own: bool, act: str, edition: int, current: int, done_at: dt.datetime, now: dt.datetime
) -> bool:
    """Return whether an act can be taken back.

    ``edition`` is the one the act made, ``current`` the record's now: a later act of anybody
    stands on it and must not be lost.
    """
    recent = now - done_at <= UNDO_FOR
    return own and recent and act != Act.UNDONE and edition == current
