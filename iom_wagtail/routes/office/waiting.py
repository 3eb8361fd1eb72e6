"""What waits for a decision among the routes a person sees, in a fixed number of queries."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, WorkflowState

from iom_wagtail.approval.rules import Step
from iom_wagtail.approval.signing import decider, deciders
from iom_wagtail.routes.office import rows

if TYPE_CHECKING:
    from iom_wagtail.routes.models import RoutePage
    from iom_wagtail.routes.office.desk import Desk
    from iom_wagtail.school.models import StaffMember

#: The most texts one look at the home screen goes through, the longest waiting first.
LIMIT = 200


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A route whose text waits: at which step, since when, for whom, perhaps for the asker."""

    page: RoutePage
    step: Step
    since: dt.datetime
    people: tuple[StaffMember, ...]
    mine: bool

    @property
    def stuck(self) -> bool:
        """Whether nobody is left to decide the step today."""
        return not self.people


def _steps() -> dict[int, Step]:
    """Return the step of each of our workflow tasks, by the task's key."""
    tasks = [
        *apps.get_model("iom_wagtail", "RoleTask")._default_manager.all(),
        *apps.get_model("iom_wagtail", "DirectorTask")._default_manager.all(),
    ]
    return {task.pk: task.step for task in tasks}


def waiting_rows(desk: Desk) -> list[WaitingRow]:
    """Return the texts in approval among the routes the person sees, the longest waiting first."""
    states = {
        int(object_id): (task, since)
        for object_id, task, since in WorkflowState.objects.filter(
            base_content_type=ContentType.objects.get_for_model(Page),
            status=WorkflowState.STATUS_IN_PROGRESS,
            current_task_state__isnull=False,
        )
        .order_by("current_task_state__started_at")
        .values_list("object_id", "current_task_state__task_id", "current_task_state__started_at")
    }
    if not states:
        return []
    routes = desk.routes.filter(pk__in=list(states)[: LIMIT * 4]).order_by()
    pages = rows.prepare(rows.with_people(routes).defer(*rows.TEXTS)[:LIMIT])
    if not pages:
        return []
    steps = _steps()
    found = []
    for page in pages:
        task, since = states[page.pk]
        if (step := steps.get(task)) is None:
            continue
        found.append(
            WaitingRow(
                page=page,
                step=step,
                since=since,
                people=tuple(deciders(page, step)),
                mine=decider(page, step, desk.user) is not None,
            )
        )
    return sorted(found, key=lambda row: row.since)
