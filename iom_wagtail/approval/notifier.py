"""Mail of the approval room: who is asked, who is told. Only to people entitled when it is sent.

Subjects carry the page's title, which never holds a name. A failing mail server never undoes
an act: mails go out after the commit, and a failure is logged without personal text.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.mail import EmailMessage
from django.db import transaction
from django.dispatch import receiver
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from wagtail.admin import signal_handlers as stock
from wagtail.models import WorkflowState
from wagtail.signals import workflow_approved, workflow_rejected, workflow_submitted

from iom_wagtail.approval import signals
from iom_wagtail.approval.guard import ApprovedPage

if TYPE_CHECKING:
    from iom_wagtail.approval.models import ApprovalEvent
    from iom_wagtail.approval.rules import Step
    from iom_wagtail.school.models import StaffMember

logger = logging.getLogger("iom_wagtail.mail")


def _send(
    page: ApprovedPage, people: Iterable[StaffMember], template: str, values: dict[str, Any]
) -> None:
    """Queue one mail a person for after the commit; people without an address get none."""
    site = page.approval_school().site
    values = {
        **values,
        "page_title": page.title,
        "link": site.root_url + reverse(values.pop("view"), args=[page.pk]),
    }
    for person in {person.pk: person for person in people}.values():
        if person.active and person.user and person.user.is_active and person.user.email:
            transaction.on_commit(lambda to=person: deliver(to, template, {**values, "person": to}))


def deliver(person: StaffMember, template: str, values: dict[str, Any]) -> bool:
    """Render and send one mail in the site's language; return whether it went out."""
    with translation.override(settings.LANGUAGE_CODE):
        subject = render_to_string(f"iom_wagtail/approval/mail/{template}_subject.txt", values)
        body = render_to_string(f"iom_wagtail/approval/mail/{template}.txt", values)
    mail = EmailMessage(
        " ".join(subject.split()),
        body,
        to=[person.user.email],
        headers={"Auto-Submitted": "auto-generated"},
    )
    try:
        return bool(mail.send())
    except OSError as error:  # smtplib's errors derive from it
        logger.error("mail %s to staff %s failed: %s", template, person.pk, type(error).__name__)
        return False


@receiver(signals.asked, dispatch_uid="iom_wagtail_mail_asked")
def tell_asked(page: ApprovedPage, step: Step, people: list[StaffMember], **kwargs: Any) -> None:
    """Tell the people of a step that a text waits for them."""
    _send(page, people, "asked", {"view": "iom_route_approval", "step": step})


@receiver(signals.returned, dispatch_uid="iom_wagtail_mail_returned")
def tell_returned(page: ApprovedPage, event: ApprovalEvent, **kwargs: Any) -> None:
    """Tell those who wrote the text that it came back, with the comment."""
    _send(page, page.writers(), "returned", {"view": "iom_route_approval", "event": event})


@receiver(signals.signed, dispatch_uid="iom_wagtail_mail_signed")
def tell_signed(page: ApprovedPage, event: ApprovalEvent, **kwargs: Any) -> None:
    """Tell everybody concerned that a version is in force, with the comment if there is one."""
    _send(page, page.readers(), "signed", {"view": "iom_route", "event": event})


class _NotOurs:
    """Keeps a stock notifier from mailing about pages that this room approves (facts 8)."""

    def __init__(self, notifier: Any) -> None:
        self.notifier = notifier

    def __call__(self, instance: WorkflowState | None = None, **kwargs: Any) -> Any:
        if instance is not None:
            kind = ContentType.objects.get_for_id(instance.content_type_id).model_class()
            if kind is not None and issubclass(kind, ApprovedPage):
                return None
        return self.notifier(instance=instance, **kwargs)


def quiet_stock_mail() -> None:
    """Replace Wagtail's own workflow mails, for our pages only; called from ``ready()``.

    Works whichever of the two apps is ready first: a ``dispatch_uid`` is connected only once.
    """
    for signal, notifier, uid in (
        (workflow_submitted, stock.workflow_submission_email_notifier, "submitted"),
        (workflow_rejected, stock.workflow_rejection_email_notifier, "rejected"),
        (workflow_approved, stock.workflow_approval_email_notifier, "approved"),
    ):
        name = f"workflow_state_{uid}_email_notification"
        signal.disconnect(sender=WorkflowState, dispatch_uid=name)
        signal.connect(_NotOurs(notifier), sender=WorkflowState, weak=False, dispatch_uid=name)
