"""Attached material in the stream: one entry a set, however many files it has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Count, Exists, F, Max, OuterRef, Subquery, TextField, Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy

from iom_wagtail.journal.attachments.models import Attachment
from iom_wagtail.journal.choices import AttachmentKind
from iom_wagtail.journal.stream.entries import Context, Entry, Source
from iom_wagtail.journal.stream.queries import columns
from iom_wagtail.school.names import short_name

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from iom_wagtail.routes.models import RoutePage


def rows(page: RoutePage) -> QuerySet:
    """Return the first file of each set with the latest day of its files.

    Whoever sees the route reads them all.
    """
    of_set = Attachment.objects.filter(route=OuterRef("route"), batch=OuterRef("batch")).order_by()
    by_set = of_set.values("batch")
    count = by_set.annotate(total=Count("pk")).values("total")
    latest = by_set.annotate(latest=Max("dated_on")).values("latest")
    first = Attachment.objects.filter(route_id=page.pk).exclude(
        Exists(of_set.filter(pk__lt=OuterRef("pk")))
    )
    item = Coalesce(Cast("item", TextField()), Value(""))
    return columns(
        first,
        "attachment",
        day=Subquery(latest),
        author="added_by",
        title="title",
        first=Concat(F("kind"), Value("|"), Cast("batch", TextField()), output_field=TextField()),
        second=Subquery(count),
        third=item,
    )


def present(row: dict[str, Any], context: Context) -> Entry:
    """Return «Файлы к пункту 8», what they are, how many; leads to the set."""
    kind, _bar, batch = row["first"].partition("|")
    count = int(row["second"])
    item = context.items.get(str(UUID(row["third"]))) if row["third"] else None
    if item is not None:
        words = _("File to item %(no)d") if count == 1 else _("Files to item %(no)d")
        heading = words % {"no": item["no"]}
    else:
        heading = _("File to the card") if count == 1 else _("Files to the card")
    what = [str(AttachmentKind(kind).label)]
    if count > 1:
        what.append(ngettext("%(count)d file", "%(count)d files", count) % {"count": count})
    return Entry(
        kind="attachment",
        uuid=str(row["uuid"]),
        day=row["day"],
        heading=heading,
        icon="file",
        texts=(("", row["title"]), ("", ", ".join(what))),
        author=short_name(*row["author"].split("|")),
        href=f"{reverse('iom_route_attachments', args=[context.page.pk])}#s-{UUID(batch)}",
    )


SOURCE = Source("attachment", pgettext_lazy("stream", "Files"), rows, present)
