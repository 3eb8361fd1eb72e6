"""What the stories room refuses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from iom_wagtail.stories.rules import Missing


class ConsentMissing(Exception):
    """A page can't be shown: ``missing`` says whose consent to what is not there."""

    def __init__(self, missing: Sequence[Missing]) -> None:
        self.missing = tuple(missing)
        super().__init__(f"{len(self.missing)} consents are missing")
