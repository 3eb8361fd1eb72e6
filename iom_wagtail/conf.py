"""Settings of the plugin: one dict ``IOM_WAGTAIL``, defaults in one place."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path

from django.conf import settings

#: The one documented password of all demo users; ``load_demo`` refuses to run outside DEBUG.
DEMO_PASSWORD = "zarechnaya-2025"


@dataclass(frozen=True, slots=True)
class PluginSettings:
    """Values of ``settings.IOM_WAGTAIL`` with their defaults.

    ``deadline_soon_days``: a due date this many days ahead counts as "soon".
    ``max_rows``: the most rows one table of the editor accepts.
    ``private_root``: the folder of private files; beside MEDIA_ROOT when not given.
    ``accel_redirect``: the internal address under which a web server in front holds that folder
    (``X-Accel-Redirect``); without one the application hands the files out itself.
    ``max_file_mb``: the largest file accepted; ``max_request_mb``: the largest request.
    ``paper_templates``: a folder with a school's own paper forms (``passport.docx`` and so on).
    """

    deadline_soon_days: int = 14
    max_rows: int = 500
    private_root: str | Path | None = None
    accel_redirect: str = ""
    max_file_mb: int = 25
    max_request_mb: int = 100
    paper_templates: str | Path | None = None


def unknown_keys() -> set[str]:
    """Return the keys of ``settings.IOM_WAGTAIL`` that no setting is named after."""
    given = getattr(settings, "IOM_WAGTAIL", {})
    return set(given) - {field.name for field in fields(PluginSettings)}


def get_settings() -> PluginSettings:
    """Return the plugin's settings; unknown keys are left to the system check."""
    given = getattr(settings, "IOM_WAGTAIL", {})
    known = {field.name for field in fields(PluginSettings)}
    return PluginSettings(**{key: value for key, value in given.items() if key in known})
