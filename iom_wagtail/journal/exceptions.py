"""Refusals of the journal; each message is written for the person who is refused."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError


class NotAllowed(PermissionDenied):
    """The person may not do this on this route."""


class WrongRecord(ValidationError):
    """The record can't be so; ``message_dict`` leads to the field."""
