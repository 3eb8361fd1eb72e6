"""Which of the routes a person sees wait for that very person's decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, OuterRef, Subquery
from django.db.models.functions import Cast
from wagtail.models import Page, TaskState

from iom_wagtail.approval.rules import Step
from iom_wagtail.approval.signing import decider
from iom_wagtail.routes.office import rows

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

    from iom_wagtail.routes.managers import RouteQuerySet
    from iom_wagtail.routes.models import RoutePage


def waiting_for_me(user: AbstractBaseUser, routes: RouteQuerySet) -> list[RoutePage]:
    """Return the routes whose text waits for this person, the longest waiting first.

    The one rule of who decides is asked; the number of queries does not grow with the routes.
    """
    states = TaskState.objects.filter(
        workflow_state__base_content_type=ContentType.objects.get_for_model(Page),
        workflow_state__object_id=Cast(OuterRef("pk"), CharField()),
        status=TaskState.STATUS_IN_PROGRESS,
    )
    in_approval = (
        rows.with_people(routes)
        .defer(*rows.TEXTS)
        .annotate(
            waits_since=Subquery(states.values("started_at")[:1]),
            waits_at=Subquery(states.values("task__roletask__role")[:1]),
        )
        .filter(waits_since__isnull=False)
        .order_by("waits_since")
    )
    waiting = list(in_approval)
    rows.share_schools(waiting)
    for page in waiting:
        page.waiting_step = Step(page.waits_at or Step.DIRECTOR)
    return [page for page in waiting if decider(page, page.waiting_step, user)]
