"""What the approval room offers to Wagtail's hooks; registered in ``wagtail_hooks.py``."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _


def register_log_actions(actions: Any) -> None:
    """Name the log actions of this room."""
    actions.register_action(
        "iom_wagtail.version", _("Approved version"), _("Put an approved version in force")
    )
