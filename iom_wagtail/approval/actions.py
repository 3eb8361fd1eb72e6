"""Mutations of approval: submit, agree, return, withdraw. Each checks, changes, logs, signals.

Every door leads here: our own page, Wagtail's modals, its editor, the command line. Acts take
the moment as an argument, so that an import or a demo records real dates.
"""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import TaskState, WorkflowState

from iom_wagtail.approval import context, record, signals, workflows
from iom_wagtail.approval.exceptions import (
    AlreadyInApproval,
    CommentNeeded,
    HasProblems,
    NothingToCorrect,
    NothingWaits,
    NotYourStep,
    StepsMissing,
    TextChanged,
)
from iom_wagtail.approval.rules import (
    EventKind,
    Step,
    agreement_kind,
    canonical,
    checksum,
    passes_by_itself,
    round_complete,
)
from iom_wagtail.approval.signing import decider, deciders, on_behalf_of

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

    from iom_wagtail.approval.guard import ApprovedPage
    from iom_wagtail.approval.models import ApprovalEvent, ApprovedVersion
    from iom_wagtail.school.models import StaffMember


@transaction.atomic
def submit(
    page: ApprovedPage,
    user: AbstractBaseUser,
    *,
    moment: dt.datetime | None = None,
    comment: str = "",
) -> None:
    """Send the page's latest draft on its way: mentor → deputy → teacher → director.

    Raises ``NotYourStep`` for whoever may not submit, ``AlreadyInApproval``, and
    ``HasProblems`` when the text has gaps.
    """
    _may_submit(page, user)
    with context.acting(moment=moment, comment=comment):
        workflows.full().start(page, user)


@transaction.atomic
def submit_correction(
    page: ApprovedPage, user: AbstractBaseUser, reason: str, *, moment: dt.datetime | None = None
) -> None:
    """Send a corrected typing error to the director alone; it becomes a new version.

    Raises as ``submit`` does, ``NothingToCorrect`` before the first version and
    ``CommentNeeded`` without a reason.
    """
    _may_submit(page, user)
    if page.version_in_force() is None:
        raise NothingToCorrect
    if not reason.strip():
        raise CommentNeeded
    with context.acting(moment=moment, comment=reason.strip()):
        workflows.correction().start(page, user)


def _may_submit(page: ApprovedPage, user: AbstractBaseUser) -> None:
    if page.in_approval:
        raise AlreadyInApproval
    if not page.permissions_for_user(user).can_submit_for_moderation():
        raise NotYourStep


@transaction.atomic
def agree(
    page: ApprovedPage,
    user: AbstractBaseUser,
    *,
    revision_id: int,
    comment: str = "",
    moment: dt.datetime | None = None,
) -> ApprovedVersion | None:
    """Say yes at the step that waits: agree, be acquainted, or, as the director, put in force.

    Returns the new version when the director signed, else None. Raises ``NothingWaits``,
    ``NotYourStep``, ``TextChanged`` when ``revision_id`` is not the text in approval, and
    ``StepsMissing`` when a step of the round was left out.
    """
    state, step, person = _decide(page, user, revision_id)
    signs = page.pk if step == Step.DIRECTOR else None
    events = record.last_events(page)
    if signs and not round_complete([(event.kind, event.step) for event in events]):
        raise StepsMissing
    with context.acting(moment=moment, comment=comment, signs=signs, page=page):
        event = record.add(
            page,
            agreement_kind(step),
            step=step,
            person=person,
            comment=comment,
            on_behalf=on_behalf_of(page, step, person),
            revision_id=revision_id,
            round=events[-1].round,
        )
        state.approve(user=user, comment=comment, update=not signs)
        if not signs:
            return None
        workflows.finish(state.workflow_state, user)
        version = _write_version(page, user, [*events, event])
    signals.signed.send(sender=type(page), page=page, event=event)
    return version


