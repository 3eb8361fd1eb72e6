"""Rules of achievements and encouragements: what belongs to which kind. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from iom_wagtail.journal.choices import AchievementKind, EncouragementKind, LevelOf
from iom_wagtail.journal.records.rules import past_day_problem

K = AchievementKind

#: Fields that only some kinds have; what isn't named here belongs to every kind.
ONLY_FOR: dict[str, tuple[AchievementKind, ...]] = {
    "level": tuple(kind for kind in K if kind != K.COURSE),
    "stage": (K.CONTEST, K.FESTIVAL),
    "preparation": (K.CONTEST, K.FESTIVAL, K.TALK, K.FREE_MICROPHONE, K.OPEN_LESSON, K.PROJECT),
    "hours": (K.COURSE,),
    "certificate": (K.COURSE,),
}


def problems(values: Mapping[str, Any], *, today: dt.date) -> dict[str, str]:
    """Return what is wrong with an achievement, a message a field; empty when nothing is.

    A field of another kind is pointed out, not dropped: what was typed there is never lost
    without a word.
    """
    found = {}
    if wrong := past_day_problem(values["happened_on"], today):
        found["happened_on"] = wrong
    for name, kinds in ONLY_FOR.items():
        if values.get(name) and values["kind"] not in kinds:
            names = ", ".join(str(kind.label) for kind in kinds)
            found[name] = _("Leave it empty: it belongs only to %(kinds)s.") % {"kinds": names}
    if values["kind"] == K.COURSE and not values.get("hours"):
        found["hours"] = _("How many hours did the course take?")
    return found


def heading(kind: str, title: str) -> str:
    """Return «Конкурс: …», «„Свободный микрофон“: …»; of another kind the title alone."""
    if kind == K.OTHER:
        return title
    label = str(K(kind).label)
    quote = label[0] if label.startswith("«") else ""
    return f"{quote}{capfirst(label.removeprefix('«'))}: {title}"


def reach(level: str, stage: str) -> str:
    """Return how far an achievement reached: «Муниципальный уровень, очный этап»."""
    parts = [_("%(level)s level") % {"level": LevelOf(level).label} if level else "", stage]
    return capfirst(", ".join(part for part in parts if part))


def encouragement_problems(values: Mapping[str, Any], *, today: dt.date) -> dict[str, str]:
    """Return what is wrong with an encouragement, a message a field; empty when nothing is."""
    found = {}
    if wrong := past_day_problem(values["given_on"], today):
        found["given_on"] = wrong
    material = values["kind"] == EncouragementKind.MATERIAL
    if material and not values.get("order_no"):
        found["order_no"] = _("A material encouragement has an order.")
    if not material and values.get("amount"):
        found["amount"] = _("Leave it empty: only a material encouragement has a sum.")
    return found
