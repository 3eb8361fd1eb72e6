"""Which conclusions a user may see: a part of the one oracle, and never more than it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from wagtail.models import Page, PageManager, PageQuerySet, WorkflowState

from iom_wagtail.approval.rules import Step
from iom_wagtail.routes import access

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser


def _rows(model: str) -> QuerySet:
    return apps.get_model("iom_wagtail", model)._default_manager.all()


def waits_at(step: Step, page: str = "pk") -> Exists:
    """Return the condition of a page whose text waits at a step of a role."""
    return Exists(
        WorkflowState.objects.filter(
            base_content_type=ContentType.objects.get_for_model(Page),
            object_id=Cast(OuterRef(page), CharField()),
            status=WorkflowState.STATUS_IN_PROGRESS,
            current_task_state__task__roletask__role=step,
        )
    )


class ConclusionQuerySet(PageQuerySet):
    """Queries over conclusions that read as sentences."""

    def visible_to(self, user: AbstractBaseUser) -> ConclusionQuerySet:
        """Return the conclusions this user may see at this moment.

        An approved one is seen with its route. Before, it is a draft: seen by those who read the
        route's draft, and by the teacher while it waits for the teacher's acquaintance.
        """
        if not user.is_authenticated or not user.is_active:
            return self.none()
        return self.all() if user.is_superuser else self.concerning(user)

    def concerning(self, user: AbstractBaseUser) -> ConclusionQuerySet:
        """Return those the user may see by a role or an office of their own; mail asks this."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        routes = apps.get_model("iom_wagtail", "RoutePage").objects.concerning(user)
        assignments = _rows("RouteAssignment")
        mentored = access.on_route(user, assignments.filter(role="mentor"))
        taught = access.on_route(user, assignments.filter(role="teacher"))
        drafts = Q(route_page__in=mentored) | Q(
            route_page__school__in=access.leads_school(user, _rows("School"))
        )
        asked = Q(waits_at(Step.TEACHER), route_page__in=taught)
        signed = Exists(_rows("ApprovedVersion").filter(page_id=OuterRef("pk")))
        seen = Q(signed) | drafts | asked
        return self.filter(seen, route_page__in=routes.values("pk"))

    def approved(self) -> ConclusionQuerySet:
        """Return the conclusions in force: signed, and not opened again since."""
        return self.filter(in_force())


def in_force(page: str = "pk") -> Exists:
    """Return the condition of a conclusion that is approved and was not opened again since.

    Every version but the last one was opened again before the next could be signed.
    """
    reopened = _rows("Reopening").filter(
        conclusion_id=OuterRef("page_id"), version=OuterRef("number")
    )
    versions = _rows("ApprovedVersion").filter(page_id=OuterRef(page))
    return Exists(versions.filter(~Exists(reopened)))


ConclusionManager = PageManager.from_queryset(ConclusionQuerySet)
