"""Refusals of the outcome room; each message is written for the person who is refused."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _


class Frozen(PermissionDenied):
    """Something tried to change an approved conclusion."""

    def __init__(self) -> None:
        super().__init__(
            _("An approved conclusion is not changed. The director can open it again.")
        )


class WrongConclusion(ValidationError):
    """The act doesn't fit the conclusion as it stands; ``message_dict`` leads to the field."""
