"""Mutations of approval: submit, agree, return, withdraw. Each checks, changes, logs, signals.

Every door leads here: our own page, Wagtail's modals, its editor, the command line. Acts take
the moment as an argument, so that an import or a demo records real dates.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from wagtail.models import WorkflowState

from iom_wagtail.approval import context, record, signals, workflows
from iom_wagtail.approval.decisions import decide, hold, lock
from iom_wagtail.approval.exceptions import (
    AlreadyInApproval,
    CommentNeeded,
    DocumentNeeded,
    HasProblems,
    NothingToCorrect,
    NothingWaits,
    NotYourStep,
    StepMoved,
    StepsMissing,
    WitnessesNeeded,
)
from iom_wagtail.approval.rules import (
    Document,
    EventKind,
    Step,
    agreement_kind,
    document_problems,
    passes_by_itself,
    round_complete,
)
from iom_wagtail.approval.signing import deciders, minutes_refusals, on_behalf_of
from iom_wagtail.approval.versions import write_version

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

    from iom_wagtail.approval.guard import ApprovedPage
    from iom_wagtail.approval.models import ApprovedVersion


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
    document: Document | None = None,
    step: Step | None = None,
) -> ApprovedVersion | None:
    """Say yes at the step that waits: agree, be acquainted, or, as the director, put in force.

    ``step`` is the one that was shown to the person, when somebody was shown one; ``document``
    the order or protocol of the signature, kept when the page asks for it.

    Returns the new version when the director signed, else None. Raises ``NothingWaits``,
    ``NotYourStep``, ``StepMoved``, ``TextChanged`` when ``revision_id`` is not the text in
    approval, ``StepsMissing`` when a step of the round was left out, and ``DocumentNeeded``.
    """
    state, step, person = decide(page, user, revision_id, step)
    signs = page.pk if step == Step.DIRECTOR else None
    events = record.last_events(page)
    if signs and not round_complete([(event.kind, event.step) for event in events]):
        raise StepsMissing
    asked = bool(signs) and page.asks_document
    if asked and (problems := problems_of_document(page, document, moment=moment)):
        raise DocumentNeeded(problems)
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
            document=document if asked else None,
        )
        state.approve(user=user, comment=comment, update=not signs)
        if not signs:
            return None
        workflows.finish(state.workflow_state, user)
        version = write_version(page, user, [*events, event])
    signals.signed.send(sender=type(page), page=page, event=event)
    return version


def problems_of_document(
    page: ApprovedPage, document: Document | None, *, moment: dt.datetime | None = None
) -> dict[str, str]:
    """Return what is wrong with the order or protocol of a signature today, a message a field."""
    opened = record.round_opened(page)
    return document_problems(
        document,
        submitted_on=timezone.localdate(opened),
        today=timezone.localdate(moment),
    )


@transaction.atomic
def minute_refusal(
    page: ApprovedPage,
    user: AbstractBaseUser,
    revision_id: int,
    comment: str,
    moment: dt.datetime | None = None,
) -> None:
    """Record that the teacher refuses to be acquainted; the director is asked next.

    Raises ``NotYourStep`` for whoever is not the school's deputy or director, ``StepMoved``
    when it isn't the teacher's step that waits, ``WitnessesNeeded`` without words, and
    ``NothingWaits`` and ``TextChanged`` as ``agree`` does.
    """
    state, step = lock(page)
    person = next((p for p in minutes_refusals(page) if p.user_id == user.pk), None)
    if person is None or not user.is_active:
        raise NotYourStep
    if step != Step.TEACHER:
        raise StepMoved
    hold(page, state, revision_id)
    words = comment.strip()
    if not words:
        raise WitnessesNeeded
    with context.acting(moment=moment, comment=words, page=page):
        record.add(
            page,
            EventKind.REFUSED,
            step=step,
            person=person,
            comment=words,
            revision_id=revision_id,
        )
        state.approve(user=user, comment=words)


@transaction.atomic
def send_back(
    page: ApprovedPage,
    user: AbstractBaseUser,
    *,
    revision_id: int,
    comment: str,
    moment: dt.datetime | None = None,
    step: Step | None = None,
) -> None:
    """Return the text for rework; the next submission starts at step one again.

    Raises ``CommentNeeded`` without words, else as ``agree``.
    """
    state, step, person = decide(page, user, revision_id, step)
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
