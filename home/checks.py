"""System checks of the site; they look into the database, so they run with ``migrate``."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Tags, Warning, register
from django.db import connections, router
from wagtail.images import get_image_model

from home.publishing import public_collections


@register(Tags.database)
def check_pictures(databases: list[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """W001: pictures lie where somebody may take them for private."""
    pictures = get_image_model()
    alias = router.db_for_read(pictures)
    tables = connections[alias].introspection.table_names() if alias in (databases or ()) else []
    if pictures._meta.db_table not in tables:
        return []
    count = pictures.objects.exclude(collection__in=public_collections()).count()
    if not count:
        return []
    return [
        Warning(
            f"{count} pictures lie outside the public collection, but their addresses are public.",
            hint="Move them to «Для сайта», or delete them and attach them to a route.",
            id="home.W001",
        )
    ]
