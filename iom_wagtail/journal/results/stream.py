"""Held checkpoints in the stream; assessments stay on the checkpoint's own page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from iom_wagtail.journal.results.models import CheckpointResult
from iom_wagtail.journal.stream.entries import Context, Entry, Source
from iom_wagtail.journal.stream.queries import columns
from iom_wagtail.school.names import short_name

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from iom_wagtail.routes.models import RoutePage
    from iom_wagtail.routes.reading import Reading


def rows(page: RoutePage) -> QuerySet:
    """Return the held checkpoints; everybody on the route reads that and the decision.

    ``held_by`` tells whose decision it is: the record may have been begun by the teacher.
    """
    held = CheckpointResult.objects.present().filter(route=page, held_on__isnull=False)
    return columns(
        held, "result", day="held_on", title="checkpoint", first="decision", second="held_by"
    )


def present(row: dict[str, Any], context: Context) -> Entry:
    """Return «Срез 5. Открытый урок …» with its decision."""
    cut = context.cuts.get(str(UUID(row["title"])))
    if cut is None:
        heading, href = _("A checkpoint of an earlier version was held"), ""
    else:
        title = cut["title"] or cut["kind_other"] or (cut["kind"] or {}).get("label", "")
        heading = _("Checkpoint %(no)d. %(title)s") % {"no": cut["no"], "title": title}
        href = reverse("iom_route_checkpoint", args=[context.page.pk, cut["uuid"]])
    decision = _("Decision: %(words)s") % {"words": row["first"]} if row["first"] else ""
    return Entry(
        kind="result",
        uuid=str(row["uuid"]),
        day=row["day"],
        heading=heading,
        icon="flag",
        texts=(("", decision),) if decision else (),
        author=row["second"] or short_name(*row["author"].split("|")),
        href=href,
    )


def planned(page: RoutePage, reading: Reading) -> list[Entry]:
    """Return the checkpoints that are not held yet and whose day is today or later."""
    return [
        Entry(
            kind="result",
            uuid=cut.row["uuid"],
            day=cut.planned_on,
            heading=_("Checkpoint %(no)d. %(title)s") % {"no": cut.no, "title": cut.heading},
            icon="flag",
            texts=(("", cut.holders),) if cut.holders else (),
            href=reverse("iom_route_checkpoint", args=[page.pk, cut.row["uuid"]]),
        )
        for cut in reading.cuts
        if cut.planned_on
        and cut.planned_on >= reading.today
        and not (cut.state and cut.state.held_on)
    ]


SOURCE = Source("result", pgettext_lazy("stream", "Checkpoints"), rows, present)
