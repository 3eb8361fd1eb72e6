"""Refusals of the routes room; each message is written for the person who is refused."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError


class NotAllowed(PermissionDenied):
    """The person may not do this on this route or in this school."""


class WrongAssignment(ValidationError):
    """The people don't fit together; ``message_dict`` leads to the field."""


class WrongStop(ValidationError):
    """The route can't be stopped or resumed so."""
