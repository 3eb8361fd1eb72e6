"""Who decides a step of a school's public pages today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db.models import Q

from iom_wagtail.approval.signing import office_holders
from iom_wagtail.school.roles import GROUP_NAMES, GroupCode
from iom_wagtail.stories.moderation.rules import Step

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

    from iom_wagtail.school.models import School, StaffMember


def deciders(school: School | None, step: Step) -> list[AbstractBaseUser]:
    """Return the accounts that decide a step; where there is no site editor, the leaders do."""
    if school is None:
        return []
    if step == Step.DIRECTOR:
        return directors(school)
    return _editors(school) or [*_accounts(school.deputy), *directors(school)]


def directors(school: School) -> list[AbstractBaseUser]:
    """Return the accounts of the director and of those who sign for the director today."""
    people = (school.director, *office_holders(school).delegates)
    return [user for person in people for user in _accounts(person)]


def _accounts(person: StaffMember | None) -> list[AbstractBaseUser]:
    if person is None or not person.active or person.user is None or not person.user.is_active:
        return []
    return [person.user]


def _editors(school: School) -> list[AbstractBaseUser]:
    """Return the site editors: the school's own, and those of the default site without a record."""
    own = Q(staff_member__school=school, staff_member__active=True)
    if school.site.is_default_site:
        own |= Q(staff_member__isnull=True)
    users = get_user_model().objects.filter(
        own, is_active=True, groups__name=GROUP_NAMES[GroupCode.SITE_EDITOR]
    )
    return list(users.order_by("pk").distinct())
