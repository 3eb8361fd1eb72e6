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
    from iom_wagtail.routes.reading import Reading


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


def planned(page: RoutePage, reading: Reading) -> list[Entry]:
    """Return the items that are still to do and whose term is today or later."""
    found = []
    for item in reading.items:
        day = item.due_to or item.due_from
        if item.settled or day is None or day < reading.today:
            continue
        words = {"no": item.no, "content": item.row["content"]}
        found.append(
            Entry(
                kind="progress",
                uuid=item.row["uuid"],
                day=day,
                heading=_("Item %(no)d: %(content)s") % words,
                icon=item.badge.icon,
                texts=(("", ", ".join(filter(None, [item.due, item.badge.label]))),),
                href=f"{reverse('iom_route', args=[page.pk])}#p{item.no}",
            )
        )
    return found


SOURCE = Source("progress", pgettext_lazy("stream", "Programme"), rows, present)
