"""The stream as a section of the route page, and the page that shows older entries."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from iom_wagtail.journal.answers import is_fragment
from iom_wagtail.journal.doors import route_for
from iom_wagtail.journal.stream.ahead import ahead
from iom_wagtail.journal.stream.entries import Context
from iom_wagtail.journal.stream.queries import Stream
from iom_wagtail.journal.stream.sources import SOURCES
from iom_wagtail.routes.doors import reading_context, soon_days
from iom_wagtail.routes.reading import read_route
from iom_wagtail.routes.states import contributions
from iom_wagtail.school.private import private_page

if TYPE_CHECKING:
    from iom_wagtail.journal.stream.entries import Entry
    from iom_wagtail.routes.models import RoutePage
    from iom_wagtail.routes.reading import Reading

#: Entries on the route page; older ones come on demand.
SHOWN = 10
#: What lies ahead there, the nearest first; the page of the stream shows all of it.
AHEAD = 4
#: Entries fetched at a time on demand.
STEP = 30


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter over the stream."""

    label: str
    href: str
    total: int
    current: bool


def build(request: HttpRequest, page: RoutePage, reading: Reading) -> dict[str, Any]:
    """Return what lies ahead, the newest entries and the filters for the route page."""
    context = _context(page)
    records = Stream(page, SOURCES)
    totals = records.counts()
    entries = records.latest(context, limit=SHOWN)
    coming = ahead(page, reading, context)
    return {
        "entries": entries,
        "ahead": coming[:AHEAD],
        "ahead_rest": max(len(coming) - AHEAD, 0),
        "chips": _chips(page, _with(totals, coming), ""),
        "rest": max(sum(totals.values()) - len(entries), 0),
        "more": reverse("iom_route_stream", args=[page.pk]),
    }


def _with(totals: dict[str, int], coming: list[Entry]) -> dict[str, int]:
    """Return the counts of what happened and of what lies ahead together."""
    return Counter(totals) + Counter(entry.kind for entry in coming)


def _context(page: RoutePage) -> Context:
    version = page.version_in_force()
    data = version.data if version else {"programme": [], "checkpoints": []}
    return Context(
        page=page,
        items={row["uuid"]: row for row in data["programme"]},
        cuts={row["uuid"]: row for row in data["checkpoints"]},
    )


def _chips(page: RoutePage, totals: dict[str, int], current: str) -> list[Chip]:
    """Return «Всё» and a filter for each kind that has entries."""
    address = reverse("iom_route_stream", args=[page.pk])
    found = [Chip(_("Everything"), address, sum(totals.values()), not current)]
    for source in SOURCES:
        if total := totals.get(source.kind):
            href = f"{address}?kind={source.kind}"
            found.append(Chip(source.label, href, total, source.kind == current))
    return found


@private_page
@require_safe
def stream(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a page of the stream: ``?kind=`` filters it, ``?from=`` skips what was shown."""
    page = route_for(request, pk)
    kind = request.GET.get("kind", "")
    kind = kind if kind in {source.kind for source in SOURCES} else ""
    given = request.GET.get("from", "")
    offset = int(given) if given.isdecimal() and len(given) < 6 else 0
    context = _context(page)
    records = Stream(page, SOURCES)
    totals = records.counts()
    entries = records.latest(context, kind=kind, limit=STEP, offset=offset)
    total = totals.get(kind, 0) if kind else sum(totals.values())
    following = offset + len(entries)
    shown = {
        "entries": entries,
        "rest": max(total - following, 0),
        "more": f"{request.path}?kind={kind}&from={following}",
    }
    if is_fragment(request):
        return render(request, "iom_wagtail/journal/stream_entries.html", shown)
    coming = ahead(page, _reading(page), context)
    of_kind = [entry for entry in coming if not kind or entry.kind == kind]
    return render(
        request,
        "iom_wagtail/journal/stream_page.html",
        reading_context(
            page,
            chips=_chips(page, _with(totals, coming), kind),
            # Older pages of a browser without scripts go on with what happened.
            ahead=[] if offset else of_kind,
            **shown,
        ),
    )


def _reading(page: RoutePage) -> Reading | None:
    """Return the programme as it stands today; None without a version."""
    version = page.version_in_force()
    if version is None:
        return None
    return read_route(
        version.data,
        timezone.localdate(),
        soon_days=soon_days(),
        states=contributions.items(page),
        cuts=contributions.cuts(page),
    )
