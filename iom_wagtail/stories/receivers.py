"""What the stories room does when rooms below it announce something."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from iom_wagtail.school.models import School
from iom_wagtail.school.signals import school_created
from iom_wagtail.stories.placement import ensure_places


@receiver(school_created, dispatch_uid="iom_wagtail_place_stories")
def place_stories(school: School, **kwargs: Any) -> None:
    """Give a new school the places where its stories and celebrations will lie."""
    ensure_places(school)
