"""Columns of records."""

from __future__ import annotations

from typing import Any

from django.core.validators import MaxLengthValidator
from django.db import models


def long_text(label: Any, longest: int, **kwargs: Any) -> models.TextField:
    """Return a column for several lines; unlike Django's own, its length is checked by an act."""
    return models.TextField(label, validators=[MaxLengthValidator(longest)], **kwargs)
