"""A form sent twice is one record: by a double tap, by the back button, after a lost connection.

The form of a new record carries the ``uuid`` that the record will have; the column is unique.
"""

from __future__ import annotations

import uuid as uuids
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import IntegrityError, transaction

from iom_wagtail.journal.doors import staff_id_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from iom_wagtail.journal.records.models import Record


def form_key(request: HttpRequest) -> UUID:
    """Return the key that the form came with, or a new one for a new form."""
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        return uuids.uuid4()


def write_once(
    request: HttpRequest,
    model: type[Record],
    values: Mapping[str, Any],
    write: Callable[[UUID], Any],
) -> Any:
    """Return the record that this form has written before, or call ``write`` with its key.

    What was typed is never taken for what it is not: under a known key but with other words
    (somebody went back and wrote something else) a record of its own is written, also when the
    key is another person's. Raises what ``write`` raises.
    """
    key = form_key(request)
    known = model.objects.filter(uuid=key).first()
    if known is not None:
        if _is_this(known, request, values):
            return known
        key = uuids.uuid4()
    try:
        with transaction.atomic():
            return write(key)
    except IntegrityError:
        # The other tap was first by a moment.
        known = model.objects.filter(uuid=key).first()
        if known is None or not _is_this(known, request, values):
            raise
        return known


def _is_this(record: Record, request: HttpRequest, values: Mapping[str, Any]) -> bool:
    """Return whether a record is the user's own, still there, and says what was sent."""
    own = record.created_by_id == staff_id_of(request.user) and record.removed_at is None
    names = [field.name for field in record._meta.concrete_fields if not field.is_relation]
    return own and all(getattr(record, name) == values[name] for name in names if name in values)
