"""What the routes room offers to Wagtail's hooks; registered in ``wagtail_hooks.py``."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _


def register_log_actions(actions: Any) -> None:
    """Name the log actions of this room; their data holds keys, never names."""
    actions.register_action("iom_wagtail.open", _("Open a route"), _("Opened the route"))
    actions.register_action("iom_wagtail.assign", _("Assign"), _("Put a person on the route"))
    actions.register_action(
        "iom_wagtail.end_assignment", _("End an assignment"), _("Ended a person's part")
    )
