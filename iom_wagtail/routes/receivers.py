"""What the routes room does when the rooms below it announce something."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from iom_wagtail.routes.placement import ensure_index
from iom_wagtail.school.models import School
from iom_wagtail.school.signals import school_created


@receiver(school_created, dispatch_uid="iom_wagtail_place_routes")
def place_routes(school: School, **kwargs: Any) -> None:
    """Give a new school the private index in which its routes will lie."""
    ensure_index(school)
