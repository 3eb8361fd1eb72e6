"""System checks of the plugin, with stable ids."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

from iom_wagtail import conf

#: 300 programme items of one route post about 3 000 fields (``wagtail8-facts.md`` 33).
FIELDS_NEEDED = 10_000


@register
def check_settings(**kwargs: Any) -> list[CheckMessage]:
    """E001: no key of ``IOM_WAGTAIL`` is unknown. W001: a large form isn't refused."""
    messages: list[CheckMessage] = [
        Error(f"IOM_WAGTAIL has an unknown key: {key}.", id="iom_wagtail.E001")
        for key in sorted(conf.unknown_keys())
    ]
    limit = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    if limit is not None and limit < FIELDS_NEEDED:
        messages.append(
            Warning(
                f"DATA_UPLOAD_MAX_NUMBER_FIELDS is {limit}: a long programme would be refused.",
                hint=f"Set it to {FIELDS_NEEDED}.",
                id="iom_wagtail.W001",
            )
        )
    if "iom_wagtail.middleware.RouteGate" not in settings.MIDDLEWARE:
        messages.append(
            Error(
                "The gate that hides routes in Wagtail's admin is not in MIDDLEWARE.",
                hint='Add "iom_wagtail.middleware.RouteGate" after the authentication middleware.',
                id="iom_wagtail.E002",
            )
        )
    if "iom_wagtail.school.middleware.TemporaryPasswordGate" not in settings.MIDDLEWARE:
        messages.append(
            Warning(
                "One-time passwords from paper stay valid: nothing asks to change them.",
                hint='Add "iom_wagtail.school.middleware.TemporaryPasswordGate" to MIDDLEWARE, '
                "after the authentication middleware.",
                id="iom_wagtail.W002",
            )
        )
    return messages
