"""Lesson visits in the stream: which lesson, the mean, the first recommendation."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import CharField, F, TextField, Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from iom_wagtail.journal.stream.entries import Context, Entry, Source
from iom_wagtail.journal.stream.queries import columns
from iom_wagtail.journal.visits import rules
from iom_wagtail.journal.visits.headings import heading
from iom_wagtail.journal.visits.models import LessonVisit
from iom_wagtail.school.names import short_name

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.db.models.expressions import Combinable

    from iom_wagtail.routes.models import RoutePage

#: Stands between values in one column; nobody types it.
_BAR = "\x1f"


def _joined(*names: str) -> Combinable:
    parts: list[Combinable] = []
    for name in names:
        text = Coalesce(Cast(F(name), CharField()), Value(""), output_field=CharField())
        parts += [text, Value(_BAR)]
    return Concat(*parts[:-1], output_field=TextField())


def rows(page: RoutePage) -> QuerySet:
    """Return the visits of a route; everybody on it reads them."""
    return columns(
        LessonVisit.objects.present().filter(route=page),
        "visit",
        day="visited_on",
        title=_joined("lesson_no", "mean", "host", "classes"),
        first="topic",
        second="recommendations",
    )


def present(row: dict[str, Any], context: Context) -> Entry:
    """Return «Посещение: 5 «А», 4-й урок, «Сравнение дробей»» with its mean."""
    number, mean, host, classes = row["title"].split(_BAR, 3)
    uuid = UUID(str(row["uuid"]))
    score = rules.mean_words(Decimal(mean)) if mean else ""
    texts = [_("Mean score: %(mean)s") % {"mean": score}] if score else []
    advice = json.loads(row["second"] or "[]")
    if advice:
        texts.append(_("Recommended: %(text)s") % {"text": advice[0]})
    return Entry(
        kind="visit",
        uuid=str(uuid),
        day=row["day"],
        heading=heading(
            host=host,
            classes=classes,
            lesson_no=int(number) if number else None,
            topic=row["first"],
        ),
        icon="lesson",
        texts=tuple(("", text) for text in texts),
        author=short_name(*row["author"].split("|")),
        href=reverse("iom_route_visit", args=[context.page.pk, uuid]),
    )


def announced_rows(page: RoutePage) -> QuerySet:
    """Return the visits whose authors come again today or later."""
    return columns(
        LessonVisit.objects.present().filter(route=page, follow_up__gte=timezone.localdate()),
        "visit",
        day="follow_up",
        title="host",
        first="classes",
    )


def present_announced(row: dict[str, Any], context: Context) -> Entry:
    """Return «Снова на уроке: 5 «А»» with who comes."""
    uuid = UUID(str(row["uuid"]))
    where = ", ".join(filter(None, [row["title"], row["first"]]))
    return Entry(
        kind="visit",
        uuid=str(uuid),
        day=row["day"],
        heading=_("Next visit to a lesson: %(where)s") % {"where": where}
        if where
        else _("Next visit to a lesson"),
        icon="lesson",
        author=short_name(*row["author"].split("|")),
        href=reverse("iom_route_visit", args=[context.page.pk, uuid]),
    )


ANNOUNCED = Source("visit", pgettext_lazy("stream", "Visits"), announced_rows, present_announced)
SOURCE = Source("visit", pgettext_lazy("stream", "Visits"), rows, present)
