"""Setting what became of an item. No approval is needed, and none can lose it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _

from iom_wagtail.journal.exceptions import NotAllowed, WrongRecord
from iom_wagtail.journal.progress import rules
from iom_wagtail.journal.progress.models import ItemProgress
from iom_wagtail.journal.records import actions as records

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

    from iom_wagtail.journal.records.models import RecordChange
    from iom_wagtail.routes.models import RoutePage


def set_progress(
    page: RoutePage,
    user: AbstractBaseUser,
    item: UUID,
    *,
    status: str,
    done_on: dt.date | None = None,
    moved_to: dt.date | None = None,
    reason: str = "",
    actual_result: str | None = None,
    seen: int | None = None,
    known: ItemProgress | None = None,
    at: dt.datetime | None = None,
) -> tuple[ItemProgress, RecordChange | None]:
    """Set the state of an item of the version in force; return the row and the change.

    ``actual_result`` stays as it is when None, ``seen`` is the edition shown (0 for none yet),
    ``known`` the item's record when it has been read already (it is read again under its lock).
    Raises ``NotAllowed``, ``WrongRecord`` (a message a field), ``RecordChanged``, ``RouteClosed``.
    """
    if status not in rules.statuses(page.offices_of(user)):
        raise NotAllowed(_("This is for the mentor or the deputy director to decide."))
    today = timezone.localtime(at).date() if at else timezone.localdate()
    values = {"status": status, "done_on": done_on, "moved_to": moved_to, "reason": reason}
    if found := rules.problems(**values, today=today):
        raise WrongRecord(found)
    fields = rules.tidy(**values, today=today)
    if actual_result is not None:
        fields["actual_result"] = actual_result.strip()
    row = known
    # Who was shown that nothing is written yet is most probably right; the constraint decides.
    if row is None and seen != 0:
        row = ItemProgress.objects.filter(route=page, item=item).first()
    if row is None:
        row = ItemProgress(route=page, item=item, **fields)
        try:
            return row, records.write(row, user, at=at)
        except IntegrityError:
            # Somebody else was first by a moment; theirs is now the record that changes.
            row = ItemProgress.objects.get(route=page, item=item)
    row.route = page
    if row.removed_at is not None:  # taken back before; nothing of it comes along
        fields = {"actual_result": "", **fields, "removed_at": None}
    return row, records.change(row, user, seen=seen, at=at, **fields)