@transaction.atomic
def send_back(
    page: ApprovedPage,
    user: AbstractBaseUser,
    *,
    revision_id: int,
    comment: str,
    moment: dt.datetime | None = None,
) -> None:
    """Return the text for rework; the next submission starts at step one again.

    Raises ``CommentNeeded`` without words, else as ``agree``.
    """
    state, step, person = _decide(page, user, revision_id)
    if not comment.strip():
        raise CommentNeeded
    with context.acting(moment=moment, comment=comment.strip()):
        event = record.add(
            page,
            EventKind.RETURNED,
            step=step,
            person=person,
            comment=comment.strip(),
            on_behalf=on_behalf_of(page, step, person),
            revision_id=revision_id,
        )
        state.reject(user=user, comment=comment.strip())
        # Stock ``resume`` would go on at the step that returned, and an earlier agreement would
        # cover a later text (facts 45): a returned round is over, the next starts afresh.
        WorkflowState.objects.filter(pk=state.workflow_state_id).update(
            status=WorkflowState.STATUS_CANCELLED
        )
    signals.returned.send(sender=type(page), page=page, event=event)


@transaction.atomic
def withdraw(
    page: ApprovedPage, user: AbstractBaseUser, *, moment: dt.datetime | None = None
) -> None:
    """Take the text back from approval; raises ``NothingWaits`` and ``NotYourStep``."""
    state = page.current_workflow_state
    if state is None:
        raise NothingWaits
    if not page.permissions_for_user(user).can_withdraw():
        raise NotYourStep
    with context.acting(moment=moment):
        state.cancel(user=user)


def _decide(
    page: ApprovedPage, user: AbstractBaseUser, revision_id: int
) -> tuple[TaskState, Step, StaffMember]:
    """Lock the waiting state and check person and text; the loser of a race gets a message."""
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
    step = workflows.step_of(state.task)
    person = decider(page, step, user)
    if person is None:
        raise NotYourStep
    # Read after the lock: the caller's page may be older than the race that it has just won.
    locked = type(page)._default_manager.get(pk=page.pk)
    if revision_id != state.revision_id or revision_id != locked.latest_revision_id:
        raise TextChanged
    workflows.hand_over(locked, state)
    return state, step, person


def _write_version(
    page: ApprovedPage, user: AbstractBaseUser, events: list[ApprovalEvent]
) -> ApprovedVersion:
    """Freeze what was signed: the content with the people of this day, and the round's events."""
    version_model = apps.get_model("iom_wagtail", "ApprovedVersion")
    text = canonical(context.current().snapshots[-1])
    last = page.approved_versions.order_by("-number").values_list("number", flat=True).first()
    trail = record.trail(events)
    signature = events[-1]
    version = version_model(
        page_id=page.pk,
        number=(last or 0) + 1,
        content=text,
        sha256=checksum(text),
        trail=trail,
        approved_at=signature.moment,
        is_correction=any(row["kind"] == EventKind.CORRECTION for row in trail),
        revision_id=signature.revision_id,
    )
    version.save()
    log(
        instance=page,
        action="iom_wagtail.version",
        user=user,
        data={
            "number": version.number,
            "sha256": version.sha256,
            "trail_sha256": checksum(canonical({"trail": trail})),
        },
    )
    page.__dict__.pop("_version_in_force", None)
    return version


# --- what the steps call ------------------------------------------------------


def open_step(workflow_state: WorkflowState, step: Step, user: AbstractBaseUser | None) -> bool:
    """Return whether somebody must decide this step; record it when it passes by itself.

    Called by the steps of Wagtail's workflow. The first step of a workflow opens the round,
    whatever door the text came through; raises ``HasProblems`` for a text with gaps.
    """
    page = workflows.page_of(workflow_state)
    correction = workflow_state.workflow.name == workflows.CORRECTION
    if not workflow_state.task_states.exists():
        draft = page.get_latest_revision_as_object()
        blocking = [problem for problem in draft.problems() if problem.blocking]
        if blocking:
            raise HasProblems(blocking)
        record.open_round(page, workflow_state.requested_by, correction=correction)
    people = deciders(page, step)
    school = page.approval_school()
    switches = {
        Step.MENTOR: school.step_mentor,
        Step.DEPUTY: school.step_deputy,
        Step.TEACHER: school.step_acquaint,
    }
    submitter = getattr(workflow_state.requested_by, "staff_member", None)
    reason = passes_by_itself(
        step,
        enabled=switches.get(step, True),
        people=[person.pk for person in people],
        submitter=submitter.pk if submitter else None,
        correction=correction,
    )
    if reason:
        record.add(page, EventKind.PASSED, step=step, person=None, comment=reason)
    return not reason


def ask(workflow_state: WorkflowState, step: Step) -> None:
    """Announce that a step waits for its people."""
    page = workflows.page_of(workflow_state)
    signals.asked.send(sender=type(page), page=page, step=step, people=deciders(page, step))
