"""Conclusions as a kind of page that the approval room approves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404

from iom_wagtail.approval import kinds
from iom_wagtail.outcome.models import ConclusionPage
from iom_wagtail.routes.doors import visible_route
from iom_wagtail.routes.models import RoutePage
from iom_wagtail.routes.office import rows

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser
    from django.http import HttpRequest

    from iom_wagtail.outcome.managers import ConclusionQuerySet
    from iom_wagtail.school.models import School


class ConclusionKind(kinds.Kind):
    """How conclusions are found for a person: by the oracle, with their routes."""

    model = ConclusionPage

    def visible_to(self, user: AbstractBaseUser) -> ConclusionQuerySet:
        """Return the conclusions this user may see."""
        return ConclusionPage.objects.visible_to(user)

    def with_people(self, pages: ConclusionQuerySet, own: School | None) -> list[ConclusionPage]:
        """Return conclusions whose routes have school and people at hand."""
        found = list(pages)
        routes = RoutePage.objects.filter(pk__in=[page.route_page_id for page in found])
        routes = rows.with_people(routes.with_stage()).defer(*rows.TEXTS)
        by_key = {route.pk: route for route in rows.prepare(routes, own)}
        for page in found:
            page.route_page = by_key[page.route_page_id]
        return found

    def open(self, request: HttpRequest, pk: int) -> ConclusionPage:
        """Return one conclusion with its route opened as every view of the site opens it."""
        page = ConclusionPage.objects.visible_to(request.user).filter(pk=pk).first()
        if page is None:
            raise Http404
        page.route_page = visible_route(request, page.route_page_id)
        page.reader = page.permissions_for_user(request.user)
        return page


def register() -> None:
    """Let the approval room know of conclusions; called from ``ready()``."""
    kinds.register(ConclusionKind())
