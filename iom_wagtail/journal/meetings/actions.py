"""Writing meetings, asking for one, answering. Each act checks, changes, logs, signals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from iom_wagtail.journal.doors import need, need_own, staff_id_of
from iom_wagtail.journal.exceptions import NotAllowed, WrongRecord
from iom_wagtail.journal.meetings import queries, rules
from iom_wagtail.journal.meetings.models import Consultation, ConsultationRequest
from iom_wagtail.journal.records import actions as records
from iom_wagtail.journal.rules import Right, allows

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

    from iom_wagtail.journal.records.models import RecordChange
    from iom_wagtail.routes.models import RoutePage
    from iom_wagtail.school.models import StaffMember


@transaction.atomic
def meet(
    page: RoutePage,
    user: AbstractBaseUser,
    *,
    others: Collection[int] = (),
    request: ConsultationRequest | None = None,
    at: dt.datetime | None = None,
    **values: Any,
) -> Consultation:
    """Write a meeting; return this route's row.

    ``others`` are keys of routes on which the same meeting is written, without what is one
    teacher's own (``rules.SHARED``); ``request`` is the one that the meeting answers.
    Raises ``NotAllowed``, also for a route where the user doesn't write, and ``WrongRecord``.
    """
    need(page, user, Right.MEET)
    _check(page, values, at)
    also = {route.pk: route for route in queries.writable_routes(page, user)} if others else {}
    if not set(others) <= set(also):
        raise NotAllowed(_("You can't write this on this route."))
    group = uuid4() if others else None
    row = Consultation(route=page, group=group, **values)
    records.write(row, user, at=at)
    shared = {name: values[name] for name in rules.SHARED if name in values}
    for key in others:
        records.write(Consultation(route=also[key], group=group, **shared), user, at=at)
    if request is not None:
        _need_answerer(request, user)
        records.change(request, user, seen=request.edition, at=at, consultation_id=row.pk)
    return row


def change_meeting(
    row: Consultation, user: AbstractBaseUser, *, seen: int | None = None, **values: Any
) -> RecordChange | None:
    """Change one's own meeting, on this route alone.

    Raises ``NotAllowed``, ``RecordChanged``, ``WrongRecord``.
    """
    need_own(row, user, Right.MEET)
    names = ("held_on", "next_on", "specialist", "specialist_other")
    state = {name: getattr(row, name) for name in names} | values
    _check(row.route, state, None, kept=row.specialist_id)
    if "specialist" in values:
        person = values.pop("specialist")
        values["specialist_id"] = person.pk if person else None
    return records.change(row, user, seen=seen, **values)


def remove_meeting(row: Consultation, user: AbstractBaseUser) -> RecordChange:
    """Remove one's own meeting, on this route alone; it can be brought back for a while."""
    need_own(row, user, Right.MEET)
    return records.remove(row, user)


def ask(
    page: RoutePage,
    user: AbstractBaseUser,
    *,
    asked: StaffMember,
    topic: str,
    wish: str = "",
    uuid: UUID | None = None,
    at: dt.datetime | None = None,
) -> ConsultationRequest:
    """Ask a person of the school for a meeting; return the request.

    The notifier tells the person, without the words. Raises ``NotAllowed``, ``WrongRecord``.
    """
    need(page, user, Right.ASK)
    _check_person(page, asked, "asked")
    if asked.pk == staff_id_of(user):
        raise WrongRecord({"asked": _("Ask somebody else.")})
    row = ConsultationRequest(route=page, asked=asked, topic=topic, wish=wish, uuid=uuid or uuid4())
    records.write(row, user, at=at)
    return row


def decline(row: ConsultationRequest, user: AbstractBaseUser, words: str) -> RecordChange | None:
    """Decline a request with a word. Raises ``NotAllowed`` for anybody but the asked person."""
    _need_answerer(row, user)
    if not words.strip():
        raise WrongRecord({"declined": _("Say in a word why not, or what to do instead.")})
    return records.change(row, user, seen=row.edition, declined=words.strip())


def withdraw(row: ConsultationRequest, user: AbstractBaseUser) -> RecordChange:
    """Take one's own request back; it can be brought back for a while."""
    need_own(row, user, Right.ASK)
    return records.remove(row, user)


def may_answer(row: ConsultationRequest, user: AbstractBaseUser) -> bool:
    """Return whether the user answers a request."""
    return rules.may_answer(
        asked=row.asked_id == staff_id_of(user),
        meets=allows(row.route.offices_of(user), Right.MEET),
        is_open=row.open,
    )


def _need_answerer(row: ConsultationRequest, user: AbstractBaseUser) -> None:
    if not may_answer(row, user):
        raise NotAllowed(_("Only the asked person answers, and only once."))


def _check(
    page: RoutePage, values: dict[str, Any], at: dt.datetime | None, *, kept: int | None = None
) -> None:
    today = timezone.localtime(at).date() if at else timezone.localdate()
    if found := rules.problems(values, today=today):
        raise WrongRecord(found)
    person = values.get("specialist")
    if person is not None and person.pk != kept:
        _check_person(page, person, "specialist")


def _check_person(page: RoutePage, person: StaffMember, name: str) -> None:
    if person.school_id != page.school_id:
        raise WrongRecord({name: _("This person is not on this school's staff.")})
    if not person.active:
        raise WrongRecord({name: _("This person no longer works here.")})
