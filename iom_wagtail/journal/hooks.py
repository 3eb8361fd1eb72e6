"""What the journal offers to Wagtail's hooks; registered in ``wagtail_hooks.py``."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from iom_wagtail.journal.office.menu import lines_menu_item, urls

__all__ = ["lines_menu_item", "register_log_actions", "urls"]


def register_log_actions(actions: Any) -> None:
    """Name the log actions of this room; their data holds keys, never names or texts."""
    actions.register_action("iom_wagtail.record", _("Write a record"), _("Wrote a record"))
    actions.register_action("iom_wagtail.stop", _("Stop a route"), _("Stopped the route"))
    actions.register_action("iom_wagtail.resume", _("Resume a route"), _("Resumed the route"))
    actions.register_action(
        "iom_wagtail.attach", _("Attach material"), _("Attached material to the card")
    )
    actions.register_action(
        "iom_wagtail.detach", _("Remove material"), _("Removed material from the card")
    )
