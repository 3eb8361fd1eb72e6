"""Which school a person's screens are about, and what they may do with its people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wagtail.models import Site

from iom_wagtail.school import rules
from iom_wagtail.school.models import School, StaffMember
from iom_wagtail.school.roles import GroupCode, in_group
from iom_wagtail.school.rules import Act, Standing

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser


def is_setting_up(user: AbstractBaseUser) -> bool:
    """Return whether the person runs the site itself: a superuser or the technician."""
    return user.is_active and (user.is_superuser or in_group(user, GroupCode.TECHNICIAN))


def staff_of(user: AbstractBaseUser) -> StaffMember | None:
    """Return the person's staff record while both it and the account are active."""
    staff = getattr(user, "staff_member", None)
    return staff if staff is not None and staff.active and user.is_active else None


def staff_with_school(user: AbstractBaseUser) -> StaffMember | None:
    """Return ``user.staff_member`` or None, in one query with its school, who leads it
    and where its site begins."""
    relation = StaffMember._meta.get_field("user").remote_field
    if not relation.is_cached(user):
        people = StaffMember.objects.select_related(
            "school__director", "school__deputy", "school__site__root_page"
        )
        relation.set_cached_value(user, people.filter(user_id=user.pk).first())
    return relation.get_cached_value(user)


def default_site() -> Site | None:
    """Return the site that the first-run set-up is about."""
    return Site.objects.filter(is_default_site=True).first()


def school_of(user: AbstractBaseUser) -> School | None:
    """Return the school of a person; for whoever runs the site, the default site's one."""
    staff = staff_of(user)
    if staff is not None:
        return staff.school
    if is_setting_up(user):
        return School.objects.filter(site__is_default_site=True).first()
    return None


def standings_of(user: AbstractBaseUser, school: School | None) -> frozenset[Standing]:
    """Return what an account is in a school; in another school than the own one, nothing.

    A superuser is one everywhere. A technician without a staff record belongs to the default site.
    """
    if school is None or not user.is_active:
        return frozenset()
    found: set[Standing] = {Standing.SUPERUSER} if user.is_superuser else set()
    staff = staff_of(user)
    if staff is None:
        home = School.objects.filter(pk=school.pk, site__is_default_site=True)
        if not user.is_superuser and in_group(user, GroupCode.TECHNICIAN) and home.exists():
            found.add(Standing.TECHNICIAN)
        return frozenset(found)
    if staff.school_id != school.pk:
        return frozenset(found)
    if staff.pk == school.director_id:
        found.add(Standing.DIRECTOR)
    if staff.pk == school.deputy_id:
        found.add(Standing.DEPUTY)
    if in_group(user, GroupCode.TECHNICIAN):
        found.add(Standing.TECHNICIAN)
    if not found and school.methodists.filter(pk=staff.pk).exists():
        found.add(Standing.METHODIST)
    return frozenset(found)


def allows(user: AbstractBaseUser, school: School | None, act: Act) -> bool:
    """Return whether a person may do something with this school's record or people."""
    return act in rules.acts(standings_of(user, school))


def manages(user: AbstractBaseUser, school: School | None) -> bool:
    """Return whether the person may change this school's staff."""
    return allows(user, school, Act.EDIT)


def may_rule_account(user: AbstractBaseUser, person: StaffMember) -> bool:
    """Return whether the user gives this person a password, or closes the account."""
    return rules.may_rule_account(
        standings_of(user, person.school),
        standings_of(person.user, person.school) if person.user else _offices_of(person),
        oneself=person.user_id is not None and person.user_id == user.pk,
        first=person.user_id is None,
    )


def _offices_of(person: StaffMember) -> set[Standing]:
    """Return the offices of somebody who has no account."""
    school = person.school
    return {Standing.DIRECTOR} if person.pk == school.director_id else set()


def may_grant(user: AbstractBaseUser, person: StaffMember, code: str) -> bool:
    """Return whether the user makes this person a site editor or technician, or ends it."""
    oneself = person.user_id is not None and person.user_id == user.pk
    return rules.may_grant(standings_of(user, person.school), code, oneself=oneself)
