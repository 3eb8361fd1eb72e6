"""Opening a route is one act: the draft, its number, its people, all or nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from iom_wagtail.approval.signing import delegates_of
from iom_wagtail.routes import actions, rules, signals
from iom_wagtail.routes.choices import Role
from iom_wagtail.routes.exceptions import NotAllowed, WrongAssignment
from iom_wagtail.routes.models import RouteIndexPage, RoutePage
from iom_wagtail.routes.states import contributions
from iom_wagtail.school.models import School

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

    from iom_wagtail.school.models import StaffMember

#: What a route opened from an earlier one takes over: the card, not what was decided then.
CARRIED_FIELDS = ("subject", "education", "category", "classes", "self_education_topic")


@dataclass(frozen=True, slots=True)
class Opening:
    """What opening a route needs; ``earlier`` is a route of the same teacher to start from."""

    teacher: StaffMember
    mentor: StaffMember
    start_on: dt.date
    end_on: dt.date
    decision_date: dt.date
    decision_basis: str = ""
    earlier: RoutePage | None = None


def may_open(user: AbstractBaseUser, school: School) -> bool:
    """Return whether the user opens routes in a school: its director, deputy or a delegate."""
    staff = getattr(user, "staff_member", None)
    if not user.is_active or staff is None or not staff.active:
        return False
    return staff.pk in {school.director_id, school.deputy_id} | delegates_of(school)


@transaction.atomic
def open_route(
    school: School,
    user: AbstractBaseUser,
    opening: Opening,
    *,
    moment: dt.datetime | None = None,
    fill: Callable[[RoutePage], None] | None = None,
) -> RoutePage:
    """Open a route and return its draft; ``fill`` writes into it what its first revision holds.

    Raises ``NotAllowed``, and ``WrongAssignment`` naming the field for a mentor who is the
    teacher, a stranger to the school, a period that ends before it begins or lasts longer
    than into a second school year, or a teacher who is on an unfinished route of these days.
    """
    if not may_open(user, school):
        raise NotAllowed(_("Only the director and the deputy open routes."))
    _check(school, opening)
    index = RouteIndexPage.objects.select_for_update().get(school=school)
    year = rules.academic_year(opening.start_on)
    last = RoutePage.objects.filter(school=school, year_start=year).aggregate(n=Max("number"))["n"]
    route = RoutePage(
        school=school,
        year_start=year,
        number=(last or 0) + 1,
        start_on=opening.start_on,
        end_on=opening.end_on,
        decision_date=opening.decision_date,
        decision_basis=opening.decision_basis,
        subject=opening.teacher.subject,
        education=opening.teacher.education,
        category=opening.teacher.category,
        live=False,
        has_unpublished_changes=True,
        owner=None,
        locale=index.locale,
    )
    if opening.earlier is not None:
        _carry_over(route, opening.earlier)
    index.add_child(instance=route)
    _assign_first(route, user, opening)
    if opening.earlier is not None:
        _carry_rows(route, opening.earlier)
    if fill is not None:
        fill(route)
        route.save()
    # The director opens routes and writes none: a revision saved in their name is refused.
    revision = route.save_revision(clean=False)
    stamp = {"user": user} if moment is None else {"user": user, "created_at": moment}
    type(revision).objects.filter(pk=revision.pk).update(**stamp)
    log(instance=route, action="iom_wagtail.open", user=user, data={"number": route.number})
    signals.opened.send(sender=RoutePage, route=route)
    return route


def _check(school: School, opening: Opening) -> None:
    problems = rules.opening_problems(
        same_person=opening.teacher.pk == opening.mentor.pk,
        strangers=[
            name
            for name, person in (("teacher", opening.teacher), ("mentor", opening.mentor))
            if person.school_id != school.pk or not person.active
        ],
        start_on=opening.start_on,
        end_on=opening.end_on,
    )
    if not problems and _has_route(opening):
        problems["teacher"] = _("This teacher already has a route in this period.")
    if (
        opening.earlier is not None
        and not opening.earlier.assignments.filter(
            staff=opening.teacher, role=Role.TEACHER
        ).exists()
    ):
        problems["earlier"] = _("The earlier route is another teacher's.")
    if problems:
        raise WrongAssignment(problems)


def _has_route(opening: Opening) -> bool:
    """Return whether the teacher is the teacher of a route that overlaps the period."""
    return (
        RoutePage.objects.filter(
            assignments__staff=opening.teacher,
            assignments__role=Role.TEACHER,
            assignments__until__isnull=True,
            start_on__lte=opening.end_on,
            end_on__gte=opening.start_on,
        )
        .order_by()
        .exists()
    )


def _assign_first(route: RoutePage, user: AbstractBaseUser, opening: Opening) -> None:
    """Put teacher and leading mentor on the new route, on the basis of the decision."""
    common = {"since": opening.decision_date, "basis": opening.decision_basis}
    actions.assign(route, user, staff=opening.teacher, role=Role.TEACHER, **common)
    actions.assign(route, user, staff=opening.mentor, role=Role.MENTOR, leads=True, **common)


def _carry_over(route: RoutePage, earlier: RoutePage) -> None:
    """Take the card's plain fields from the earlier route where they say something."""
    source = earlier.get_latest_revision_as_object()
    for field in CARRIED_FIELDS:
        if value := getattr(source, field):
            setattr(route, field, value)


def _carry_rows(route: RoutePage, earlier: RoutePage) -> None:
    """Take classes' programmes and difficulties from the earlier route, as new rows.

    What the earlier route's conclusion found resolved is not a difficulty any more (5.4).
    """
    source = earlier.get_latest_revision_as_object()
    found = contributions.findings(earlier)
    overcome = {uuid for uuid, finding in found.items() if finding.resolved}
    for relation, fields in (
        ("taught_programmes", ("classes", "programme", "planning", "textbook_set")),
        ("difficulties", ("kind", "text", "severity", "methods", "method_other")),
    ):
        manager = getattr(route, relation)
        manager.add(
            *(
                manager.model(
                    sort_order=row.sort_order, **{name: getattr(row, name) for name in fields}
                )
                for row in getattr(source, relation).all()
                if str(row.uuid) not in overcome
            )
        )
    route.save()
