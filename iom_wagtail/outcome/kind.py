"""Conclusions as a kind of page that the approval room approves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404

from iom_wagtail.approval import kinds
from iom_wagtail.outcome.models import ConclusionPage
from iom_wagtail.routes.doors import visible_route
from iom_wagtail.routes.office import rows

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser
    from django.http import HttpRequest

    from iom_wagtail.outcome.managers import ConclusionQuerySet
    from iom_wagtail.routes.models import RoutePage


#: The texts of a conclusion; a list of conclusions reads none of them.
TEXTS = ("open_items_note", "reasons", "best_ways", "search_description")


class ConclusionKind(kinds.Kind):
    """How conclusions are found for a person: by the oracle, with their routes."""

    model = ConclusionPage

    def visible_to(self, user: AbstractBaseUser) -> ConclusionQuerySet:
        """Return the conclusions this user may see."""
        return ConclusionPage.objects.visible_to(user)

    def listed(self, pages: ConclusionQuerySet) -> ConclusionQuerySet:
        """Return conclusions with their routes, both without their long texts."""
        texts = (*TEXTS, *(f"route_page__{name}" for name in rows.TEXTS))
        return pages.select_related("route_page").defer(*texts)

    def holder(self, page: ConclusionPage) -> RoutePage:
        """Return the route: its people decide."""
        return page.route_page

    def open(self, request: HttpRequest, pk: int) -> ConclusionPage:
        """Return one conclusion with its route opened as every view of the site opens it."""
        return self._open(request, pk=pk)

    def open_under(self, request: HttpRequest, route: int) -> ConclusionPage:
        """Return the conclusion of a route in the same way; raises ``Http404`` as ``open``."""
        return self._open(request, route_page=route)

    def _open(self, request: HttpRequest, **which: int) -> ConclusionPage:
        page = ConclusionPage.objects.visible_to(request.user).filter(**which).first()
        if page is None:
            raise Http404
        page.route_page = visible_route(request, page.route_page_id)
        page.reader = page.permissions_for_user(request.user)
        return page


def register() -> None:
    """Let the approval room know of conclusions; called from ``ready()``."""
    kinds.register(ConclusionKind())
