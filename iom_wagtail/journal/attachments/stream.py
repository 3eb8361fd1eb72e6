"""Attachments to the card in the stream, by the date of the material."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from iom_wagtail.journal.attachments.models import Attachment
from iom_wagtail.journal.choices import AttachmentKind
from iom_wagtail.journal.stream.entries import Context, Entry, Source
from iom_wagtail.journal.stream.queries import columns
from iom_wagtail.school.names import short_name

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from iom_wagtail.routes.models import RoutePage


def rows(page: RoutePage) -> QuerySet:
    """Return the attachments of a route; everybody on it opens them."""
    return columns(
        Attachment.objects.filter(route=page),
        "attachment",
        day="dated_on",
        author="added_by",
        title="title",
        first="kind",
        second="by_whom",
    )


def present(row: dict[str, Any], context: Context) -> Entry:
    """Return «Материал: …», what it is and by whom."""
    uuid = UUID(str(row["uuid"]))
    texts = (str(AttachmentKind(row["first"]).label), row["second"])
    return Entry(
        kind="attachment",
        uuid=str(uuid),
        day=row["day"],
        heading=_("Material: %(title)s") % {"title": row["title"]},
        icon="file",
        texts=tuple(("", text) for text in texts if text),
        author=short_name(*row["author"].split("|")),
        href=reverse("iom_route_attachment", args=[context.page.pk, uuid]),
    )


SOURCE = Source("attachment", pgettext_lazy("stream", "Files"), rows, present)
