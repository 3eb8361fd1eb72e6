"""What the outcome room offers to Wagtail's hooks; registered in ``wagtail_hooks.py``."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _


def register_log_actions(actions: Any) -> None:
    """Name the log actions of this room; their data holds keys, never words."""
    actions.register_action(
        "iom_wagtail.conclude", _("Open a conclusion"), _("Opened the conclusion")
    )
    actions.register_action(
        "iom_wagtail.discard_conclusion",
        _("Delete a draft of a conclusion"),
        _("Deleted the draft of the conclusion"),
    )
    actions.register_action(
        "iom_wagtail.reopen", _("Open again"), _("Opened the approved conclusion again")
    )
    actions.register_action(
        "iom_wagtail.council", _("Record the council"), _("Recorded the council's decision")
    )
