"""The log entry of a record: by keys, and without asking what is known already."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import PageLogEntry

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

    from iom_wagtail.routes.models import RoutePage

ACTION = "iom_wagtail.record"


def log_record(
    route: RoutePage, user: AbstractBaseUser, data: dict[str, Any], *, action: str = ACTION
) -> None:
    """Log an act on a record of a route.

    ``wagtail.log_actions.log`` asks the database whether the page, the user and the content
    type exist, at every entry; an act of one tap can't afford three such questions.
    """
    entry = PageLogEntry(
        content_type=ContentType.objects.get_for_model(route, for_concrete_model=False),
        page=route,
        label=route.get_admin_display_title(),
        action=action,
        user=user,
        timestamp=timezone.now(),
        data=data,
    )
    PageLogEntry.objects.bulk_create([entry])
