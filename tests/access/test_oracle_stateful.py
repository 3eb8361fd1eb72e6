"""Case 60: whatever happens in two schools, ``visible_to`` equals a plain oracle."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule, run_state_machine_as_test
from wagtail.models import Page
from wagtail.permissions import policy_registry

from iom_wagtail.approval import actions as approval
from iom_wagtail.approval import delegations
from iom_wagtail.approval.models import Delegation
from iom_wagtail.approval.waiting import waiting_on
from iom_wagtail.routes import actions
from iom_wagtail.routes.models import RouteAssignment, RoutePage
from iom_wagtail.routes.opening import Opening, open_route
from iom_wagtail.routes.rules import Ability
from iom_wagtail.school import actions as school_actions
from iom_wagtail.school.models import School, StaffMember
from tests.access.oracle import Part, Stead
from tests.access.two_schools import SchoolsMachine, begin

REFUSED = (PermissionDenied, ValidationError)

anybody = st.integers(0, 13)  # seven people in each of the two schools
some = st.integers(0, 4)
days = st.sampled_from([0, 1, 2, 0, -1, 5]).map(dt.timedelta)  # around the edges of a term


class TwoSchools(SchoolsMachine):
    """Does things through the real acts and writes down those that were not refused."""

    # --- what may happen ---

    @rule(teacher=anybody, mentor=anybody, by=some)
    def open_route(self, teacher, mentor, by):
        teacher = self.person(teacher)
        mentor = self.person(mentor, teacher.school_id)
        opening = Opening(
            teacher=teacher,
            mentor=mentor,
            start_on=self.model.today,
            end_on=self.model.today + dt.timedelta(days=100),
            decision_date=self.model.today,
        )
        with suppress(*REFUSED), transaction.atomic():
            school = School.objects.get(pk=teacher.school_id)
            route = open_route(school, self.leader(school.pk, by), opening)
            self.model.routes[route.pk] = school.pk
            for row in route.assignments.all():
                self.model.parts[row.pk] = Part(route.pk, row.staff_id, row.role)

    @rule(
        route=some, who=anybody, role=st.sampled_from(["mentor", "participant"]), by=some, ago=days
    )
    def assign(self, route, who, role, by, ago):
        route = self.route(route)
        with suppress(*REFUSED), transaction.atomic():
            row = actions.assign(
                route,
                self.leader(route.school_id, by),
                staff=self.person(who, route.school_id),
                role=role,
                since=self.model.today - ago,
            )
            self.model.parts[row.pk] = Part(route.pk, row.staff_id, role)

    @rule(route=some, who=anybody, by=some, when=days)
    def change_mentor(self, route, who, by, when):
        route = self.route(route)
        who = self.person(who, route.school_id)
        since = self.model.today + when
        leading = set(route.assignments.active().filter(leads=True).values_list("pk", flat=True))
        second = set(
            route.assignments.active().filter(staff=who, role="mentor").values_list("pk", flat=True)
        )
        with suppress(*REFUSED), transaction.atomic():
            row = actions.change_mentor(
                route, self.leader(route.school_id, by), staff=who, since=since
            )
            for key in leading | second:
                self.model.parts[key].until = since
            self.model.parts[row.pk] = Part(route.pk, who.pk, "mentor")

    @rule(part=st.integers(0, 11), by=some, when=days)
    def end_assignment(self, part, by, when):
        keys = sorted(self.model.parts)
        row = RouteAssignment.objects.get(pk=keys[part % len(keys)])
        until = self.model.today + when
        with suppress(*REFUSED), transaction.atomic():
            actions.end_assignment(row, self.leader(row.route.school_id, by), until=until)
            self.model.parts[row.pk].until = until

    @rule(route=some, who=anybody)
    def submit(self, route, who):
        """By one of those who write the text, or by anybody."""
        route = self.route(route)
        people = [*route.writers(), self.person(who)]
        with suppress(*REFUSED), transaction.atomic():
            approval.submit(route, self.account(people[who % len(people)].pk))

    @rule(route=some, back=st.booleans(), times=st.integers(1, 4))
    def decide(self, route, back, times):
        key = self.route(route).pk
        for _ in range(times):
            page = RoutePage.objects.get(pk=key)
            waiting = waiting_on(page)
            if waiting is None or not waiting.people:
                return
            user = self.account(waiting.people[0].pk)
            with suppress(*REFUSED), transaction.atomic():
                if back:
                    approval.send_back(page, user, revision_id=waiting.revision_id, comment="!")
                else:
                    approval.agree(page, user, revision_id=waiting.revision_id)

    @rule(who=anybody, active=st.booleans())
    def leave_or_come_back(self, who, active):
        who = self.person(who)
        with suppress(*REFUSED), transaction.atomic():
            school_actions.set_active(who, self.admin(), active)
            self.model.people[who.pk].works = self.model.people[who.pk].account_open = active
            if not active:
                self.model.methodists[who.school_id].discard(who.pk)

    @rule(who=anybody, opened=st.booleans(), record=st.booleans())
    def close_or_open_one_of_the_two(self, who, opened, record):
        """The account alone, or the staff record alone, past the acts."""
        who = self.person(who)
        if record:
            StaffMember.objects.filter(pk=who.pk).update(active=opened)
            self.model.people[who.pk].works = opened
        else:
            get_user_model().objects.filter(pk=who.user_id).update(is_active=opened)
            self.model.people[who.pk].account_open = opened

    @rule(who=anybody, office=st.sampled_from(["director", "deputy", "methodists"]), also=anybody)
    def appoint(self, who, office, also):
        who = self.person(who)
        school = School.objects.get(pk=who.school_id)
        several = {person.pk: person for person in (who, self.person(also, school.pk))}
        holder = None if also == 0 else who
        new = list(several.values()) if office == "methodists" else holder
        with suppress(*REFUSED), transaction.atomic():
            school_actions.appoint(school, office, new, self.admin())
            if office == "methodists":
                self.model.methodists[school.pk] = set(several)
            else:
                getattr(self.model, office)[school.pk] = holder.pk if holder else None

    @rule(who=anybody, by=some, start=days, length=st.integers(0, 2))
    def delegate(self, who, by, start, length):
        who = self.person(who)
        since = self.model.today + start
        until = since + dt.timedelta(days=length)
        with suppress(*REFUSED), transaction.atomic():
            row = delegations.appoint(
                School.objects.get(pk=who.school_id),
                self.leader(who.school_id, by),
                person=who,
                since=since,
                until=until,
                basis="Приказ № 5",
            )
            self.model.steads[row.pk] = Stead(who.school_id, who.pk, since, until)

    @rule(which=some, by=some)
    def end_delegation(self, which, by):
        if not self.model.steads:
            return
        key = sorted(self.model.steads)[which % len(self.model.steads)]
        stead = self.model.steads[key]
        with suppress(*REFUSED), transaction.atomic():
            delegations.end(Delegation.objects.get(pk=key), self.leader(stead.school, by))
            if stead.since >= self.model.today:
                del self.model.steads[key]
            else:
                stead.until = self.model.today - dt.timedelta(days=1)

    @rule(by=st.integers(1, 2))
    def time_passes(self, by):
        self.model.today += dt.timedelta(days=by)

    # --- what must hold after each of them ---

    @invariant()
    def everybody_sees_what_the_table_says(self):
        """For everybody who should see more or less than before, and for a few others in turn."""
        self.turn += 1
        keys = sorted(self.model.people)
        expected = {key: self.model.sees(key) for key in keys}
        asked = {keys[(self.turn + step) % len(keys)] for step in (0, 5, 10)}
        asked |= {key for key in keys if expected[key] != self.expected.get(key)}
        self.expected = expected
        for user in get_user_model().objects.filter(staff_member__in=asked):
            rows = RoutePage.objects.visible_to(user).order_by().values_list("pk", flat=True)
            key = user.staff_member.pk
            assert sorted(rows) == sorted(expected[key]), (key, self.model)
        assert not RoutePage.objects.visible_to(AnonymousUser()).exists()
        everything = RoutePage.objects.visible_to(self.admin()).values_list("pk", flat=True)
        assert set(everything) == set(self.model.routes)

    @invariant()
    def screen_tester_and_policy_say_the_same(self):
        """For one person and one route at a time, at every third step the next ones."""
        if self.turn % 3:
            return
        keys, numbers = sorted(self.model.people), sorted(self.model.routes)
        key, number = keys[self.turn // 3 % len(keys)], numbers[self.turn % len(numbers)]
        user, route = self.account(key), RoutePage.objects.get(pk=number)
        sees, drafts = self.expected[key], self.model.reads_drafts(key)
        tester = route.permissions_for_user(user)
        assert tester.allows(Ability.READ) == (number in sees)
        assert tester.can_edit() == (number in drafts)
        assert tester.allows(Ability.EDIT) == (number in self.model.writes(key))
        policy = policy_registry.get_by_type(Page)
        asked = policy.user_has_permission_for_instance(user, "change", route)
        assert asked == (number in drafts)
        explored = policy.explorable_instances(user).filter(routepage__isnull=False).order_by()
        assert set(explored.values_list("pk", flat=True)) == drafts
        client = Client()
        client.force_login(user)
        status = 200 if number in sees else 404
        if not self.model.people[key].account_open:
            status = 302  # to the login
        assert client.get(f"/routes/{number}/").status_code == status


@pytest.mark.django_db
def test_case_60_visible_to_equals_a_plain_oracle(monkeypatch):
    monkeypatch.setattr(TwoSchools, "world", begin(), raising=False)
    run_state_machine_as_test(
        TwoSchools,
        settings=settings(
            max_examples=20,
            stateful_step_count=30,
            derandomize=True,
            # A failure is told at once; add ``Phase.shrink`` to look for the shortest way to it.
            phases=[Phase.generate],
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
