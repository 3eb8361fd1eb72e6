"""Writing achievements and encouragements. Each act checks, changes, logs."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from iom_wagtail.journal.achievements import rules
from iom_wagtail.journal.achievements.models import Achievement, Encouragement
from iom_wagtail.journal.doors import need, need_own
from iom_wagtail.journal.exceptions import WrongRecord
from iom_wagtail.journal.records import actions as records
from iom_wagtail.journal.rules import Right

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

    from iom_wagtail.journal.records.models import Record, RecordChange
    from iom_wagtail.routes.models import RoutePage


def achieve(
    page: RoutePage, user: AbstractBaseUser, *, at: dt.datetime | None = None, **values: Any
) -> Achievement:
    """Write an achievement; return it. Raises ``NotAllowed``, ``WrongRecord``."""
    return _write(Achievement(route=page, **values), user, Right.ACHIEVE, at)


def encourage(
    page: RoutePage, user: AbstractBaseUser, *, at: dt.datetime | None = None, **values: Any
) -> Encouragement:
    """Write an encouragement; return it. Raises ``NotAllowed``, ``WrongRecord``."""
    return _write(Encouragement(route=page, **values), user, Right.ENCOURAGE, at)


def change(
    row: Achievement | Encouragement,
    user: AbstractBaseUser,
    *,
    seen: int | None = None,
    **values: Any,
) -> RecordChange | None:
    """Change one's own record. Raises ``NotAllowed``, ``RecordChanged``, ``WrongRecord``."""
    need_own(row, user, _right(row))
    _check(row, values, None)
    return records.change(row, user, seen=seen, **values)


def remove(row: Achievement | Encouragement, user: AbstractBaseUser) -> RecordChange:
    """Remove one's own record; it can be brought back for a while."""
    need_own(row, user, _right(row))
    return records.remove(row, user)


def _write(row: Record, user: AbstractBaseUser, right: Right, at: dt.datetime | None) -> Any:
    need(row.route, user, right)
    _check(row, {}, at)
    records.write(row, user, at=at)
    return row


def _right(row: Achievement | Encouragement) -> Right:
    return Right.ACHIEVE if isinstance(row, Achievement) else Right.ENCOURAGE


def _check(row: Record, values: dict[str, Any], at: dt.datetime | None) -> None:
    today = timezone.localtime(at).date() if at else timezone.localdate()
    if isinstance(row, Achievement):
        names = ("kind", "happened_on", *rules.ONLY_FOR)
        problems = rules.problems
    else:
        names = ("kind", "given_on", "order_no", "amount")
        problems = rules.encouragement_problems
    state = {name: values[name] if name in values else getattr(row, name) for name in names}
    if found := problems(state, today=today):
        raise WrongRecord(found)
