"""What waits for whom."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wagtail.models import TaskState

from iom_wagtail.approval import workflows
from iom_wagtail.approval.mixin import ApprovalMixin
from iom_wagtail.approval.rules import Step
from iom_wagtail.approval.signing import decider, deciders, on_behalf_of

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser
    from django.db.models import QuerySet

    from iom_wagtail.approval.guard import ApprovedPage
    from iom_wagtail.approval.tasks import ApprovalStep
    from iom_wagtail.school.models import StaffMember


@dataclass(frozen=True, slots=True)
class Waiting:
    """A text in approval: at which step, which revision, since when, who decides.

    ``mine`` is the staff record with which the asking user decides, or None;
    ``stuck`` says that nobody can decide the step today.
    """

    step: Step
    revision_id: int
    since: dt.datetime
    people: tuple[StaffMember, ...]
    mine: StaffMember | None = None
    on_behalf: str = ""

    @property
    def stuck(self) -> bool:
        """Whether nobody is left to decide the step: nobody at all, or without an account."""
        return not any(person.user_id for person in self.people)


def waiting_on(page: ApprovedPage, user: AbstractBaseUser | None = None) -> Waiting | None:
    """Return what waits on a page and whether it waits for this user; None when nothing does."""
    running = workflows.running(page).first()
    if running is None or running.current_task_state is None:
        return None
    state = running.current_task_state
    step = workflows.step_of(state.task)
    mine = decider(page, step, user) if user is not None else None
    return Waiting(
        step=step,
        revision_id=state.revision_id,
        since=state.started_at,
        people=tuple(deciders(page, step)),
        mine=mine,
        on_behalf=on_behalf_of(page, step, mine) if mine else "",
    )


def waiting_for(page: ApprovedPage, user: AbstractBaseUser) -> Waiting | None:
    """Return what waits for this very user on a page, or None."""
    waiting = waiting_on(page, user)
    return waiting if waiting and waiting.mine else None


def waiting_step(page: ApprovedPage) -> Step | None:
    """Return the step at which a page's text waits, or None."""
    waiting = waiting_on(page)
    return waiting.step if waiting else None


def states_waiting_for(user: AbstractBaseUser, task: ApprovalStep) -> QuerySet:
    """Return the task states of a step that wait for this person, for Wagtail's own panels."""
    states = TaskState.objects.filter(task=task, status=TaskState.STATUS_IN_PROGRESS)
    keys = [
        state.pk
        for state in states.select_related("workflow_state")
        if isinstance(page := workflows.page_of(state.workflow_state), ApprovalMixin)
        and decider(page, task.step, user) is not None
    ]
    return TaskState.objects.filter(pk__in=keys)
