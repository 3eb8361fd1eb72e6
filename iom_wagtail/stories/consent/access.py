"""Which keeper of a school's consents somebody is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iom_wagtail.school.access import staff_of, standings_of
from iom_wagtail.school.roles import GroupCode, in_group
from iom_wagtail.school.rules import Standing
from iom_wagtail.stories.consent import rules
from iom_wagtail.stories.consent.rules import Act, Keeper

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

    from iom_wagtail.school.models import School

_OFFICES = {
    Standing.DIRECTOR: Keeper.DIRECTOR,
    Standing.DEPUTY: Keeper.DEPUTY,
    Standing.SUPERUSER: Keeper.SUPERUSER,
}


def keepers_of(user: AbstractBaseUser, school: School | None) -> frozenset[Keeper]:
    """Return what an account is to a school's consents; in another school than the own, nothing.

    A site editor keeps those of the school whose site the group is for, as one of its staff.
    """
    standings = standings_of(user, school)
    found = {_OFFICES[one] for one in standings if one in _OFFICES}
    staff = staff_of(user) if user.is_authenticated else None
    if (
        staff is not None
        and school is not None
        and staff.school_id == school.pk
        and in_group(user, GroupCode.SITE_EDITOR)
        and school.site.is_default_site
    ):
        found.add(Keeper.SITE_EDITOR)
    return frozenset(found)


def allows(user: AbstractBaseUser, school: School | None, act: Act) -> bool:
    """Return whether somebody may do something with a school's consents."""
    return act in rules.acts(keepers_of(user, school))
