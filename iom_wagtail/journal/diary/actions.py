"""Writing in the diary, showing an entry and taking it back, answering a shown entry."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django.utils import timezone
from django.utils.translation import gettext as _

from iom_wagtail.journal.diary import rules
from iom_wagtail.journal.diary.models import DiaryEntry, DiaryReply
from iom_wagtail.journal.doors import need, staff_id_of
from iom_wagtail.journal.exceptions import NotAllowed, WrongRecord
from iom_wagtail.journal.records import actions as records
from iom_wagtail.journal.records.rules import past_day_problem
from iom_wagtail.journal.rules import Right

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

    from iom_wagtail.journal.records.models import RecordChange
    from iom_wagtail.routes.models import RoutePage

TEXTS = ("happened_on", "text", "insight", "next_step")


def write_entry(
    page: RoutePage, user: AbstractBaseUser, *, at: dt.datetime | None = None, **values: Any
) -> DiaryEntry:
    """Write an entry: the texts and, if wished, the marks of who sees it; return it.

    Raises ``NotAllowed`` for others than the route's teacher, and ``WrongRecord``.
    """
    need(page, user, Right.DIARY)
    _check_day(values, at)
    entry = DiaryEntry(route=page, **values)
    records.write(entry, user, at=at)
    return entry


def change_entry(
    entry: DiaryEntry, user: AbstractBaseUser, *, seen: int | None = None, **values: Any
) -> RecordChange | None:
    """Change one's own entry, its texts or who sees it; nobody else's hand is in it.

    Raises ``NotAllowed`` for anybody but its author, ``RecordChanged`` and ``WrongRecord``.
    """
    _own(entry, user)
    _check_day(values, None)
    return records.change(entry, user, seen=seen, **values)


def remove_entry(entry: DiaryEntry, user: AbstractBaseUser) -> RecordChange:
    """Remove one's own entry; it can be brought back for a while."""
    _own(entry, user)
    return records.remove(entry, user)


def reply(
    entry: DiaryEntry,
    user: AbstractBaseUser,
    text: str,
    *,
    uuid: UUID | None = None,
    at: dt.datetime | None = None,
) -> DiaryReply:
    """Answer an entry that is shown to the user; return the answer.

    Raises ``NotAllowed`` when it is not (any more), and ``WrongRecord`` without words.
    """
    marks = {mark: getattr(entry, mark) for mark in rules.OPENED_BY}
    own = entry.created_by_id == staff_id_of(user)
    if not rules.may_read(marks, entry.route.offices_of(user), own=own):
        raise NotAllowed(_("This entry is not shown to you."))
    if not text.strip():
        raise WrongRecord({"text": _("Write an answer.")})
    row = DiaryReply(route=entry.route, entry=entry, text=text.strip(), uuid=uuid or uuid4())
    records.write(row, user, at=at)
    return row


def _own(entry: DiaryEntry, user: AbstractBaseUser) -> None:
    if entry.created_by_id != staff_id_of(user):
        raise NotAllowed(_("Only its author writes in a diary entry."))


def _check_day(values: dict[str, Any], at: dt.datetime | None) -> None:
    today = timezone.localtime(at).date() if at else timezone.localdate()
    if wrong := past_day_problem(values.get("happened_on"), today):
        raise WrongRecord({"happened_on": wrong})
