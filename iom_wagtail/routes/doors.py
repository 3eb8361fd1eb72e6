"""How a person comes to a route on the site: by the oracle, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from wagtail.log_actions import log

from iom_wagtail.conf import get_settings
from iom_wagtail.routes.models import RoutePage
from iom_wagtail.routes.rules import Office

if TYPE_CHECKING:
    from django.http import HttpRequest


def visible_route(request: HttpRequest, pk: int) -> RoutePage:
    """Return the route if this person may see it; raises ``Http404`` whatever the reason.

    ``reader`` on the page answers what the person may do with it, asking the database once.

    A superuser reads by no role on the route; each such read is logged.
    """
    routes = RoutePage.objects.visible_to(request.user).with_stop()
    routes = routes.with_completion().with_contributions()
    page = (
        routes.select_related("school__director", "school__deputy", "archived")
        .filter(pk=pk)
        .first()
    )
    if page is None:
        raise Http404
    page.reader = page.permissions_for_user(request.user)
    if page.reader.offices == {Office.SUPERUSER}:
        log(instance=page, action="iom_wagtail.read", user=request.user)
    return page


def own_part(offices: frozenset[Office]) -> str:
    """Return which column of the programme is the reader's own part, or ""."""
    if Office.TEACHER in offices:
        return "accompanied"
    return "accompanying" if Office.MENTOR in offices else ""


def soon_days() -> int:
    """Return how many days ahead count as "soon"."""
    return get_settings().deadline_soon_days


def reading_context(page: RoutePage, **values: Any) -> dict[str, Any]:
    """Return what every page about a route shows around the text."""
    return {"page": page, "school": page.school, "section": "routes", **values}
