"""What the outcome room does when something is announced."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import pre_delete
from django.dispatch import receiver

from iom_wagtail.outcome.models import ConclusionPage
from iom_wagtail.routes.ending import refuse_other_doors


@receiver(pre_delete, sender=ConclusionPage, dispatch_uid="iom_wagtail_conclusion_door")
def guard_deletion(instance: ConclusionPage, **kwargs: Any) -> None:
    """Refuse to delete a conclusion but by its own act, whichever door it is reached through."""
    refuse_other_doors(instance)
