"""Who decides a step today: the route's people, the school's leaders, the director's delegates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from iom_wagtail.approval.rules import Step, signers

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

    from iom_wagtail.approval.mixin import ApprovalMixin
    from iom_wagtail.approval.models import Delegation
    from iom_wagtail.school.models import School, StaffMember


def delegations_of(school: School) -> list[Delegation]:
    """Return the delegations of a school that hold today, cached on the school object."""
    cached = getattr(school, "_delegations_today", None)
    if cached is None:
        today = timezone.localdate()
        cached = list(
            school.delegations.filter(
                since__lte=today, until__gte=today, person__active=True
            ).select_related("person")
        )
        school._delegations_today = cached
    return cached


def delegates_of(school: School) -> set[int]:
    """Return the keys of those who sign for the director today."""
    return {delegation.person_id for delegation in delegations_of(school)}


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
