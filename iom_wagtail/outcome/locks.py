"""The lock of an approved conclusion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from wagtail.locks import BaseLock

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser


class FrozenLock(BaseLock):
    """Closes the editor for everybody: what the director approved is read, not written."""

    def for_user(self, user: AbstractBaseUser) -> bool:
        """Apply to everybody, whoever signs included: reopening is an act of its own."""
        return True

    def get_message(self, user: AbstractBaseUser) -> str:
        """Say why, and lead to the page where it is opened again."""
        return format_html(
            '{} <a href="{}">{}</a>',
            _("The conclusion is approved and is not changed."),
            reverse("iom_route_conclusion", args=[self.object.route_page_id]),
            _("To the page of the conclusion"),
        )

    def get_locked_by(self, user: AbstractBaseUser) -> str:
        """Name the mechanism."""
        return pgettext("conclusion", "Approved")

    def get_description(self, user: AbstractBaseUser) -> str:
        """Say how to change it all the same."""
        return _("To correct it, the director opens it again and says why.")
