"""What waits for whom: on one page, and for one person among all kinds of pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Cast
from django.utils import timezone
from wagtail.models import Page, TaskState, WorkflowState

from iom_wagtail.approval import wording, workflows
from iom_wagtail.approval.kinds import kind_of, kinds
from iom_wagtail.approval.rules import Age, Step, age
from iom_wagtail.approval.signing import decider, deciders, on_behalf_of

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser
    from django.db.models import QuerySet

    from iom_wagtail.approval.guard import ApprovedPage
    from iom_wagtail.approval.tasks import ApprovalStep
    from iom_wagtail.school.models import School, StaffMember


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

    @property
    def days(self) -> int:
        """How many days it has waited; 0 on the first."""
        return (timezone.localdate() - timezone.localdate(self.since)).days

    @property
    def age(self) -> Age:
        """How urgent that is."""
        return age(self.days)

    @property
    def waited(self) -> str:
        """The same in words: «ждёт 3 дня»."""
        return wording.waited(self.days)


@dataclass(frozen=True, slots=True)
class Row:
    """A page whose text waits, in a list: the page, what waits, as which version."""

    page: ApprovedPage
    waiting: Waiting
    number: int
    correction: bool

    @property
    def title(self) -> str:
        """What waits: «Программа, редакция 2»."""
        return self.page.kind_words(self.number)

    @property
    def mine(self) -> bool:
        """Whether it waits for the asking person."""
        return self.waiting.mine is not None

    @property
    def stuck(self) -> bool:
        """Whether nobody is left to decide the step today."""
        return self.waiting.stuck


def waiting_rows(user: AbstractBaseUser, own: School | None = None) -> list[Row]:
    """Return the texts in approval among all that a person sees, the longest waiting first.

    One query tells what waits, whatever its kind; a kind that has something costs one more, and
    the people of all come together. ``own`` is the person's school, fetched already.
    """
    states = {int(state.object_id): state for state in _states()}
    types = {state.content_type_id for state in states.values()}
    found: list[ApprovedPage] = []
    holders: dict[type, list[ApprovedPage]] = {}
    for kind in kinds():
        if ContentType.objects.get_for_model(kind.model).pk not in types:
            continue
        pages = kind.visible_to(user).filter(pk__in=list(states)).order_by()
        for page in kind.listed(pages):
            found.append(page)
            holder = kind.holder(page)
            holders.setdefault(type(holder), []).append(holder)
    for model, pages in holders.items():
        kind_of(model).bring_people(pages, own)
    rows = [_row(page, states[page.pk], user) for page in found]
    return sorted(rows, key=lambda row: row.waiting.since)


def _states() -> QuerySet[WorkflowState]:
    """Return the workflows in progress on pages, with their step and the number of the version."""
    versions = apps.get_model("iom_wagtail", "ApprovedVersion").objects.filter(
        page_id=Cast(OuterRef("object_id"), BigIntegerField())
    )
    ours = Q(current_task_state__task__roletask__isnull=False) | Q(
        current_task_state__task__directortask__isnull=False
    )
    return (
        WorkflowState.objects.filter(
            ours,
            base_content_type=ContentType.objects.get_for_model(Page),
            status=WorkflowState.STATUS_IN_PROGRESS,
        )
        .select_related(
            "workflow",
            "current_task_state__task__roletask",
            "current_task_state__task__directortask",
        )
        .annotate(version=Subquery(versions.order_by("-number").values("number")[:1]))
    )


def _row(page: ApprovedPage, state: WorkflowState, user: AbstractBaseUser) -> Row:
    return Row(
        page=page,
        waiting=_waiting(page, state.current_task_state, user),
        number=(state.version or 0) + 1,
        correction=state.workflow.name == workflows.CORRECTION,
    )


def _waiting(page: ApprovedPage, state: TaskState, user: AbstractBaseUser | None) -> Waiting:
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


def waiting_on(page: ApprovedPage, user: AbstractBaseUser | None = None) -> Waiting | None:
    """Return what waits on a page and whether it waits for this user; None when nothing does."""
    running = workflows.running(page).first()
    if running is None or running.current_task_state is None:
        return None
    return _waiting(page, running.current_task_state, user)


def waiting_for(page: ApprovedPage, user: AbstractBaseUser) -> Waiting | None:
    """Return what waits for this very user on a page, or None."""
    waiting = waiting_on(page, user)
    return waiting if waiting and waiting.mine else None


def waiting_step(page: ApprovedPage) -> Step | None:
    """Return the step at which a page's text waits, or None."""
    waiting = waiting_on(page)
    return waiting.step if waiting else None


_aside: ContextVar[bool] = ContextVar("approvals_aside", default=False)


@contextmanager
def approvals_aside() -> Iterator[None]:
    """Let Wagtail's panel, which asks every step by itself, ask those of other rooms alone."""
    token = _aside.set(True)
    try:
        yield
    finally:
        _aside.reset(token)


def states_waiting_for(user: AbstractBaseUser, task: ApprovalStep) -> QuerySet:
    """Return the task states of a step that wait for this person, for Wagtail's own panels."""
    if _aside.get():
        return TaskState.objects.none()
    rows = (row for row in waiting_rows(user) if row.mine and row.waiting.step == task.step)
    return TaskState.objects.filter(
        task=task,
        status=TaskState.STATUS_IN_PROGRESS,
        workflow_state__base_content_type=ContentType.objects.get_for_model(Page),
        workflow_state__object_id__in=[str(row.page.pk) for row in rows],
    )
