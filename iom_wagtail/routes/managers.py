"""The one oracle: which routes a user may see. Everything else asks it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet
from wagtail.models import PageManager, PageQuerySet

from iom_wagtail.routes import access
from iom_wagtail.routes.states import contributions

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser


class RouteQuerySet(PageQuerySet):
    """Queries over routes that read as sentences."""

    def visible_to(self, user: AbstractBaseUser) -> RouteQuerySet:
        """Return the routes this user may see at this moment; deny by default.

        By a live assignment, or by an office in the route's own school; a superuser reads
        all (and each such read is logged where it happens). The role table: docs/access.md.
        """
        if not user.is_authenticated or not user.is_active:
            return self.none()
        return self.all() if user.is_superuser else self.concerning(user)

    def concerning(self, user: AbstractBaseUser) -> RouteQuerySet:
        """Return the routes this user may see by a role or an office of their own.

        The oracle without the superuser, whom a route doesn't concern: mail asks this.
        """
        if not user.is_authenticated or not user.is_active:
            return self.none()
        assignments = apps.get_model("iom_wagtail", "RouteAssignment")._default_manager.all()
        schools = apps.get_model("iom_wagtail", "School")._default_manager.all()
        return self.filter(access.visible(user, assignments, schools))

    def editable_by(self, user: AbstractBaseUser) -> RouteQuerySet:
        """Return the routes whose draft this user works on: as mentor or as the deputy."""
        if not user.is_authenticated or not user.is_active or user.is_superuser:
            return self.none()
        assignments = apps.get_model("iom_wagtail", "RouteAssignment")._default_manager.all()
        mentors = assignments.filter(role="mentor")
        return self.filter(
            Q(pk__in=access.on_route(user, mentors))
            | Q(school__deputy__user_id=user.pk, school__deputy__active=True)
        )

    def with_stop(self) -> RouteQuerySet:
        """Annotate ``is_stopped``: whether the route stands still now."""
        stops = apps.get_model("iom_wagtail", "RouteStop")._default_manager.filter(
            route_id=OuterRef("pk"), resumed_on=None
        )
        return self.annotate(is_stopped=Exists(stops))

    def with_completion(self) -> RouteQuerySet:
        """Annotate ``is_completed``: whether what came of the route is concluded."""
        return self.annotate(is_completed=contributions.completed())

    def with_contributions(self) -> RouteQuerySet:
        """Annotate what rooms above show of a route on its page."""
        return self.annotate(**{name: make() for name, make in contributions.annotations.items()})

    def current(self) -> RouteQuerySet:
        """Return the routes of every day: those not put into the archive."""
        return self.exclude(pk__in=self._archived())

    def in_archive(self) -> RouteQuerySet:
        """Return the routes that were put away."""
        return self.filter(pk__in=self._archived())

    def _archived(self) -> QuerySet:
        """Return the keys of archived routes: a condition that Wagtail's search can read."""
        return apps.get_model("iom_wagtail", "ArchivedRoute")._default_manager.values("route")

    def with_stage(self) -> RouteQuerySet:
        """Annotate ``has_version`` and ``waits``: what the stage is derived from."""
        versions = apps.get_model("iom_wagtail", "ApprovedVersion")._default_manager.filter(
            page_id=OuterRef("pk")
        )
        return self.annotate(has_version=Exists(versions))


RouteManager = PageManager.from_queryset(RouteQuerySet)
