"""The one place that may remove approved versions: retention, and the end of a demo."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet
from wagtail.models import PageLogEntry

from iom_wagtail.approval.models import ApprovalEvent, ApprovedVersion


@transaction.atomic
def erase_record(page_ids: Iterable[int]) -> None:
    """Remove versions, events and version log entries of these pages, past every guard.

    Call it only right before the pages themselves go; the rows' own querysets refuse.
    """
    ids = list(page_ids)
    for model in (ApprovedVersion, ApprovalEvent):
        QuerySet(model).filter(page_id__in=ids).delete()
    PageLogEntry.objects.filter(page_id__in=ids, action="iom_wagtail.version").delete()
