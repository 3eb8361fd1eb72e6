"""Rules of testimonials: who reads, who writes, what can't be. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.utils.translation import gettext as _

from iom_wagtail.journal.choices import Circle
from iom_wagtail.journal.records.rules import past_day_problem
from iom_wagtail.journal.rules import Right, allows
from iom_wagtail.routes.rules import Office


def circles(offices: Collection[Office]) -> frozenset[Circle]:
    """Return the circles that somebody with these roles and offices belongs to.

    The teacher belongs to none, whatever office the teacher holds in the school: nobody reads
    by office what was said of them in confidence. A superuser belongs to none either.
    """
    if Office.TEACHER in offices:
        return frozenset()
    leaders = {Circle.LEADERS} if allows(offices, Right.READ_TESTIMONIALS) else set()
    narrow = {Circle.NARROW} if allows(offices, Right.READ_NARROW) else set()
    return frozenset(leaders | narrow)


def reads_shown(offices: Collection[Office]) -> bool:
    """Return whether somebody reads what is shown to the teacher."""
    return Office.TEACHER in offices


def may_read(
    *, circle: str, shown_to_teacher: bool, offices: Collection[Office], own: bool
) -> bool:
    """Return whether a testimonial is read by somebody; the author always reads it."""
    shown = shown_to_teacher and circle != Circle.NARROW and reads_shown(offices)
    return own or shown or circle in circles(offices)


def may_write(offices: Collection[Office]) -> bool:
    """Return whether somebody writes testimonials; never of themselves."""
    return Office.TEACHER not in offices and allows(offices, Right.TESTIFY)


def problems(
    *, given_on: dt.date, circle: str, shown_to_teacher: bool, today: dt.date
) -> dict[str, str]:
    """Return what is wrong with a testimonial, a message a field; empty when nothing is."""
    found = {}
    if wrong := past_day_problem(given_on, today):
        found["given_on"] = wrong
    if circle == Circle.NARROW and shown_to_teacher:
        found["shown_to_teacher"] = _(
            "What only the author and the deputy director read can't be shown to the teacher."
        )
    return found


def audience(circle: str, *, shown_to_teacher: bool) -> str:
    """Return who reads a testimonial, in words."""
    if circle == Circle.NARROW:
        return _("Read by the author and the deputy director only")
    if shown_to_teacher:
        return _("Read by the teacher, the mentor, the methodist, the deputy and the director")
    return _("Read by the mentor, the methodist, the deputy and the director; not by the teacher")
