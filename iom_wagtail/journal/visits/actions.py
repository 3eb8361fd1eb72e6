"""Writing, changing and removing a sheet of a lesson, and the teacher's «ознакомлен(а)»."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from iom_wagtail.journal.doors import need
from iom_wagtail.journal.exceptions import NotAllowed, WrongRecord
from iom_wagtail.journal.records import actions as records
from iom_wagtail.journal.rules import Right
from iom_wagtail.journal.visits import rules
from iom_wagtail.journal.visits.models import LessonVisit

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

    from iom_wagtail.journal.records.models import RecordChange
    from iom_wagtail.journal.visits.models import CriteriaSet
    from iom_wagtail.routes.models import RoutePage
    from iom_wagtail.school.models import StaffMember

#: What the sheet says beside criteria and visitors.
HEADER = ("visited_on", "lesson_no", "classes", "subject", "topic", "goal", "host", "follow_up")
LISTS = ("strengths", "recommendations")
SHEET = (*HEADER, *LISTS, "criteria", "mean", "visited_by")


def add_visit(
    page: RoutePage,
    user: AbstractBaseUser,
    *,
    criteria_set: CriteriaSet | None = None,
    scores: Sequence[int | None] = (),
    visitors: Iterable[StaffMember] = (),
    client_key: UUID | None = None,
    at: dt.datetime | None = None,
    **values: Any,
) -> tuple[LessonVisit, RecordChange | None]:
    """Write a sheet; return it and its first change.

    The change is None when this very sheet (``client_key``) has come before: a form sent twice
    after a lost connection is one visit. ``values`` are fields of ``HEADER`` and ``LISTS``; one
    by the route's teacher is a visit to somebody else's lesson. Raises ``NotAllowed``,
    ``RouteClosed`` and ``WrongRecord``.
    """
    need(page, user, Right.VISIT)
    if client_key is not None and (known := _sent_before(page, user, client_key)):
        return known, None
    if criteria_set is not None and criteria_set.school_id != page.school_id:
        raise WrongRecord({"criteria_set": _("This set of criteria is another school's.")})
    by_teacher = rules.writes_as_teacher(page.offices_of(user))
    people = _visitors(page, user, visitors, by_teacher=by_teacher)
    visit = LessonVisit(
        route=page, criteria_set=criteria_set, by_teacher=by_teacher, client_key=client_key
    )
    criteria = criteria_set.criteria if criteria_set is not None else []
    _fill(visit, _known(values), _judged(criteria, scores), people, at)
    try:
        with transaction.atomic():
            change = records.write(visit, user, at=at)
            visit.visitors.set(people)
    except IntegrityError:
        # The other tab was first by a moment.
        known = _sent_before(page, user, client_key)
        if known is None:
            raise
        return known, None
    return visit, change


def change_visit(
    visit: LessonVisit,
    user: AbstractBaseUser,
    *,
    seen: int | None = None,
    scores: Sequence[int | None],
    visitors: Iterable[StaffMember] = (),
    **values: Any,
) -> RecordChange | None:
    """Change one's own sheet, judged by the criteria it has; return the change, None without one.

    Takes the teacher's mark away: what was read is no longer what is there. Raises
    ``NotAllowed`` for anybody but the author, ``RecordChanged`` and ``WrongRecord``.
    """
    need(visit.route, user, Right.VISIT)
    _own(visit, user)
    people, new = _wanted(visit, user, scores, visitors, values)
    current = LessonVisit.objects.get(pk=visit.pk)
    if _same(current, new):
        return None  # sent twice after a lost connection; the first has arrived
    if current.acquainted_at is not None:
        new |= {"acquainted_at": None, "acquainted_words": ""}
    with transaction.atomic():
        change = records.change(visit, user, seen=seen, **new)
        visit.visitors.set(people)
    return change


def says(
    visit: LessonVisit,
    user: AbstractBaseUser,
    *,
    scores: Sequence[int | None],
    visitors: Iterable[StaffMember] = (),
    **values: Any,
) -> bool:
    """Return whether a sheet says already what was sent; raises ``WrongRecord``."""
    _people, new = _wanted(visit, user, scores, visitors, values)
    return _same(visit, new)


def remove_visit(visit: LessonVisit, user: AbstractBaseUser) -> RecordChange:
    """Remove one's own sheet, until the teacher has marked it; it can be brought back for a while.

    Raises ``NotAllowed``.
    """
    _own(visit, user)
    if not rules.may_remove(own=True, acquainted=visit.acquainted_at is not None):
        raise NotAllowed(_("The teacher has read this sheet already; it stays."))
    return records.remove(visit, user)


def acquaint(
    visit: LessonVisit,
    user: AbstractBaseUser,
    words: str = "",
    *,
    seen: int | None = None,
    at: dt.datetime | None = None,
) -> RecordChange | None:
    """Mark that the teacher has read the sheet of the own lesson, with words if wished.

    Returns None when it is marked already. Raises ``NotAllowed`` for anybody but the route's
    teacher, ``RecordChanged`` when the sheet is not the one that was shown.
    """
    offices = visit.route.offices_of(user)
    if not rules.may_acquaint(offices, by_teacher=visit.by_teacher, acquainted=False):
        raise NotAllowed(_("Only the route's teacher marks this."))
    if visit.acquainted_at is not None:
        return None
    return records.change(
        visit,
        user,
        seen=seen,
        at=at,
        acquainted_at=at or timezone.now(),
        acquainted_words=words.strip(),
    )


# --- steps ------------------------------------------------------------------------------


def _sent_before(
    page: RoutePage, user: AbstractBaseUser, client_key: UUID | None
) -> LessonVisit | None:
    """Return the user's own visit with this key; raises ``NotAllowed`` for somebody else's key."""
    row = LessonVisit.objects.filter(client_key=client_key).first()
    if row is None:
        return None
    if row.route_id != page.pk or row.created_by_id != records.author(user).pk:
        raise NotAllowed(_("This sheet can't be sent. Open a new one."))
    row.route = page
    return row


def _own(visit: LessonVisit, user: AbstractBaseUser) -> None:
    if not rules.may_change(own=visit.created_by_id == records.author(user).pk):
        raise NotAllowed(_("Only its author changes a sheet."))


def _judged(criteria: Sequence[Any], scores: Sequence[int | None]) -> list[rules.Criterion]:
    try:
        return rules.judged(criteria, scores)
    except ValueError as error:
        raise WrongRecord({"criteria": _("Give each criterion 2, 1, 0 or —.")}) from error


def _wanted(
    visit: LessonVisit,
    user: AbstractBaseUser,
    scores: Sequence[int | None],
    visitors: Iterable[StaffMember],
    values: dict[str, Any],
) -> tuple[list[StaffMember], dict[str, Any]]:
    """Return the visitors and all fields of a sheet as they would be; the visit stays as it is."""
    people = _visitors(visit.route, user, visitors, by_teacher=visit.by_teacher)
    sheet = LessonVisit(route=visit.route, by_teacher=visit.by_teacher)
    for name in (*HEADER, *LISTS):
        setattr(sheet, name, getattr(visit, name))
    _fill(sheet, _known(values), _judged(visit.criteria, scores), people, None)
    return people, {name: getattr(sheet, name) for name in SHEET}


def _same(visit: LessonVisit, new: dict[str, Any]) -> bool:
    return all(getattr(visit, name) == value for name, value in new.items())


def _known(values: dict[str, Any]) -> dict[str, Any]:
    return {name: values[name] for name in (*HEADER, *LISTS) if name in values}


def _visitors(
    page: RoutePage, user: AbstractBaseUser, named: Iterable[StaffMember], *, by_teacher: bool
) -> list[StaffMember]:
    """Return who visited, the author first; raises ``WrongRecord`` for somebody who can't have."""
    me = records.author(user)
    people = {me.pk: me, **{person.pk: person for person in named}}
    teacher = page.teacher
    for person in people.values():
        if person.school_id != page.school_id and person.pk != me.pk:
            raise WrongRecord({"visitors": _("This person is not on this school's staff.")})
        if not by_teacher and teacher is not None and person.pk == teacher.pk:
            raise WrongRecord({"visitors": _("The teacher gave this lesson.")})
    others = sorted(
        (person for person in people.values() if person.pk != me.pk),
        key=lambda person: (person.full_name, person.pk),
    )
    return [me, *others]


def _fill(
    visit: LessonVisit,
    fields: dict[str, Any],
    criteria: list[rules.Criterion],
    people: list[StaffMember],
    at: dt.datetime | None,
) -> None:
    """Set the sheet's fields and check them; raises ``WrongRecord``."""
    for name, value in fields.items():
        setattr(visit, name, value)
    visit.criteria = criteria
    visit.mean = rules.mean(row["score"] for row in criteria)
    visit.visited_by = [person.short_name for person in people]
    today = timezone.localtime(at).date() if at else timezone.localdate()
    names = (*HEADER, *LISTS, "criteria", "visited_by", "by_teacher")
    if found := rules.problems({name: getattr(visit, name) for name in names}, today):
        raise WrongRecord(found)
