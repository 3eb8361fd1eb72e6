"""Refusals of the files room; each message is one sentence for the person who sent the file."""

from __future__ import annotations

from django.core.exceptions import ValidationError


class FileRefused(ValidationError):
    """The file is not taken, and why; a form shows the message at its field."""
