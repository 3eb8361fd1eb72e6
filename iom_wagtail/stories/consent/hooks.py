"""What the consent room offers to Wagtail's hooks; registered in ``wagtail_hooks.py``."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from iom_wagtail.stories.consent.office.menu import anonymise_button, consents_menu_item, urls

__all__ = ["anonymise_button", "consents_menu_item", "register_log_actions", "urls"]


def register_log_actions(actions: Any) -> None:
    """Name the log actions of this room; their data holds keys and codes, never names."""
    for name, label, message in (
        ("record_consent", _("Record a consent"), _("Recorded a consent to publication")),
        ("withdraw_consent", _("Withdraw a consent"), _("Withdrew a consent to publication")),
        ("add_consent_scan", _("Attach a signed consent"), _("Attached a signed consent")),
        ("drop_consent_scan", _("Remove a signed consent"), _("Removed a signed consent")),
        ("read_consent", _("Read a consent as a superuser"), _("Read a consent as a superuser")),
        ("take_down", _("Take down"), _("Taken from the site: a consent is no longer there")),
        ("kept_back", _("Keep back"), _("Not published at its time: consents are missing")),
        ("anonymise", _("Prepare without a name"), _("Prepared a draft without a name")),
    ):
        actions.register_action(f"iom_wagtail.{name}", label, message)
