"""Rules of meetings and of requests for them. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from iom_wagtail.journal.records.rules import coming_day_problem, past_day_problem

LONGEST_MEETING = 600

#: What a meeting with a group says on every route; the rest is one teacher's own affair.
SHARED = (
    "held_on",
    "minutes",
    "specialist",
    "specialist_other",
    "help_kind",
    "topic",
    "result",
    "next_on",
)

#: Where a request stands.
STATES = {
    "waits": _("Waits for an answer"),
    "answered": _("The meeting took place"),
    "declined": _("Declined"),
}


def problems(values: Mapping[str, Any], *, today: dt.date) -> dict[str, str]:
    """Return what is wrong with a meeting, a message a field; empty when nothing is."""
    found = {}
    held_on, next_on = values["held_on"], values.get("next_on")
    if wrong := past_day_problem(held_on, today):
        found["held_on"] = wrong
    if next_on is not None and next_on < held_on:
        found["next_on"] = gettext("The next meeting is earlier than this one.")
    elif wrong := coming_day_problem(next_on, today):
        found["next_on"] = wrong
    if not values.get("specialist") and not values.get("specialist_other"):
        found["specialist"] = gettext("Say with whom the meeting was.")
    return found


def group_words(others: int) -> str:
    """Return how many more routes a meeting stands on: «и ещё 2 маршрута»; never which."""
    if not others:
        return ""
    return ngettext(
        "A meeting with a group: and %(count)d more route",
        "A meeting with a group: and %(count)d more routes",
        others,
    ) % {"count": others}


def may_answer(*, asked: bool, meets: bool, is_open: bool) -> bool:
    """Return whether somebody answers a request: the asked person, while it waits."""
    return asked and meets and is_open
