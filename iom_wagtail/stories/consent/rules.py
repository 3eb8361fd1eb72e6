"""Rules of consents: who keeps them, what a recorded one must say, in which state it is. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from iom_wagtail.stories.choices import ConsentField, Withdrawal

#: A term that ends within so many days is told, so that it can be renewed in time.
SOON_DAYS = 30

#: What a scanner or a telephone makes.
SCANS = frozenset({"pdf", "jpeg", "png", "webp", "heic"})


class Keeper(StrEnum):
    """Who has to do with the consents of a school."""

    DIRECTOR = "director"
    DEPUTY = "deputy"
    SITE_EDITOR = "site editor"
    SUPERUSER = "superuser"


class Act(StrEnum):
    """What one may do with consents."""

    READ = "read"
    RECORD = "record"
    WITHDRAW = "withdraw"
    COPIES = "copies"


#: The table of ``docs/access.md``. Whoever stands nowhere here may do nothing. The site editor
#: gets signed papers from people and must take a page offline at once; what else stands on the
#: paper (a telephone, an address) is the leaders' business.
ACTS: dict[Keeper, frozenset[Act]] = {
    Keeper.DIRECTOR: frozenset(Act),
    Keeper.DEPUTY: frozenset(Act),
    Keeper.SITE_EDITOR: frozenset({Act.READ, Act.RECORD, Act.WITHDRAW}),
    Keeper.SUPERUSER: frozenset({Act.READ, Act.COPIES}),
}


def acts(keepers: Iterable[Keeper]) -> frozenset[Act]:
    """Return everything the given keepers may do together; nobody may do nothing."""
    return frozenset().union(*(ACTS[keeper] for keeper in keepers))


class State(StrEnum):
    """How it is with a consent today."""

    HOLDS = "holds"
    SOON = "soon"
    RUN_OUT = "run_out"
    WITHDRAWN = "withdrawn"


STATE_LABELS = {
    State.HOLDS: pgettext_lazy("consent", "holds"),
    State.SOON: pgettext_lazy("consent", "runs out soon"),
    State.RUN_OUT: pgettext_lazy("consent", "has run out"),
    State.WITHDRAWN: pgettext_lazy("consent", "withdrawn"),
}


def state(until: dt.date | None, withdrawn: bool, today: dt.date) -> State:
    """Return the state of a consent by its last day."""
    if withdrawn:
        return State.WITHDRAWN
    if until is None:
        return State.HOLDS
    if until < today:
        return State.RUN_OUT
    return State.SOON if until - today < dt.timedelta(days=SOON_DAYS) else State.HOLDS


def record_problems(
    *,
    has_person: bool,
    other_name: str,
    signed_by: str,
    fields: Iterable[str],
    signed_on: dt.date,
    valid_until: dt.date | None,
    today: dt.date,
) -> dict[str, str]:
    """Return what keeps a consent from being recorded, by the field; nothing if it may be."""
    found: dict[str, str] = {}
    if has_person and other_name:
        found["other_name"] = _("Either a member of staff or somebody else, not both.")
    elif not has_person and not other_name:
        found["person"] = _("Choose a member of staff, or write somebody else's name.")
    if has_person and signed_by:
        found["signed_by"] = _("A member of staff signs in person.")
    chosen = set(fields)
    if not chosen:
        found["fields"] = _("Tick what may be published. Nothing ticked is no consent.")
    elif unknown := chosen - set(ConsentField.values):
        found["fields"] = f"{', '.join(sorted(unknown))}?"
    if signed_on > today:
        found["signed_on"] = _("This day is still to come.")
    elif valid_until is not None and valid_until < signed_on:
        found["valid_until"] = _("The term ends before the consent is signed.")
    return found


def withdrawal_problems(
    *, withdrawn: bool, how: str, on: dt.date, signed_on: dt.date, today: dt.date
) -> dict[str, str]:
    """Return what keeps a consent from being withdrawn, by the field."""
    if withdrawn:
        return {"withdrawn_on": _("This consent has been withdrawn already.")}
    if how not in Withdrawal.values:
        return {"how": _("Say how it was withdrawn.")}
    if on > today:
        return {"withdrawn_on": _("This day is still to come.")}
    if on < signed_on:
        return {"withdrawn_on": _("The consent was signed only later.")}
    return {}
