"""Mutations of a route: its draft and its people. Each checks, changes, logs, signals.

Opening a route lies in ``routes/opening.py``; approval's own acts in ``approval/actions.py``.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Revision

from iom_wagtail.routes import rules, signals
from iom_wagtail.routes.choices import Role
from iom_wagtail.routes.exceptions import NotAllowed, WrongAssignment
from iom_wagtail.routes.models import RouteAssignment, RoutePage
from iom_wagtail.routes.rules import Ability

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

    from iom_wagtail.school.models import StaffMember


@transaction.atomic
def save_draft(
    draft: RoutePage, user: AbstractBaseUser, *, moment: dt.datetime | None = None
) -> Revision:
    """Save the given state of a route as its latest draft, half-empty or not; return the revision.

    Raises ``NotAllowed`` for whoever doesn't write this route, and in the archive.
    """
    if Ability.EDIT not in draft.abilities_of(user):
        raise NotAllowed(_("Only the mentor and the deputy director change the draft."))
    if draft.is_archived:
        raise NotAllowed(_("The route is in the archive: it is read, not changed."))
    revision = draft.save_revision(user=user, clean=False, log_action=True)
    if moment is not None:
        Revision.objects.filter(pk=revision.pk).update(created_at=moment)
    return revision


def check_may_assign(route: RoutePage, user: AbstractBaseUser) -> None:
    """Raise ``NotAllowed`` unless the user is the deputy or director of the route's school."""
    if Ability.ASSIGN not in route.abilities_of(user):
        raise NotAllowed(_("Only the director and the deputy change the people of a route."))


@transaction.atomic
def assign(
    route: RoutePage,
    user: AbstractBaseUser,
    *,
    staff: StaffMember,
    role: Role,
    since: dt.date,
    basis: str = "",
    duty: str = "",
    leads: bool = False,
) -> RouteAssignment:
    """Put a person on the route; access follows at the next request.

    Raises ``NotAllowed``, and ``WrongAssignment`` when the person is of another school, is no
    longer active, is already on the route, or when mentor and teacher would be the same.
    """
    check_may_assign(route, user)
    row = RouteAssignment(
        route=route,
        staff=staff,
        role=role,
        since=since,
        basis=basis,
        duty=duty,
        leads=leads,
        created_by=user,
    )
    _check(row)
    row.save()
    _forget(route)
    _log(route, user, "iom_wagtail.assign", row)
    signals.assigned.send(sender=RouteAssignment, assignment=row)
    return row


def _check(row: RouteAssignment) -> None:
    """Raise ``WrongAssignment`` with a message at the field for what the rules forbid."""
    current = [(a.staff_id, a.role) for a in row.route.assignments.active()]
    complaint = rules.assignment_problem(
        staff_id=row.staff_id,
        role=Role(row.role),
        same_school=row.staff.school_id == row.route.school_id,
        active=row.staff.active,
        current=current,
    )
    if complaint:
        raise WrongAssignment({"staff": complaint})
    try:
        row.full_clean(exclude=["route"])
    except ValidationError as error:
        raise WrongAssignment(error.message_dict) from error


@transaction.atomic
def end_assignment(
    row: RouteAssignment, user: AbstractBaseUser, *, until: dt.date, basis: str = ""
) -> RouteAssignment:
    """End a person's part in the route from a day on; that day they have no access any more.

    Raises ``NotAllowed``, and ``WrongAssignment`` when the day lies before the beginning, the
    part has ended already, or the person is the route's teacher (a route without a teacher is
    none; it is stopped instead).
    """
    check_may_assign(row.route, user)
    row = RouteAssignment.objects.select_for_update().get(pk=row.pk)
    if row.until is not None:
        raise WrongAssignment({"until": _("This part has ended already.")})
    if row.role == Role.TEACHER:
        raise WrongAssignment({"staff": _("The teacher stays on the route as long as it lasts.")})
    if until < row.since:
        raise WrongAssignment({"until": _("The end lies before the beginning.")})
    row.until = until
    row.end_basis = basis
    row.leads = False if until <= timezone.localdate() else row.leads
    row.save()
    _forget(row.route)
    _log(row.route, user, "iom_wagtail.end_assignment", row)
    signals.ended.send(sender=RouteAssignment, assignment=row)
    return row


@transaction.atomic
def change_mentor(
    route: RoutePage,
    user: AbstractBaseUser,
    *,
    staff: StaffMember,
    since: dt.date,
    basis: str = "",
) -> RouteAssignment:
    """Hand the route to another leading mentor; the old one's name stays in the history.

    A second mentor already on the route becomes the leading one. Raises as ``assign`` does.
    """
    check_may_assign(route, user)
    old = route.assignments.active().filter(leads=True).first()
    if old is not None and old.staff_id == staff.pk:
        raise WrongAssignment({"staff": _("This mentor leads the route already.")})
    if old is not None:
        end_assignment(old, user, until=since, basis=basis)
    second = route.assignments.active().filter(staff=staff, role=Role.MENTOR).first()
    if second is not None:
        end_assignment(second, user, until=since, basis=basis)
    return assign(route, user, staff=staff, role=Role.MENTOR, since=since, basis=basis, leads=True)


def _forget(route: RoutePage) -> None:
    """Drop the people cached on the object, so that the next question asks the database."""
    route.__dict__.pop("current_assignments", None)


def _log(route: RoutePage, user: AbstractBaseUser, action: str, row: RouteAssignment) -> None:
    """Log an act on a person by key and role: no name stands in the log."""
    log(
        instance=route,
        action=action,
        user=user,
        data={"assignment": row.pk, "staff": row.staff_id, "role": row.role},
    )
