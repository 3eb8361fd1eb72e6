"""Settings of the plugin: one dict ``IOM_WAGTAIL``, defaults in one place."""

from __future__ import annotations

from dataclasses import dataclass, fields

from django.conf import settings

#: The one documented password of all demo users; ``load_demo`` refuses to run outside DEBUG.
DEMO_PASSWORD = "zarechnaya-2025"


@dataclass(frozen=True, slots=True)
class PluginSettings:
    """Values of ``settings.IOM_WAGTAIL`` with their defaults.

    ``deadline_soon_days``: a due date this many days ahead counts as "soon".
    ``max_rows``: the most rows one table of the editor accepts.
    """

    deadline_soon_days: int = 14
    max_rows: int = 500


def unknown_keys() -> set[str]:
    """Return the keys of ``settings.IOM_WAGTAIL`` that no setting is named after."""
    given = getattr(settings, "IOM_WAGTAIL", {})
    return set(given) - {field.name for field in fields(PluginSettings)}


def get_settings() -> PluginSettings:
    """Return the plugin's settings; unknown keys are left to the system check."""
    given = getattr(settings, "IOM_WAGTAIL", {})
    known = {field.name for field in fields(PluginSettings)}
    return PluginSettings(**{key: value for key, value in given.items() if key in known})
