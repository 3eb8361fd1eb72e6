"""Writing what came of a checkpoint; the teacher and those who hold it each write their part."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from iom_wagtail.journal.exceptions import NotAllowed, WrongRecord
from iom_wagtail.journal.records import actions as records
from iom_wagtail.journal.results import rules
from iom_wagtail.journal.results.models import CheckpointResult

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

    from iom_wagtail.journal.records.models import RecordChange
    from iom_wagtail.routes.models import RoutePage


def record_result(
    page: RoutePage,
    user: AbstractBaseUser,
    checkpoint: UUID,
    *,
    seen: int | None = None,
    at: dt.datetime | None = None,
    **values: Any,
) -> tuple[CheckpointResult, RecordChange | None]:
    """Write a part of a checkpoint's result; return the row and the change.

    ``values`` are fields of ``rules.OWN_PART`` or ``rules.THEIR_PART``. Raises ``NotAllowed`` for
    a field of the other side, ``WrongRecord``, ``RecordChanged`` and ``RouteClosed``.
    """
    allowed = rules.fields_of(page.offices_of(user))
    if not values or not set(values) <= set(allowed):
        raise NotAllowed(_("This part of the result is written by somebody else."))
    today = timezone.localtime(at).date() if at else timezone.localdate()
    if found := rules.problems(held_on=values.get("held_on"), today=today):
        raise WrongRecord(found)
    row = CheckpointResult.objects.filter(route=page, checkpoint=checkpoint).first()
    if row is None:
        if rules.says_nothing(values):
            raise WrongRecord(_("Write what came of the checkpoint."))
        row = CheckpointResult(route=page, checkpoint=checkpoint, **values)
        try:
            with transaction.atomic():
                return row, records.write(row, user, at=at)
        except IntegrityError:
            # The other side was first by a moment; this part is added to theirs.
            row = CheckpointResult.objects.get(route=page, checkpoint=checkpoint)
    row.route = page
    return row, records.change(row, user, seen=seen, at=at, **values)
