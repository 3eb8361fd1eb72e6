"""Achievements and encouragements in the stream; no sum is ever asked for here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import F, TextField, Value
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from iom_wagtail.journal.achievements import queries, rules
from iom_wagtail.journal.choices import EncouragementKind
from iom_wagtail.journal.stream.entries import Context, Entry, Source
from iom_wagtail.journal.stream.queries import columns
from iom_wagtail.school.names import short_name

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from iom_wagtail.routes.models import RoutePage


def achievement_rows(page: RoutePage) -> QuerySet:
    """Return the achievements; everybody on the route reads them."""
    return columns(
        queries.achievements(page),
        "achievement",
        day="happened_on",
        title="title",
        first="kind",
        second="result",
        third=Concat(F("level"), Value("|"), F("stage"), output_field=TextField()),
    )


def present_achievement(row: dict[str, Any], context: Context) -> Entry:
    """Return «Конкурс: «Педагогический дебют»», how far it reached, the result."""
    uuid = UUID(str(row["uuid"]))
    level, _bar, stage = row["third"].partition("|")
    told = (rules.reach(level, stage), capfirst(row["second"]))
    return Entry(
        kind="achievement",
        uuid=str(uuid),
        day=row["day"],
        heading=rules.heading(row["first"], row["title"]),
        icon="award",
        texts=tuple(("", text) for text in told if text),
        author=short_name(*row["author"].split("|")),
        href=reverse("iom_route_achievement", args=[context.page.pk, uuid]),
    )


def encouragement_rows(page: RoutePage) -> QuerySet:
    """Return the encouragements, without their sums."""
    return columns(
        queries.encouragements(page),
        "encouragement",
        day="given_on",
        title="title",
        first="kind",
        second="order_no",
    )


def present_encouragement(row: dict[str, Any], context: Context) -> Entry:
    """Return «Поощрение: …», of which kind, by which order."""
    uuid = UUID(str(row["uuid"]))
    facts = [capfirst(str(EncouragementKind(row["first"]).label))]
    if row["second"]:
        facts.append(_("order № %(number)s") % {"number": row["second"]})
    return Entry(
        kind="encouragement",
        uuid=str(uuid),
        day=row["day"],
        heading=_("Encouragement: %(title)s") % {"title": row["title"]},
        icon="star",
        texts=(("", ", ".join(facts)),),
        author=short_name(*row["author"].split("|")),
        href=reverse("iom_route_encouragement", args=[context.page.pk, uuid]),
    )


ACHIEVEMENTS = Source(
    "achievement", pgettext_lazy("stream", "Achievements"), achievement_rows, present_achievement
)
ENCOURAGEMENTS = Source(
    "encouragement",
    pgettext_lazy("stream", "Encouragements"),
    encouragement_rows,
    present_encouragement,
)
