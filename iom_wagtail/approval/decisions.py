"""Taking a text that waits in hand: lock it, and check step, person and text."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from wagtail.models import TaskState

from iom_wagtail.approval import record, workflows
from iom_wagtail.approval.exceptions import NothingWaits, NotYourStep, StepMoved, TextChanged
from iom_wagtail.approval.rules import Step
from iom_wagtail.approval.signing import decider

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

    from iom_wagtail.approval.guard import ApprovedPage
    from iom_wagtail.school.models import StaffMember


def decide(
    page: ApprovedPage, user: AbstractBaseUser, revision_id: int, shown: Step | None = None
) -> tuple[TaskState, Step, StaffMember]:
    """Lock the waiting state and check person and text; the loser of a race gets a message.

    Raises ``NothingWaits``, ``NotYourStep``, ``TextChanged``, and ``StepMoved`` when the step
    that was ``shown`` isn't the one that waits: whoever decides two steps in a row would
    otherwise sign with the second click.
    """
    state, step = lock(page)
    person = decider(page, step, user)
    if person is None:
        raise NotYourStep
    if shown is not None and shown != step:
        raise StepMoved
    hold(page, state, revision_id)
    return state, step, person


def lock(page: ApprovedPage) -> tuple[TaskState, Step]:
    """Lock the state that waits and return it with its step; raises ``NothingWaits``."""
    waiting = workflows.running(page).select_related("current_task_state__revision")
    workflow_state = waiting.select_for_update(of=("self",)).first()
    if workflow_state is None or workflow_state.current_task_state is None:
        raise NothingWaits
    state = workflow_state.current_task_state
    if state.status != TaskState.STATUS_IN_PROGRESS:
        raise NothingWaits
    # The related objects of ``state`` must be the locked ones, or Wagtail saves stale copies.
    state.workflow_state = workflow_state
    state.log_state_change_action = partial(record.log_decision, page, state)
    return state, workflows.step_of(state.task)


def hold(page: ApprovedPage, state: TaskState, revision_id: int) -> None:
    """Check that the locked text is the one that was shown; raises ``TextChanged``."""
    # Read after the lock: the caller's page may be older than the race that it has just won.
    locked = type(page)._default_manager.get(pk=page.pk)
    if revision_id != state.revision_id or revision_id != locked.latest_revision_id:
        raise TextChanged
    workflows.hand_over(locked, state)
