"""Which school a person's screens are about, and whether they manage it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wagtail.models import Site

from iom_wagtail.school import rules
from iom_wagtail.school.models import School
from iom_wagtail.school.roles import GroupCode, in_group

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser


def is_setting_up(user: AbstractBaseUser) -> bool:
    """Return whether the person runs the site itself: a superuser or the technician."""
    return user.is_active and (user.is_superuser or in_group(user, GroupCode.TECHNICIAN))


def school_of(user: AbstractBaseUser) -> School | None:
    """Return the school of a person; for whoever runs the site, the default site's one."""
    staff = getattr(user, "staff_member", None)
    if staff is not None and staff.active:
        return staff.school
    if is_setting_up(user):
        return School.objects.filter(site=Site.objects.filter(is_default_site=True).first()).first()
    return None


def manages(user: AbstractBaseUser, school: School | None) -> bool:
    """Return whether the person may change this school's record and staff."""
    if school is None or not user.is_active:
        return False
    staff = getattr(user, "staff_member", None)
    own = staff is not None and staff.active and staff.school_id == school.pk
    return rules.may_manage_people(
        staff_id=staff.pk if own else None,
        leaders={key for key in (school.director_id, school.deputy_id) if key is not None},
        is_setting_up=is_setting_up(user) and (staff is None or own),
    )
