"""System checks about files, with stable ids."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import storages

from iom_wagtail.files.storage import ALIAS, private_root

LIMIT = "iom_wagtail.files.middleware.UploadLimit"


def _published_folders() -> list[tuple[str, Path]]:
    """Return the folders whose content has a public address, by the name of their setting."""
    found = [("MEDIA_ROOT", settings.MEDIA_ROOT), ("STATIC_ROOT", settings.STATIC_ROOT)]
    for entry in getattr(settings, "STATICFILES_DIRS", []):
        found.append(("STATICFILES_DIRS", entry[1] if isinstance(entry, tuple | list) else entry))
    return [(name, Path(folder).resolve()) for name, folder in found if folder]


@register
def check_private_root(**kwargs: Any) -> list[CheckMessage]:
    """E010: private files would lie in a folder that is published. E011: nobody says where."""
    if ALIAS in storages.backends:
        return []
    try:
        root = private_root().resolve()
    except ImproperlyConfigured as error:
        return [Error(f"Private files have no folder. {error}", id="iom_wagtail.E011")]
    return [
        Error(
            f"Private files would lie in {name}, which the web server publishes: {root}.",
            hint='Set IOM_WAGTAIL["private_root"] to a folder of its own.',
            id="iom_wagtail.E010",
        )
        for name, folder in _published_folders()
        if root == folder or folder in root.parents
    ]


@register
def check_outside(**kwargs: Any) -> list[CheckMessage]:
    """W010: an avatar service hears of every user. W011: a flood would fill the disk."""
    messages: list[CheckMessage] = []
    if getattr(settings, "WAGTAIL_GRAVATAR_PROVIDER_URL", "stock") is not None:
        messages.append(
            Warning(
                "Wagtail asks an outside avatar service for a picture of every user.",
                hint="Set WAGTAIL_GRAVATAR_PROVIDER_URL = None.",
                id="iom_wagtail.W010",
            )
        )
    if LIMIT not in settings.MIDDLEWARE:
        messages.append(
            Warning(
                "Nothing stops a huge upload before it fills the disk.",
                hint=f'Add "{LIMIT}" to MIDDLEWARE.',
                id="iom_wagtail.W011",
            )
        )
    return messages
