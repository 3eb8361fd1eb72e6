"""Who decides a step today: the route's people, the school's leaders, the director's delegates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.apps import apps
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils import timezone

from iom_wagtail.approval.rules import Step, signers

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

    from iom_wagtail.approval.mixin import ApprovalMixin
    from iom_wagtail.school.models import School, StaffMember


@dataclass(frozen=True, slots=True)
class OfficeHolders:
    """Who holds an office in a school today, beside the director and the deputy.

    ``delegates`` sign for the director, by the basis of ``bases``; ``methodists`` are keys.
    """

    delegates: tuple[StaffMember, ...]
    bases: Mapping[int, str]
    methodists: frozenset[int]

    @property
    def delegate_keys(self) -> frozenset[int]:
        """The keys of those who sign for the director today."""
        return frozenset(self.bases)


def office_holders(school: School) -> OfficeHolders:
    """Return today's delegates and the methodists of a school; one query, cached on the school.

    Every page of a route asks who its reader is, and most ask who signs, so both answers come
    together.
    """
    cached = getattr(school, "_office_holders", None)
    if cached is None:
        cached = school._office_holders = _ask_office_holders(school)
    return cached


def _ask_office_holders(school: School) -> OfficeHolders:
    today = timezone.localdate()
    holding = school.delegations.filter(since__lte=today, until__gte=today, person__active=True)
    methodists = school.methodists.through.objects.filter(school=school)
    own = holding.filter(person=OuterRef("pk")).order_by("-since")
    people = (
        apps.get_model("iom_wagtail", "StaffMember")
        .objects.filter(
            Q(pk__in=holding.values("person")) | Q(pk__in=methodists.values("staffmember"))
        )
        .annotate(
            signs_since=Subquery(own.values("since")[:1]),
            signs_by=Subquery(own.values("basis")[:1]),
            helps=Exists(methodists.filter(staffmember=OuterRef("pk"))),
        )
        .order_by(F("signs_since").desc(nulls_last=True), "pk")
    )
    found = list(people)
    delegates = tuple(person for person in found if person.signs_since is not None)
    return OfficeHolders(
        delegates=delegates,
        bases={person.pk: person.signs_by for person in delegates},
        methodists=frozenset(person.pk for person in found if person.helps),
    )


def delegates_of(school: School) -> frozenset[int]:
    """Return the keys of those who sign for the director today."""
    return office_holders(school).delegate_keys


def forget_delegations(school: School) -> None:
    """Drop what was cached on a school object, after an act that changes who signs."""
    school.__dict__.pop("_office_holders", None)


def deciders(page: ApprovalMixin, step: Step) -> list[StaffMember]:
    """Return the people who may decide a step of a page today, best first; perhaps none."""
    if step != Step.DIRECTOR:
        return page.people_for(step)
    school = page.approval_school()
    people = {person.pk: person for person in office_holders(school).delegates}
    for person in (school.director, school.deputy):
        if person is not None and person.active:
            people[person.pk] = person
    keys = signers(
        school.director_id if school.director_id in people else None,
        school.deputy_id if school.deputy_id in people else None,
        [person.pk for person in office_holders(school).delegates],
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
    basis = office_holders(school).bases.get(person.pk, "")
    words = [director.short_name, director.position]
    return ", ".join(part for part in (*words, basis) if part)
