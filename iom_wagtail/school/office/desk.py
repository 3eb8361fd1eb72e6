"""Whose desk this is: the asking person's school and what they may do with its people."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from iom_wagtail.school import rules
from iom_wagtail.school.access import school_of, standings_of
from iom_wagtail.school.models import School, StaffMember, StaffQuerySet
from iom_wagtail.school.rules import Act

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser
    from django.http import HttpRequest


class Desk:
    """A person's place in the school's office, asked once a request."""

    def __init__(self, user: AbstractBaseUser) -> None:
        self.user = user

    @cached_property
    def school(self) -> School | None:
        """The school whose people the person's screens show; None without one."""
        return school_of(self.user)

    @cached_property
    def acts(self) -> frozenset[Act]:
        """What the person may do with the school's record and people."""
        return rules.acts(standings_of(self.user, self.school))

    def may(self, act: Act) -> bool:
        """Return whether the person may do something."""
        return act in self.acts

    @property
    def people(self) -> StaffQuerySet:
        """Everybody of the own school, those who left included; nobody else's."""
        return StaffMember.objects.of(self.school)

    @property
    def without_account(self) -> StaffQuerySet:
        """The employed people who still need an account."""
        return self.people.active().filter(user=None, outside=False)


def desk_of(request: HttpRequest) -> Desk:
    """Return the desk of the request's user, the same one all through the request."""
    desk = getattr(request, "_iom_school_desk", None)
    if desk is None or desk.user != request.user:
        desk = request._iom_school_desk = Desk(request.user)
    return desk
