"""Routes as a kind of page that the approval room approves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import prefetch_related_objects

from iom_wagtail.approval import kinds
from iom_wagtail.routes.doors import visible_route
from iom_wagtail.routes.models import RoutePage
from iom_wagtail.routes.office import rows

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser
    from django.http import HttpRequest

    from iom_wagtail.routes.managers import RouteQuerySet
    from iom_wagtail.school.models import School


class RouteKind(kinds.Kind):
    """How routes are found for a person: by the oracle."""

    model = RoutePage

    def visible_to(self, user: AbstractBaseUser) -> RouteQuerySet:
        """Return the routes this user may see."""
        return RoutePage.objects.visible_to(user)

    def listed(self, pages: RouteQuerySet) -> RouteQuerySet:
        """Return routes without their long texts."""
        return pages.with_stop().defer(*rows.TEXTS)

    def bring_people(self, pages: list[RoutePage], own: School | None) -> None:
        """Give routes, and whatever lies under them, their people and their school."""
        prefetch_related_objects(pages, rows.people_today())
        rows.prepare(pages, own)

    def open(self, request: HttpRequest, pk: int) -> RoutePage:
        """Return one route, as every view of the site opens it."""
        return visible_route(request, pk)


def register() -> None:
    """Let the approval room know of routes; called from ``ready()``."""
    kinds.register(RouteKind())
