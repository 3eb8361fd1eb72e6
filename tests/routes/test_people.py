"""Opening a route and changing its people: logged acts, and access follows at once."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone
from wagtail.models import PageLogEntry, Revision

from iom_wagtail.routes import actions
from iom_wagtail.routes.choices import Role
from iom_wagtail.routes.exceptions import NotAllowed, WrongAssignment
from iom_wagtail.routes.models import RoutePage
from tests.factories import StaffFactory, add_participant, approve, make_cast, make_route

pytestmark = pytest.mark.django_db

TODAY = dt.date(2025, 9, 1)


@pytest.fixture
def cast(drafted):
    return drafted


def visible(cast, name):
    return RoutePage.objects.visible_to(cast.user(name)).filter(pk=cast.route.pk).exists()


def test_opening_makes_draft_number_and_people(cast):
    route = cast.route
    assert (route.title, route.live, route.number) == ("ИОМ 2025/26 № 1", False, 1)
    assert route.teacher == cast.teacher and route.leading_mentor == cast.mentor
    assert route.get_parent().specific.school == cast.school
    assert route.get_latest_revision_as_object().subject == "Математика"
    assert "Лебедева" not in route.slug + route.title


def test_numbers_count_within_school_and_year(cast):
    other = StaffFactory(school=cast.school)
    assert make_route(cast, filled=False, teacher=other).number == 2
    elsewhere = make_cast()
    assert make_route(elsewhere, filled=False).number == 1
    later = make_route(
        cast,
        filled=False,
        start_on=dt.date(2026, 9, 1),
        end_on=dt.date(2027, 5, 29),
        decision_date=dt.date(2026, 9, 1),
    )
    assert (later.year_start, later.number) == (2026, 1)


@pytest.mark.parametrize("name", ["deputy", "director"])
def test_director_and_deputy_open_routes_in_their_own_name(name):
    from iom_wagtail.routes.opening import Opening, open_route

    cast = make_cast()
    opening = Opening(
        teacher=cast.teacher,
        mentor=cast.mentor,
        start_on=dt.date(2025, 9, 1),
        end_on=dt.date(2026, 5, 29),
        decision_date=dt.date(2025, 9, 1),
    )
    route = open_route(cast.school, cast.user(name), opening)
    assert RoutePage.objects.get(pk=route.pk).latest_revision.user == cast.user(name)


@pytest.mark.parametrize("name", ["teacher", "mentor", "methodist", "colleague"])
def test_only_director_and_deputy_open_routes(cast, name):
    from iom_wagtail.routes.opening import Opening, open_route

    opening = Opening(cast.colleague, cast.mentor, TODAY, dt.date(2026, 5, 29), TODAY)
    with pytest.raises(NotAllowed):
        open_route(cast.school, cast.user(name), opening)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"mentor": "teacher"}, "mentor"),
        ({"end_on": dt.date(2025, 8, 1)}, "end_on"),
        ({"teacher": "stranger"}, "teacher"),
        ({}, "teacher"),  # the teacher already has a route of these days
    ],
)
def test_what_opening_refuses_and_leaves_nothing_behind(cast, change, field):
    stranger = make_cast().teacher
    values = {
        key: {"teacher": cast.teacher, "stranger": stranger}.get(value, value)
        for key, value in change.items()
    }
    before = RoutePage.objects.count()
    with pytest.raises(WrongAssignment) as caught:
        make_route(cast, filled=False, **values)
    assert field in caught.value.message_dict
    assert RoutePage.objects.count() == before


def test_a_route_from_an_earlier_one_carries_the_card_with_new_rows(cast):
    old = cast.route
    new = make_route(
        cast,
        filled=False,
        start_on=dt.date(2026, 9, 1),
        end_on=dt.date(2027, 5, 29),
        decision_date=dt.date(2026, 9, 1),
        earlier=old,
    )
    draft = new.get_latest_revision_as_object()
    source = old.get_latest_revision_as_object()
    assert draft.classes == source.classes
    assert [row.text for row in draft.difficulties.all()] == ["Цель урока"]
    assert draft.difficulties.first().uuid != source.difficulties.first().uuid
    assert draft.goal == ""


def test_a_person_may_be_teacher_on_one_route_and_mentor_on_another(cast):
    second = make_route(cast, filled=False, teacher=cast.colleague, mentor=cast.teacher)
    assert second.leading_mentor == cast.teacher


def test_changing_the_mentor_moves_access_at_once_and_keeps_the_name(cast):
    assert visible(cast, "mentor") and not visible(cast, "colleague")
    actions.change_mentor(
        cast.route,
        cast.user("deputy"),
        staff=cast.colleague,
        since=timezone.localdate(),
        basis="Приказ № 2",
    )
    assert not visible(cast, "mentor") and visible(cast, "colleague")
    old = cast.route.assignments.get(staff=cast.mentor)
    assert old.until == timezone.localdate() and old.end_basis == "Приказ № 2"
    assert old.staff.full_name.startswith("Орлова")
    assert RoutePage.objects.get(pk=cast.route.pk).leading_mentor == cast.colleague
    entry = PageLogEntry.objects.filter(action="iom_wagtail.end_assignment").get()
    assert "Орлова" not in str(entry.data) and entry.user == cast.deputy.user


def test_a_second_mentor_becomes_the_leading_one(cast):
    actions.assign(
        cast.route, cast.user("deputy"), staff=cast.colleague, role=Role.MENTOR, since=TODAY
    )
    route = RoutePage.objects.get(pk=cast.route.pk)
    assert route.leading_mentor == cast.mentor
    actions.change_mentor(
        route, cast.user("deputy"), staff=cast.colleague, since=timezone.localdate()
    )
    route = RoutePage.objects.get(pk=cast.route.pk)
    assert [p.surname for p in route.on_role(Role.MENTOR)] == ["Воробьёва"]


def test_participants_come_and_go(cast):
    row = add_participant(cast)
    assert visible(cast, "psychologist")
    actions.end_assignment(row, cast.user("director"), until=timezone.localdate())
    assert not visible(cast, "psychologist")
    with pytest.raises(WrongAssignment):
        actions.end_assignment(row, cast.user("director"), until=timezone.localdate())


@pytest.mark.parametrize(
    ("name", "role"),
    [("teacher", Role.MENTOR), ("mentor", Role.PARTICIPANT), ("stranger", Role.PARTICIPANT)],
)
def test_nobody_twice_no_stranger_and_no_teacher_as_mentor(cast, name, role):
    staff = make_cast().mentor if name == "stranger" else getattr(cast, name)
    with pytest.raises(WrongAssignment) as caught:
        actions.assign(cast.route, cast.user("deputy"), staff=staff, role=role, since=TODAY)
    assert "staff" in caught.value.message_dict


@pytest.mark.parametrize("name", ["mentor", "teacher", "methodist", "colleague"])
def test_only_deputy_and_director_change_people(cast, name):
    with pytest.raises(NotAllowed):
        actions.assign(
            cast.route,
            cast.user(name),
            staff=cast.psychologist,
            role=Role.PARTICIPANT,
            since=TODAY,
        )


def test_the_teacher_stays_as_long_as_the_route_lasts(cast):
    row = cast.route.assignments.get(role=Role.TEACHER)
    with pytest.raises(WrongAssignment):
        actions.end_assignment(row, cast.user("deputy"), until=timezone.localdate())


def test_people_live_outside_the_revision(cast):
    """Publishing a draft made before the change brings no old mentor back (facts 46)."""
    actions.change_mentor(
        cast.route, cast.user("deputy"), staff=cast.colleague, since=timezone.localdate()
    )
    assert all("assignments" not in r.content for r in Revision.objects.for_instance(cast.route))
    cast.mentor = cast.colleague
    approve(cast)
    assert cast.route.leading_mentor == cast.colleague


def test_case_59_a_deactivated_person_keeps_the_name_and_loses_access(cast):
    approve(cast)
    type(cast.mentor).objects.filter(pk=cast.mentor.pk).update(active=False)
    assert not visible(cast, "mentor")
    version = cast.route.approved_versions.get()
    assert version.data["people"]["mentors"][0]["short"].endswith("Орлова")
    assert RoutePage.objects.get(pk=cast.route.pk).leading_mentor.surname == "Орлова"
