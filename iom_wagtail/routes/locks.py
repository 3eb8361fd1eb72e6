"""The lock of a route in the archive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from wagtail.locks import BaseLock

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser


class ArchiveLock(BaseLock):
    """Closes the editor for everybody: what was put away is read, not written."""

    def for_user(self, user: AbstractBaseUser) -> bool:
        """Apply to everybody."""
        return True

    def get_message(self, user: AbstractBaseUser) -> str:
        """Say why."""
        return _("The route is in the archive: it is read, not changed.")

    def get_locked_by(self, user: AbstractBaseUser) -> str:
        """Name the mechanism."""
        return _("In the archive")

    def get_description(self, user: AbstractBaseUser) -> str:
        """Say how to change it all the same."""
        return _("The director or the deputy takes it back from the archive.")
