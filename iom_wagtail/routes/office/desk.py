"""Whose desk this is: what the asking person may do in the office, asked once a request."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import Q

from iom_wagtail.routes import access
from iom_wagtail.routes.models import RoutePage
from iom_wagtail.routes.opening import may_open
from iom_wagtail.school.access import staff_with_school
from iom_wagtail.school.models import School, StaffMember

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser
    from django.http import HttpRequest

    from iom_wagtail.routes.managers import RouteQuerySet


class Desk:
    """A person's place in the office: the own school, and the screens open to the person."""

    def __init__(self, user: AbstractBaseUser) -> None:
        self.user = user

    @cached_property
    def staff(self) -> StaffMember | None:
        """The person's active staff record; None for a technician or a site editor."""
        staff = staff_with_school(self.user)
        return staff if staff is not None and staff.active and self.user.is_active else None

    @property
    def school(self) -> School | None:
        """The person's school, one object all through the request; None without a record."""
        return self.staff.school if self.staff is not None else None

    @property
    def routes(self) -> RouteQuerySet:
        """The routes the person may see."""
        return RoutePage.objects.visible_to(self.user)

    @cached_property
    def opens(self) -> bool:
        """Whether the person opens routes."""
        return self.school is not None and may_open(self.user, self.school)

    @cached_property
    def reads(self) -> bool:
        """Whether the list of routes is open: to leaders even when there is no route yet."""
        if self.opens:
            return True
        schools = School.objects.all()
        read = Q(pk__in=access.leads_school(self.user, schools))
        return schools.filter(read | Q(pk__in=self.routes.order_by().values("school"))).exists()


def desk_of(request: HttpRequest) -> Desk:
    """Return the desk of the request's user, the same one all through the request."""
    desk = getattr(request, "_iom_desk", None)
    if desk is None or desk.user != request.user:
        desk = request._iom_desk = Desk(request.user)
    return desk
