"""Receivers of Wagtail's workflow signals for pages of ours."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver
from wagtail.models import WorkflowState
from wagtail.signals import workflow_cancelled

from iom_wagtail.approval import record, signals
from iom_wagtail.approval.guard import ApprovedPage
from iom_wagtail.approval.workflows import page_of


@receiver(workflow_cancelled, sender=WorkflowState, dispatch_uid="iom_wagtail_cancelled")
def record_cancellation(instance: WorkflowState, user: Any = None, **kwargs: Any) -> None:
    """Record that a round ended without a decision, whatever door it was cancelled through."""
    page = page_of(instance)
    if isinstance(page, ApprovedPage):
        event = record.close_round(page, user)
        if event is not None:
            signals.withdrawn.send(sender=type(page), page=page, event=event)
