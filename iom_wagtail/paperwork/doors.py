"""How a person comes to papers: by the oracle to the route, then to what may be printed of it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404

from iom_wagtail.paperwork.exceptions import NoPaper
from iom_wagtail.paperwork.kinds import KINDS
from iom_wagtail.paperwork.sources import Sources
from iom_wagtail.routes.doors import visible_route

if TYPE_CHECKING:
    from django.http import HttpRequest

    from iom_wagtail.paperwork.kinds import Kind, Offer


def sources_for(request: HttpRequest, pk: int) -> Sources:
    """Return what papers are made from; raises ``Http404`` to strangers.

    ``?version=2`` asks for an older version of the programme, ``?draft`` for its draft.
    """
    page = visible_route(request, pk)
    asked = request.GET.get("version", "")
    number = int(asked) if asked.isdecimal() and len(asked) < 9 else None
    return Sources(page, version=number, draft="draft" in request.GET)


def kind_named(code: str) -> Kind:
    """Return a kind by its code; raises ``Http404``."""
    if code not in KINDS:
        raise Http404
    return KINDS[code]


def offer_of(sources: Sources, kind: Kind, uuid: UUID | None) -> Offer:
    """Return the one paper that is asked for; raises ``Http404`` where this reader has none."""
    try:
        found = next((each for each in kind.offers(sources) if each.uuid == uuid), None)
    except NoPaper:
        found = None
    if found is None:
        raise Http404
    return found
