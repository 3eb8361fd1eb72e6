"""Two schools in the database, and the plain model that is kept beside them."""

from __future__ import annotations

import datetime as dt
from copy import deepcopy

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils import timezone
from hypothesis.stateful import RuleBasedStateMachine

from iom_wagtail.routes.models import RouteAssignment, RoutePage
from iom_wagtail.school.models import StaffMember
from tests.access.oracle import Model, Part, Person
from tests.factories import UserFactory, add_participant, make_cast, make_route

START = dt.date(2026, 1, 12)


def begin() -> tuple[Model, int]:
    """Make two schools, each with a filled route; return what a model knows, and a superuser."""
    model = Model(today=START)
    for _ in range(2):
        cast = make_cast()
        make_route(cast)
        add_participant(cast)
        key = cast.school.pk
        model.routes[cast.route.pk] = key
        model.director[key], model.deputy[key] = cast.director.pk, cast.deputy.pk
        model.methodists[key] = {cast.methodist.pk}
    for person in StaffMember.objects.order_by("pk"):
        model.people[person.pk] = Person(school=person.school_id)
    for row in RouteAssignment.objects.all():
        model.parts[row.pk] = Part(row.route_id, row.staff_id, row.role)
    return model, UserFactory(is_staff=True, is_superuser=True).pk


class SchoolsMachine(RuleBasedStateMachine):
    """Two schools beside what a model knows of them; nothing happens in them yet."""

    world: tuple[Model, int]  # how every run begins; made once, each run is undone

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.model, self.superuser = deepcopy(self.world)
        self.turn = 0
        self.expected: dict[int, set[int]] = {}
        self.patch = pytest.MonkeyPatch()
        self.patch.setattr(timezone, "localdate", lambda *args, **kwargs: self.model.today)

    def teardown(self) -> None:
        self.patch.undo()
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    # --- who and what: always fresh from the database ---

    def person(self, number: int, school: int | None = None) -> StaffMember:
        """Somebody; of a school when one is given, but for the last few numbers."""
        keys = sorted(self.model.people)
        if school is not None and number < 11:
            keys = [key for key in keys if self.model.people[key].school == school]
        return StaffMember.objects.select_related("user", "school").get(pk=keys[number % len(keys)])

    def account(self, key: int | None):
        return get_user_model().objects.get(staff_member__pk=key) if key else AnonymousUser()

    def route(self, number: int) -> RoutePage:
        keys = sorted(self.model.routes)
        return RoutePage.objects.get(pk=keys[number % len(keys)])

    def admin(self):
        return get_user_model().objects.get(pk=self.superuser)

    def leader(self, school: int, number: int):
        """The account of a school's director or deputy."""
        offices = (self.model.director, self.model.deputy)
        return self.account(offices[number % 2][school])
