"""Mail of the approval room: who is asked, who is told. Only to people entitled when it is sent.

Whom to write is asked twice, of the database: when the act announces itself, and again at the
moment of sending, so that somebody removed, deactivated or replaced in between gets nothing.
Subjects carry the page's title, which never holds a name. A failing mail server never undoes
an act: mails go out after the commit, and a failure is logged without personal text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.dispatch import receiver
from django.urls import reverse
from wagtail.admin import signal_handlers as stock
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import (
    task_submitted,
    workflow_approved,
    workflow_rejected,
    workflow_submitted,
)

from iom_wagtail.approval import signals
from iom_wagtail.approval.guard import ApprovedPage
from iom_wagtail.approval.signing import deciders
from iom_wagtail.approval.waiting import waiting_step
from iom_wagtail.school import letters
from iom_wagtail.school.letters import reachable

if TYPE_CHECKING:
    from iom_wagtail.approval.models import ApprovalEvent
    from iom_wagtail.approval.rules import Step
    from iom_wagtail.school.models import StaffMember

FOLDER = "iom_wagtail/approval/mail"


@dataclass(frozen=True, slots=True)
class Mailing:
    """The mails of one act about one page; holds keys, and is read afresh when it is sent.

    ``kind`` names the templates and the circle of people it is for: ``asked`` (those who decide
    the step that waits), ``returned`` (those who write the text), ``signed`` (everybody
    concerned). ``event`` is the act it tells of; a mailing that asks tells of none.
    """

    kind: str
    model: type[ApprovedPage]
    page_id: int
    people: tuple[int, ...]
    step: Step | None = None
    event: ApprovalEvent | None = None

    def circle(self, page: ApprovedPage) -> Iterable[StaffMember]:
        """Return whom the mailing is for now; nobody when it has been overtaken by events."""
        match self.kind:
            case "asked":
                return deciders(page, self.step) if waiting_step(page) == self.step else ()
            case "returned":
                return page.writers()
        return page.readers()

    def letters(self) -> Iterator[tuple[StaffMember, str, dict[str, Any]]]:
        """Yield (person, template, values) for those who still get a mail.

        Page and circle are read once; whether the person may read the page is asked for each,
        right before the mail goes out.
        """
        page = self.model.objects.filter(pk=self.page_id).first()
        if page is None:
            return
        entitled = {person.pk for person in self.circle(page)} & set(self.people)
        people = apps.get_model("iom_wagtail", "StaffMember").objects.select_related("user")
        root = page.approval_school().site.root_url
        for person in people.filter(pk__in=entitled):
            if reachable(person) and (letter := self._letter(page, person, root)):
                yield person, *letter

    def _letter(
        self, page: ApprovedPage, person: StaffMember, root: str
    ) -> tuple[str, dict[str, Any]] | None:
        """Return template and values, or None for whoever may not read the page (any more).

        Whoever decides a step but may not read the page is only told that a decision is asked.
        """
        if page.concerns(person.user):
            link = root + (page.reading_url() if self.kind == "signed" else page.approval_url())
            return self.kind, {"page_title": page.title, "link": link, "event": self.event}
        if self.kind == "asked":
            return "asked_only", {"link": root + reverse("iom_approvals")}
        return None


def deliver(mailing: Mailing) -> int:
    """Compose and send the mails of one act; return how many went out."""
    return sum(
        letters.deliver(person, f"{FOLDER}/{template}", values)
        for person, template, values in mailing.letters()
    )


def _send(page: ApprovedPage, people: Iterable[StaffMember], kind: str, **values: Any) -> None:
    """Queue the mails of an act for after the commit, one a person."""
    keys = tuple(dict.fromkeys(person.pk for person in people))
    mailing = Mailing(kind, type(page), page.pk, keys, **values)
    transaction.on_commit(lambda: deliver(mailing))


@receiver(signals.asked, dispatch_uid="iom_wagtail_mail_asked")
def tell_asked(page: ApprovedPage, step: Step, people: list[StaffMember], **kwargs: Any) -> None:
    """Tell the people of a step that a text waits for them."""
    _send(page, people, "asked", step=step)


@receiver(signals.returned, dispatch_uid="iom_wagtail_mail_returned")
def tell_returned(page: ApprovedPage, event: ApprovalEvent, **kwargs: Any) -> None:
    """Tell those who wrote the text that it came back, with the comment."""
    _send(page, page.writers(), "returned", event=event)


@receiver(signals.signed, dispatch_uid="iom_wagtail_mail_signed")
def tell_signed(page: ApprovedPage, event: ApprovalEvent, **kwargs: Any) -> None:
    """Tell everybody concerned that a version is in force, with the comment if there is one."""
    _send(page, page.readers(), "signed", event=event)


class _NotOurs:
    """Keeps a stock notifier from mailing about pages that this room approves (facts 8)."""

    def __init__(self, notifier: Any) -> None:
        self.notifier = notifier

    def __call__(self, instance: WorkflowState | TaskState | None = None, **kwargs: Any) -> Any:
        state = instance.workflow_state if isinstance(instance, TaskState) else instance
        if state is not None:
            kind = ContentType.objects.get_for_id(state.content_type_id).model_class()
            if kind is not None and issubclass(kind, ApprovedPage):
                return None
        return self.notifier(instance=instance, **kwargs)


def quiet_stock_mail() -> None:
    """Replace Wagtail's own workflow mails, for our pages only; called from ``ready()``.

    The mail to the group of a step too: an administrator may have put such a step into our
    workflow. Works whichever of the two apps is ready first: a ``dispatch_uid`` is connected
    only once.
    """
    for signal, sender, notifier, uid in (
        (
            workflow_submitted,
            WorkflowState,
            stock.workflow_submission_email_notifier,
            "workflow_state_submitted",
        ),
        (
            workflow_rejected,
            WorkflowState,
            stock.workflow_rejection_email_notifier,
            "workflow_state_rejected",
        ),
        (
            workflow_approved,
            WorkflowState,
            stock.workflow_approval_email_notifier,
            "workflow_state_approved",
        ),
        (
            task_submitted,
            TaskState,
            stock.task_submission_email_notifier,
            "group_approval_task_submitted",
        ),
    ):
        name = f"{uid}_email_notification"
        signal.disconnect(sender=sender, dispatch_uid=name)
        signal.connect(_NotOurs(notifier), sender=sender, weak=False, dispatch_uid=name)
