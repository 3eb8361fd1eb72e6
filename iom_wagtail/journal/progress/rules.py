"""Rules of progress: which acts a status allows, what each needs. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.utils.translation import gettext as _

from iom_wagtail.journal.choices import Status
from iom_wagtail.journal.records.rules import coming_day_problem, past_day_problem
from iom_wagtail.journal.rules import Right, allows
from iom_wagtail.routes.rules import Office

#: Statuses that change the plan; the others only tell what happened.
REPLANNING = frozenset({Status.MOVED, Status.CANCELLED})


def statuses(offices: Collection[Office]) -> tuple[Status, ...]:
    """Return the statuses that somebody with these roles and offices may set, in their order."""
    if not allows(offices, Right.PROGRESS):
        return ()
    replans = allows(offices, Right.REPLAN)
    return tuple(status for status in Status if replans or status not in REPLANNING)


def problems(
    *,
    status: str,
    done_on: dt.date | None,
    moved_to: dt.date | None,
    reason: str,
    today: dt.date,
) -> dict[str, str]:
    """Return what is wrong with a state of an item, a message a field; empty when nothing is."""
    found = {}
    if status == Status.MOVED and moved_to is None:
        found["moved_to"] = _("Say to which day it is moved.")
    elif status == Status.MOVED and (wrong := coming_day_problem(moved_to, today)):
        found["moved_to"] = wrong
    if status in REPLANNING and not reason.strip():
        found["reason"] = _("Say why.")
    if status == Status.DONE and (wrong := past_day_problem(done_on, today)):
        found["done_on"] = wrong
    return found


def tidy(
    *, status: str, done_on: dt.date | None, moved_to: dt.date | None, reason: str, today: dt.date
) -> dict[str, object]:
    """Return the fields of a status without those that belong to another one."""
    replanned = status in REPLANNING
    return {
        "status": status,
        "done_on": (done_on or today) if status == Status.DONE else None,
        "moved_to": moved_to if status == Status.MOVED else None,
        "reason": reason.strip() if replanned else "",
    }
