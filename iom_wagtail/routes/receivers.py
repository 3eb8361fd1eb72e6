"""What the routes room does when the rooms below it announce something."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_migrate, pre_delete
from django.dispatch import receiver

from iom_wagtail.routes import gate
from iom_wagtail.routes.ending import refuse_other_doors
from iom_wagtail.routes.models import RoutePage
from iom_wagtail.routes.placement import ensure_index
from iom_wagtail.school.models import School
from iom_wagtail.school.signals import school_created


@receiver(school_created, dispatch_uid="iom_wagtail_place_routes")
def place_routes(school: School, **kwargs: Any) -> None:
    """Give a new school the private index in which its routes will lie."""
    ensure_index(school)


@receiver(pre_delete, sender=RoutePage, dispatch_uid="iom_wagtail_one_door")
def guard_deletion(instance: RoutePage, **kwargs: Any) -> None:
    """Refuse to delete a route but by its own act, whichever door it is reached through."""
    refuse_other_doors(instance)


@receiver(post_migrate, dispatch_uid="iom_wagtail_forget_conditions")
def forget_conditions(**kwargs: Any) -> None:
    """Build the gate's conditions anew: they name content types, whose keys may be others now."""
    gate.forget_conditions()
