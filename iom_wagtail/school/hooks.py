"""What the school room offers to Wagtail's hooks; registered in ``wagtail_hooks.py``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.staticfiles import versioned_static

from iom_wagtail.school.office.menu import greet, school_menu_item, staff_menu_item, urls
from iom_wagtail.school.user_guard import (
    before_bulk_action,
    before_create_user,
    before_delete_user,
    before_edit_user,
)

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

    from iom_wagtail.school.chooser import StaffChooserViewSet

#: All of these are registered in ``wagtail_hooks.py``.
__all__ = [
    "before_bulk_action",
    "before_create_user",
    "before_delete_user",
    "before_edit_user",
    "get_avatar_url",
    "greet",
    "register_log_actions",
    "school_menu_item",
    "staff_chooser",
    "staff_menu_item",
    "urls",
]


def get_avatar_url(user: AbstractBaseUser, size: int) -> str:
    """Return the person's own picture or Wagtail's blank one: no outside service learns a mail.

    Wagtail asks an avatar service for whoever has no picture, unless a project forbids it
    (8.0, ``wagtail/users/utils.py``); with an answer from here it never does.
    """
    profile = getattr(user, "wagtail_userprofile", None)
    if profile is not None and profile.avatar:
        return profile.avatar.url
    return versioned_static("wagtailadmin/images/default-user-avatar.png")


def staff_chooser() -> StaffChooserViewSet:
    """Return the chooser's viewset, for ``register_admin_viewset``."""
    from iom_wagtail.school.chooser import staff_chooser_viewset

    return staff_chooser_viewset()


def register_log_actions(actions: Any) -> None:
    """Name the log actions of this room; their data holds keys, never names."""
    for name, label, message in (
        ("appoint", _("Appoint"), _("Gave an office of the school")),
        ("add_staff", _("Add a staff member"), _("Added a staff member")),
        ("edit_staff", _("Edit a staff member"), _("Changed a staff member's data")),
        ("deactivate", _("Deactivate"), _("Deactivated a person")),
        ("reactivate", _("Reactivate"), _("Took a person back")),
        ("create_account", _("Create an account"), _("Created an account")),
        ("link_account", _("Join an account"), _("Joined an account and a staff member")),
        ("reset_password", _("One-time password"), _("Gave a one-time password")),
        ("grant", _("Give rights"), _("Gave a person rights on the site")),
        ("revoke", _("Take rights back"), _("Took a person's rights on the site back")),
    ):
        actions.register_action(f"iom_wagtail.{name}", label, message)
