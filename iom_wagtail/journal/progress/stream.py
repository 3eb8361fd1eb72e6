"""Items that were done, in the stream."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from iom_wagtail.journal.choices import Status
from iom_wagtail.journal.progress.models import ItemProgress
from iom_wagtail.journal.stream.entries import Context, Entry, Source
from iom_wagtail.journal.stream.queries import columns
from iom_wagtail.school.names import short_name

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from iom_wagtail.routes.models import RoutePage


def rows(page: RoutePage) -> QuerySet:
    """Return the done items; everybody on the route reads them."""
    done = ItemProgress.objects.present().filter(
        route=page, status=Status.DONE, done_on__isnull=False
    )
    return columns(done, "progress", day="done_on", title="item", first="actual_result")


def present(row: dict[str, Any], context: Context) -> Entry:
    """Return «Выполнен пункт 8: …»; an item that a later version dropped keeps its place."""
    item = context.items.get(str(UUID(row["title"])))
    if item is None:
        heading, href = _("An item of an earlier version is done"), ""
    else:
        heading = _("Item %(no)d is done: %(content)s") % {
            "no": item["no"],
            "content": item["content"],
        }
        href = f"{reverse('iom_route', args=[context.page.pk])}#p{item['no']}"
    return Entry(
        kind="progress",
        uuid=str(row["uuid"]),
        day=row["day"],
        heading=heading,
        icon="done",
        texts=(("", row["first"]),) if row["first"] else (),
        author=short_name(*row["author"].split("|")),
        href=href,
    )


SOURCE = Source("progress", pgettext_lazy("stream", "Programme"), rows, present)
