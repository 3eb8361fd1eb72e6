"""What the school room offers to Wagtail's hooks; registered in ``wagtail_hooks.py``."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _


def register_log_actions(actions: Any) -> None:
    """Name the log actions of this room; their data holds keys, never names."""
    for name, label, message in (
        ("appoint", _("Appoint"), _("Gave an office of the school")),
        ("add_staff", _("Add a staff member"), _("Added a staff member")),
        ("edit_staff", _("Edit a staff member"), _("Changed a staff member's data")),
        ("deactivate", _("Deactivate"), _("Deactivated a person")),
        ("reactivate", _("Reactivate"), _("Took a person back")),
        ("create_account", _("Create an account"), _("Created an account")),
        ("reset_password", _("One-time password"), _("Gave a one-time password")),
    ):
        actions.register_action(f"iom_wagtail.{name}", label, message)
