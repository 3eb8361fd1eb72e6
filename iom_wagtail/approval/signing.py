"""Who decides a step today: the route's people, the school's leaders, the director's delegates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Value
from django.utils import timezone

from iom_wagtail.approval.rules import Step, signers

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser
    from django.db.models import QuerySet

    from iom_wagtail.approval.mixin import ApprovalMixin
    from iom_wagtail.approval.models import Delegation
    from iom_wagtail.school.models import School, StaffMember


def delegations_of(school: School) -> list[Delegation]:
    """Return the delegations of a school that hold today, cached on the school object."""
    cached = getattr(school, "_delegations_today", None)
    if cached is None:
        cached = list(_holding_today(school).select_related("person"))
        school._delegations_today = cached
    return cached


def _holding_today(school: School) -> QuerySet:
    today = timezone.localdate()
    return school.delegations.filter(since__lte=today, until__gte=today, person__active=True)


def delegates_of(school: School) -> set[int]:
    """Return the keys of those who sign for the director today."""
    return {delegation.person_id for delegation in delegations_of(school)}


def office_holders(school: School) -> tuple[frozenset[int], frozenset[int]]:
    """Return the keys of today's delegates and of the methodists of a school; one query.

    Every page of a route asks who its reader is, so both answers come together and are cached
    on the school object.
    """
    cached = getattr(school, "_office_holders", None)
    if cached is None:
        # Bare columns: ordered by names, as people are, they could not be united.
        methodists = school.methodists.order_by().annotate(signs=Value(False))
        delegates = _holding_today(school).order_by().annotate(signs=Value(True))
        found = list(
            methodists.values_list("pk", "signs").union(
                delegates.values_list("person_id", "signs"), all=True
            )
        )
        cached = tuple(
            frozenset(key for key, signs in found if bool(signs) is wanted)
            for wanted in (True, False)
        )
        school._office_holders = cached
    return cached


def forget_delegations(school: School) -> None:
    """Drop what was cached on a school object, after an act that changes who signs."""
    for name in ("_delegations_today", "_office_holders"):
        school.__dict__.pop(name, None)


def deciders(page: ApprovalMixin, step: Step) -> list[StaffMember]:
    """Return the people who may decide a step of a page today, best first; perhaps none."""
    if step != Step.DIRECTOR:
        return page.people_for(step)
    school = page.approval_school()
    people = {d.person_id: d.person for d in delegations_of(school)}
    for person in (school.director, school.deputy):
        if person is not None and person.active:
            people[person.pk] = person
    keys = signers(
        school.director_id if school.director_id in people else None,
        school.deputy_id if school.deputy_id in people else None,
        delegates_of(school),
        [person.pk for person in page.involved()],
    )
    return [people[key] for key in keys]


def decider(page: ApprovalMixin, step: Step, user: AbstractBaseUser) -> StaffMember | None:
    """Return the staff record with which this user decides the step, or None."""
    if not user.is_active:
        return None
    return next((p for p in deciders(page, step) if p.user_id == user.pk), None)


def minutes_refusals(page: ApprovalMixin) -> list[StaffMember]:
    """Return who minutes that the teacher refused: the deputy and the director, not oneself."""
    school = page.approval_school()
    asked = {person.pk for person in page.people_for(Step.TEACHER)}
    leaders = (school.deputy, school.director)
    return [p for p in leaders if p is not None and p.active and p.pk not in asked]


def on_behalf_of(page: ApprovalMixin, step: Step, person: StaffMember) -> str:
    """Return in whose stead and on what basis a person signs; "" when in the own right."""
    school = page.approval_school()
    director = school.director
    if step != Step.DIRECTOR or director is None or person.pk == director.pk:
        return ""
    basis = next((d.basis for d in delegations_of(school) if d.person_id == person.pk), "")
    words = [director.short_name, director.position]
    return ", ".join(part for part in (*words, basis) if part)
