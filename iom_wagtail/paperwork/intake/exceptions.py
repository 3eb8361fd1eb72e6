"""Refusals of the intake; each message is written for the person who is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError

if TYPE_CHECKING:
    from iom_wagtail.routes.stale import Conflict


class NotTaken(ValidationError):
    """Nothing was written, and why."""


class DraftMoved(NotTaken):
    """The draft was saved since it was looked at; ``conflict`` when by somebody else."""

    def __init__(self, message: str, conflict: Conflict | None = None) -> None:
        super().__init__(message)
        self.conflict = conflict
