"""What the room of papers offers to Wagtail's hooks; registered in ``wagtail_hooks.py``."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _


def register_log_actions(actions: Any) -> None:
    """Name the log actions of this room; their data holds keys, never words."""
    actions.register_action("iom_wagtail.dossier", _("Order papers"), _("Ordered the papers"))
    actions.register_action(
        "iom_wagtail.keep_scan", _("Attach a scan"), _("Attached the scan of a signed paper")
    )
    actions.register_action(
        "iom_wagtail.drop_scan", _("Remove a scan"), _("Removed the scan of a signed paper")
    )
