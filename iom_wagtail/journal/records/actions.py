"""Mutations of any record: write, change, remove, take back. Each checks, changes, logs, signals.

Who may do it is the business of the room's own act; these functions are what such an act calls
after its own check. Log entries hold keys, never a text.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from iom_wagtail.journal import signals
from iom_wagtail.journal.exceptions import NotAllowed, RecordChanged, RouteClosed, WrongRecord
from iom_wagtail.journal.records import rules
from iom_wagtail.journal.records.log import log_record
from iom_wagtail.journal.records.models import Record, RecordChange
from iom_wagtail.journal.records.rules import Act

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

    from iom_wagtail.routes.models import RoutePage
    from iom_wagtail.school.models import StaffMember


def author(user: AbstractBaseUser) -> StaffMember:
    """Return the active staff record with which a user writes; raises ``NotAllowed``."""
    staff = getattr(user, "staff_member", None)
    if staff is None or not staff.active or not user.is_active:
        raise NotAllowed(_("Only people of the school write here."))
    return staff


@transaction.atomic
def write(record: Record, user: AbstractBaseUser, *, at: dt.datetime | None = None) -> RecordChange:
    """Save a new record; return its first change.

    Raises ``RouteClosed`` for a stopped route and ``WrongRecord`` with a message a field.
    """
    staff, moment = author(user), at or timezone.now()
    check_runs(record.route)
    record.created_by = record.changed_by = staff
    record.created_at = record.changed_at = moment
    record.edition = 1
    _check(record)
    record.save()
    return _remember(record, user, Act.CREATED, [], {}, moment)


@transaction.atomic
def change(
    record: Record,
    user: AbstractBaseUser,
    *,
    seen: int | None = None,
    at: dt.datetime | None = None,
    **values: Any,
) -> RecordChange | None:
    """Change fields of a record; return the change, or None when nothing is different.

    ``seen`` is the edition the person was shown; a later one raises ``RecordChanged`` with the
    name of who made it. Raises ``RouteClosed`` and ``WrongRecord`` as ``write`` does.
    """
    staff, moment = author(user), at or timezone.now()
    check_runs(record.route)
    _lock(record, seen)
    before = rules.difference({name: getattr(record, name) for name in values}, values)
    if not before:
        return None
    for name, value in values.items():
        setattr(record, name, value)
    _touch(record, staff, moment)
    _check(record)
    record.save()
    return _remember(record, user, Act.CHANGED, sorted(before), before, moment)


@transaction.atomic
def remove(
    record: Record,
    user: AbstractBaseUser,
    *,
    seen: int | None = None,
    at: dt.datetime | None = None,
) -> RecordChange:
    """Take a record away; it can be brought back for a while. Raises as ``change`` does."""
    staff, moment = author(user), at or timezone.now()
    check_runs(record.route)
    _lock(record, seen)
    record.removed_at = moment
    _touch(record, staff, moment)
    record.save()
    return _remember(record, user, Act.REMOVED, ["removed_at"], {"removed_at": None}, moment)


@transaction.atomic
def undo(record: Record, user: AbstractBaseUser, *, edition: int) -> RecordChange:
    """Take the latest act on a record back, when it is the person's own and recent.

    Raises ``NotAllowed`` when it is not, or when somebody has changed the record since.
    """
    staff, now = author(user), timezone.now()
    check_runs(record.route)
    _lock(record, None)
    last = RecordChange.objects.filter(record=record.uuid, edition=edition).first()
    if last is None or not rules.may_undo(
        own=last.person_id == staff.pk,
        act=last.act,
        edition=edition,
        current=record.edition,
        done_at=last.moment,
        now=now,
    ):
        raise NotAllowed(_("This can't be taken back any more."))
    former = {"removed_at": now} if last.act == Act.CREATED else last.before or {}
    for name, value in former.items():
        setattr(record, name, record._meta.get_field(name).to_python(value))
    _touch(record, staff, now)
    record.save()
    return _remember(record, user, Act.UNDONE, sorted(former), None, now)


# --- steps ------------------------------------------------------------------------------


def check_runs(route: RoutePage) -> None:
    """Raise ``RouteClosed`` when the route stands still."""
    if route.stopped:
        raise RouteClosed(_("The route is stopped; nothing is written until it is resumed."))


def _lock(record: Record, seen: int | None) -> None:
    """Read the row again under a lock; raise when another edition was shown."""
    current = type(record)._default_manager.select_for_update().get(pk=record.pk)
    if seen is not None and current.edition != seen:
        when = timezone.localtime(current.changed_at)
        raise RecordChanged(current.changed_by.short_name, date_format(when, "H:i, j E"))
    for field in record._meta.concrete_fields:
        if field.name != "route":
            setattr(record, field.attname, getattr(current, field.attname))


def _touch(record: Record, staff: StaffMember, moment: dt.datetime) -> None:
    record.edition += 1
    record.changed_by, record.changed_at = staff, moment


def _check(record: Record) -> None:
    try:
        record.full_clean(exclude=["route", "created_by", "changed_by"], validate_unique=False)
    except ValidationError as error:
        raise WrongRecord(error.message_dict) from error


def _remember(
    record: Record,
    user: AbstractBaseUser,
    act: Act,
    fields: list[str],
    before: dict[str, Any] | None,
    moment: dt.datetime,
) -> RecordChange:
    """Write the history row, clear the texts of the one before, log by keys, announce."""
    if record.edition > 1:
        RecordChange.objects.filter(record=record.uuid).exclude(before=None).update(before=None)
    entry = RecordChange.objects.create(
        route=record.route,
        kind=record._meta.model_name,
        record=record.uuid,
        edition=record.edition,
        act=act,
        fields=fields,
        before=before,
        person=record.changed_by,
        name=record.changed_by.short_name,
        moment=moment,
    )
    log_record(
        record.route, user, {"kind": entry.kind, "record": str(entry.record), "act": str(act)}
    )
    signals.recorded.send(sender=type(record), record=record, change=entry)
    return entry
