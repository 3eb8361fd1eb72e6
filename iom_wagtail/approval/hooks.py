"""What the approval room offers to Wagtail's hooks; registered in ``wagtail_hooks.py``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from iom_wagtail.approval.delegations import may_delegate
from iom_wagtail.approval.office import DelegationsView, school_of

if TYPE_CHECKING:
    from django.http import HttpRequest


def register_log_actions(actions: Any) -> None:
    """Name the log actions of this room; their data holds keys, never names."""
    actions.register_action(
        "iom_wagtail.version", _("Approved version"), _("Put an approved version in force")
    )
    actions.register_action(
        "iom_wagtail.delegate", _("Delegate signing"), _("Let a person sign for the director")
    )
    actions.register_action(
        "iom_wagtail.end_delegation", _("End a delegation"), _("Ended a delegation of signing")
    )


class DelegationsMenuItem(MenuItem):
    """«Замещение», for the school's director and deputy."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Ask the rule of the acts themselves."""
        return may_delegate(request.user, school_of(request.user))


def delegations_menu_item() -> DelegationsMenuItem:
    """Return the entry of the main menu."""
    # Translators: «Замещение»
    label = _("Signing for the director")
    return DelegationsMenuItem(
        label, reverse_lazy("iom_delegations"), name="iom-delegations", icon_name="user", order=80
    )


def urls() -> list[URLPattern]:
    """Return the addresses of this room's office screens, under ``/admin/``."""
    return [path("iom/delegations/", DelegationsView.as_view(), name="iom_delegations")]
