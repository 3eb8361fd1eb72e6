"""The record of who did what when: append-only events, grouped in rounds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Subquery
from django.utils import timezone
from wagtail.log_actions import log

from iom_wagtail.approval import context
from iom_wagtail.approval.rules import CLOSING_EVENTS, Document, EventKind, Step

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser
    from django.db.models import QuerySet
    from wagtail.models import TaskState

    from iom_wagtail.approval.guard import ApprovedPage
    from iom_wagtail.approval.models import ApprovalEvent
    from iom_wagtail.school.models import StaffMember


def _events(page: ApprovedPage) -> QuerySet:
    return apps.get_model("iom_wagtail", "ApprovalEvent").objects.filter(page_id=page.pk)


def last_round(page: ApprovedPage) -> int:
    """Return the number of the last round; 0 before the first submission."""
    return _events(page).order_by("-round").values_list("round", flat=True).first() or 0


def add(
    page: ApprovedPage,
    kind: EventKind,
    *,
    step: Step | str = "",
    person: StaffMember | None,
    comment: str = "",
    on_behalf: str = "",
    revision_id: int | None = None,
    round: int | None = None,
    document: Document | None = None,
) -> ApprovalEvent:
    """Write one event at the moment of the act in progress, with the name and post of today."""
    event = apps.get_model("iom_wagtail", "ApprovalEvent")(
        page_id=page.pk,
        round=round or last_round(page),
        kind=kind,
        step=step,
        person=person,
        name=person.short_name if person else "",
        position=person.position if person else "",
        on_behalf=on_behalf,
        comment=comment,
        document_no=document.number if document else "",
        document_on=document.on if document else None,
        moment=context.moment(),
        revision_id=revision_id or page.latest_revision_id,
    )
    event.save()
    return event


def open_round(
    page: ApprovedPage, user: AbstractBaseUser | None, *, correction: bool
) -> ApprovalEvent:
    """Open the next round: somebody submitted the text, or a correction of it."""
    return add(
        page,
        EventKind.CORRECTION if correction else EventKind.SUBMITTED,
        person=getattr(user, "staff_member", None),
        comment=context.current().comment,
        round=last_round(page) + 1,
    )


def close_round(page: ApprovedPage, user: AbstractBaseUser | None) -> ApprovalEvent | None:
    """Record that an open round ended without a decision; None when none was open."""
    last = _events(page).order_by("-round", "-pk").first()
    if last is None or last.kind in CLOSING_EVENTS:
        return None
    return add(
        page,
        context.current().cancels_as,
        person=getattr(user, "staff_member", None),
        round=last.round,
    )


def recent_events(page: ApprovedPage) -> list[ApprovalEvent]:
    """Return the events of the last two rounds, oldest first.

    The round before tells why the text came back, and which text that was.
    """
    rounds = _events(page).order_by("-round").values("round")[:1]
    events = _events(page).filter(round__gte=Subquery(rounds) - 1)
    return list(events.order_by("pk"))


def last_events(page: ApprovedPage) -> list[ApprovalEvent]:
    """Return the events of the last round, oldest first; none before the first submission."""
    rounds = _events(page).order_by("-round").values("round")[:1]
    return list(_events(page).filter(round=Subquery(rounds)).order_by("pk"))


def round_opened(page: ApprovedPage) -> dt.datetime | None:
    """Return when the text of the last round was submitted; None before the first."""
    return _events(page).order_by("-round", "pk").values_list("moment", flat=True).first()


def trail(events: Iterable[ApprovalEvent]) -> list[dict[str, Any]]:
    """Return events as plain JSON values, in their order; moments in local time."""
    return [
        {
            "round": event.round,
            "kind": str(event.kind),
            "step": str(event.step),
            "name": event.name,
            "position": event.position,
            "on_behalf": event.on_behalf,
            "comment": event.comment,
            "document_no": event.document_no,
            "document_on": event.document_on.isoformat() if event.document_on else None,
            "moment": timezone.localtime(event.moment).isoformat(timespec="seconds"),
        }
        for event in events
    ]


def log_decision(page: ApprovedPage, state: TaskState, user: AbstractBaseUser, verb: str) -> None:
    """Log a decision by keys, in the place of ``TaskState.log_state_change_action``.

    A signature isn't logged here: the entry of the version tells it, with the checksums.

    The stock method puts the comment into the log, where it would outlive the page, and
    rebuilds the whole page from its revision for the sake of a title.
    """
    if context.current().signs:
        return
    workflow = state.workflow_state.workflow
    data = {
        "id": workflow.pk,
        "title": workflow.name,
        "status": state.status,
        "task_state_id": state.pk,
        "task": {"id": state.task_id, "title": state.task.name},
    }
    log(
        instance=page,
        action=f"wagtail.workflow.{verb}",
        user=user,
        data={"workflow": data, "comment": ""},
        revision=state.revision,
    )
