"""Testimonials in the stream, for those who may read them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from iom_wagtail.journal.choices import Source as From
from iom_wagtail.journal.stream.entries import Context, Entry, Source
from iom_wagtail.journal.stream.queries import columns
from iom_wagtail.journal.testimonials import rules
from iom_wagtail.journal.testimonials.queries import readable
from iom_wagtail.school.names import short_name

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from iom_wagtail.routes.models import RoutePage


def rows(page: RoutePage) -> QuerySet:
    """Return the testimonials that the page's reader may read."""
    who_reads = Concat(
        F("circle"), Value("|"), Cast("shown_to_teacher", CharField()), output_field=CharField()
    )
    return columns(
        readable(page),
        "testimonial",
        day="given_on",
        title="source",
        first="text",
        second="author_words",
        third=who_reads,
    )


def present(row: dict[str, Any], context: Context) -> Entry:
    """Return «Отзыв: родители», who said it, and who reads it."""
    uuid = UUID(str(row["uuid"]))
    circle, _bar, shown = row["third"].partition("|")
    heading = _("Testimonial: %(source)s") % {"source": From(row["title"]).label}
    texts = [("", row["first"])]
    if row["second"]:
        texts.insert(0, ("", capfirst(row["second"])))
    return Entry(
        kind="testimonial",
        uuid=str(uuid),
        day=row["day"],
        heading=heading,
        icon="quote",
        texts=tuple(texts),
        author=short_name(*row["author"].split("|")),
        href=reverse("iom_route_testimonial", args=[context.page.pk, uuid]),
        note=rules.audience(circle, shown_to_teacher=shown in ("1", "true")),
    )


SOURCE = Source("testimonial", pgettext_lazy("stream", "Testimonials"), rows, present)
