"""Rules of all records: what a change is, who takes one back and for how long. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

#: An act can be taken back by who did it, as long as nobody touched the record since.
UNDO_FOR = dt.timedelta(minutes=15)


class Act(models.TextChoices):
    """What was done to a record."""

    CREATED = "created", _("written")
    CHANGED = "changed", _("changed")
    REMOVED = "removed", _("removed")
    UNDONE = "undone", _("taken back")


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
