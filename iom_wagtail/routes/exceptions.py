"""Refusals of the routes room; each message is written for the person who is refused."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _


class NotAllowed(PermissionDenied):
    """The person may not do this on this route or in this school."""


class WrongPlace(PermissionDenied):
    """A route, or a school's index, would come to lie where it isn't private, or twice."""

    def __init__(self) -> None:
        super().__init__(
            _("Routes stay in their school's own section: they are not moved, copied or published.")
        )


class WrongAssignment(ValidationError):
    """The people don't fit together; ``message_dict`` leads to the field."""


class WrongStop(ValidationError):
    """The route can't be stopped or resumed so."""
