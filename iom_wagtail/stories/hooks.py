"""What the stories room offers to Wagtail's hooks; registered in ``wagtail_hooks.py``."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _


def register_log_actions(actions: Any) -> None:
    """Name the log actions of this room; their data holds keys, never words."""
    actions.register_action(
        "iom_wagtail.begin_story", _("Begin a story"), _("Began a story of a success")
    )
