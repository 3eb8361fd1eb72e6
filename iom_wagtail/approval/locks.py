"""Locks of an approved page: nobody moves the text under a signer's pen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.locks import BaseLock

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser


class ApprovalLock(BaseLock):
    """Closes the editor for everybody while a text is in approval.

    Whoever wants to change it withdraws it or returns it; both start again at step one.
    """

    def for_user(self, user: AbstractBaseUser) -> bool:
        """Apply to everybody, the deciding person included: decisions have a page of their own."""
        return True

    def get_message(self, user: AbstractBaseUser) -> str:
        """Say why, and lead to the page where it is decided."""
        return format_html(
            '{} <a href="{}">{}</a>',
            _("The text is in approval and can't be changed now."),
            self.object.approval_url(),
            _("Open the approval page"),
        )

    def get_locked_by(self, user: AbstractBaseUser) -> str:
        """Name the mechanism."""
        return _("In approval")

    def get_description(self, user: AbstractBaseUser) -> str:
        """Say how to change it all the same."""
        return _("To change it, withdraw it from approval or return it for rework.")


class ReaderLock(BaseLock):
    """Keeps the editor read-only for those who may read the draft but don't write it."""

    def for_user(self, user: AbstractBaseUser) -> bool:
        """Apply to whoever has no right to change the page."""
        return "change" not in self.object.permissions_for_user(user).permissions

    def get_message(self, user: AbstractBaseUser) -> str | None:
        """Say that the text is only read here."""
        if self.for_user(user):
            return _("You read this draft; its mentor and the deputy director write it.")
        return None

    def get_locked_by(self, user: AbstractBaseUser) -> str:
        """Name the mechanism."""
        return _("Read only")

    def get_description(self, user: AbstractBaseUser) -> str:
        """Say who writes."""
        return _("Only the mentor and the deputy director change the draft.")
