"""What the stories room refuses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from iom_wagtail.stories.rules import Missing, Named


class ConsentMissing(Exception):
    """A page can't be shown.

    ``missing`` says whose consent to what is not there, ``named`` where somebody is named who is
    not to be. No ``PermissionDenied``: Wagtail would answer it with words of its own.
    """

    def __init__(
        self, missing: Sequence[Missing] = (), named: Sequence[Named] = (), page: Any = None
    ) -> None:
        self.missing = tuple(missing)
        self.named = tuple(named)
        self.page = page
        super().__init__(f"{len(self.missing)} consents are missing, {len(self.named)} names told")
