"""Whoever reads routes by no role on them leaves a trace: one entry of the log a route."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import PageLogEntry

from iom_wagtail.routes.models import RoutePage

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

    from iom_wagtail.routes.managers import RouteQuerySet

ACTION = "iom_wagtail.read"


def log_reads(routes: RouteQuerySet, user: AbstractBaseUser) -> None:
    """Log that a superuser reads these routes, except those that concern the person anyway."""
    if not user.is_superuser:
        return
    own = RoutePage.objects.concerning(user).order_by().values("pk")
    others = routes.exclude(pk__in=own).order_by("pk").values_list("pk", "title")
    log_many(list(others), ACTION, user, {})


def log_read_by_command(page: RoutePage, command: str) -> None:
    """Log that a route was read from the command line, where nobody is logged in."""
    log_many([(page.pk, page.title)], ACTION, None, {"command": command})


def log_many(
    routes: list[tuple[int, str]], action: str, user: AbstractBaseUser | None, data: dict[str, Any]
) -> None:
    """Log an act on routes (key and title of each); all entries are written at once.

    ``wagtail.log_actions.log`` asks three questions an entry.
    """
    content_type = ContentType.objects.get_for_model(RoutePage)
    now = timezone.now()
    PageLogEntry.objects.bulk_create(
        [
            PageLogEntry(
                content_type=content_type,
                page_id=key,
                label=title,
                action=action,
                user=user,
                timestamp=now,
                data=data,
            )
            for key, title in routes
        ],
        batch_size=500,
    )
