"""How a reader comes to a route's conclusion, with all that the page shows of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q, Subquery, prefetch_related_objects

from iom_wagtail.approval.models import ApprovedVersion
from iom_wagtail.outcome import rules
from iom_wagtail.outcome.models import ConclusionPage

if TYPE_CHECKING:
    from iom_wagtail.outcome.models import Reopening
    from iom_wagtail.routes.models import RoutePage


def conclusion_of(page: RoutePage, *, writing: bool = False) -> ConclusionPage | None:
    """Return the conclusion of a route that was opened, with all its versions, or None.

    It comes as ``(conclusion).versions``, the newest first, and with how they were opened again.
    ``writing`` brings along what the text that is being written is read from: its latest
    revision, and the programme in force.
    """
    related = ["council", *(["latest_revision"] if writing else [])]
    found = ConclusionPage.objects.select_related(*related).filter(route_page=page.pk).first()
    if found is None:
        return None
    found.route_page = page
    wanted = Q(page=found.pk)
    if writing:
        programmes = ApprovedVersion.objects.filter(page=page.pk).order_by("-number")
        wanted |= Q(pk=Subquery(programmes.values("pk")[:1]))
    versions = list(ApprovedVersion.objects.filter(wanted))
    found.versions = [version for version in versions if version.page_id == found.pk]
    found._version_in_force = next(iter(found.versions), None)
    if writing:
        programme = (version for version in versions if version.page_id == page.pk)
        page._version_in_force = next(programme, None)
    if found.versions:
        prefetch_related_objects([found], "reopenings")
    else:
        found._reopened = frozenset()
    return found


def reopening_of(found: ConclusionPage, number: int) -> Reopening | None:
    """Return how a version was opened again, if it was."""
    return next((row for row in found.reopenings.all() if row.version == number), None)


def tells_success(page: RoutePage) -> bool:
    """Return whether the conclusion in force calls this route successful (clause 1)."""
    found = conclusion_of(page)
    if found is None or not found.is_frozen:
        return False
    answer = found.version_in_force().data["result"]
    return bool(answer and rules.offers_story(answer["value"]))
