"""Writing down what somebody says of the teacher's work. Each act checks, changes, logs."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from iom_wagtail.journal.choices import Circle
from iom_wagtail.journal.doors import need_own
from iom_wagtail.journal.exceptions import NotAllowed, WrongRecord
from iom_wagtail.journal.records import actions as records
from iom_wagtail.journal.rules import Right
from iom_wagtail.journal.testimonials import rules
from iom_wagtail.journal.testimonials.models import Testimonial

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

    from iom_wagtail.journal.records.models import RecordChange
    from iom_wagtail.routes.models import RoutePage


def testify(
    page: RoutePage,
    user: AbstractBaseUser,
    *,
    given_on: dt.date,
    circle: str = Circle.LEADERS,
    shown_to_teacher: bool = False,
    at: dt.datetime | None = None,
    **values: Any,
) -> Testimonial:
    """Write a testimonial down; return it. Raises ``NotAllowed``, ``WrongRecord``."""
    if not rules.may_write(page.offices_of(user)):
        raise NotAllowed(_("You can't write this on this route."))
    marks = {"given_on": given_on, "circle": circle, "shown_to_teacher": shown_to_teacher}
    _check(**marks, at=at)
    row = Testimonial(route=page, **marks, **values)
    records.write(row, user, at=at)
    return row


def change_testimonial(
    row: Testimonial, user: AbstractBaseUser, *, seen: int | None = None, **values: Any
) -> RecordChange | None:
    """Change one's own testimonial. Raises ``NotAllowed``, ``RecordChanged``, ``WrongRecord``."""
    need_own(row, user, Right.TESTIFY)
    names = ("given_on", "circle", "shown_to_teacher")
    _check(**{name: values.get(name, getattr(row, name)) for name in names})
    return records.change(row, user, seen=seen, **values)


def remove_testimonial(row: Testimonial, user: AbstractBaseUser) -> RecordChange:
    """Remove one's own testimonial; it can be brought back for a while."""
    need_own(row, user, Right.TESTIFY)
    return records.remove(row, user)


def _check(
    *,
    given_on: dt.date,
    circle: str,
    shown_to_teacher: bool,
    at: dt.datetime | None = None,
) -> None:
    today = timezone.localtime(at).date() if at else timezone.localdate()
    if found := rules.problems(
        given_on=given_on, circle=circle, shown_to_teacher=shown_to_teacher, today=today
    ):
        raise WrongRecord(found)
