"""Office screens of routes: who opens them with which answer; opening a route; the index."""

from __future__ import annotations

import datetime as dt

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from wagtail.models import Page, PageLogEntry, PageViewRestriction

from iom_wagtail.routes.models import RouteIndexPage, RoutePage
from iom_wagtail.routes.office.forms import school_year
from iom_wagtail.routes.placement import ensure_index
from tests import factories
from tests.routes.entering import LEADERS, READERS, TURNED_AWAY, enter

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "allowed", "refused"),
    [
        ("iom_route_list", READERS | {"other director"}, TURNED_AWAY),
        ("iom_route_list_results", READERS | {"other director"}, TURNED_AWAY),
        ("iom_route_open", LEADERS, TURNED_AWAY),
        ("iom_delegations", LEADERS, TURNED_AWAY),
    ],
)
def test_screens_of_the_school(everybody, name, allowed, refused):
    """Each screen answers 200 to exactly those it is for."""
    for role, user in everybody.items():
        answer = enter(user).get(reverse(name))
        assert answer.status_code == (200 if role in allowed else refused), role


@pytest.mark.parametrize(
    ("name", "allowed", "turned_away"),
    [
        ("iom_route_people", READERS, {"anonymous"}),
        (
            "iom_route_correction",
            {"deputy", "mentor"},
            {"anonymous", "director", "methodist", "teacher", "psychologist"},
        ),
    ],
)
def test_screens_of_one_route(cast, everybody, name, allowed, turned_away):
    """A route's screens: 404 for strangers, whatever rights they hold elsewhere."""
    address = reverse(name, args=[cast.route.pk])
    for role, user in everybody.items():
        expected = 200 if role in allowed else 302 if role in turned_away else 404
        assert enter(user).get(address).status_code == expected, role


def test_changing_people_is_refused_to_readers(cast, everybody):
    """A forged POST of a reader changes nothing; strangers get 404, leaders get through."""
    address = reverse("iom_route_people", args=[cast.route.pk])
    row = cast.route.assignments.get(staff=cast.psychologist)
    form = {"act": "end", "end-row": row.pk, "end-until": "01.09.2026"}
    for role in ("methodist", "mentor", "teacher", "psychologist"):
        assert enter(everybody[role]).post(address, form).status_code == TURNED_AWAY, role
    for role in ("colleague", "other director", "editor", "technician"):
        assert enter(everybody[role]).post(address, form).status_code == 404, role
    row.refresh_from_db()
    assert row.until is None


def test_readers_see_no_forms(cast):
    """Who only reads the people sees names and history, and nothing to press."""
    page = enter(cast.user("teacher")).get(reverse("iom_route_people", args=[cast.route.pk]))
    assert cast.mentor.full_name in page.text
    assert 'name="act"' not in page.text


def opening(cast, **values):
    """Return what the form of opening posts."""
    return {
        "teacher": cast.colleague.pk,
        "mentor": cast.mentor.pk,
        "start_on": "01.09.2025",
        "end_on": "31.05.2026",
        "decision_date": "01.09.2025",
        "decision_basis": "Приказ № 5",
        "earlier": "",
        **values,
    }


def test_open_leads_to_the_draft(cast):
    """One form, one act: the route, its two people, the editor."""
    answer = enter(cast.user("deputy")).post(reverse("iom_route_open"), opening(cast))
    route = RoutePage.objects.get(assignments__staff=cast.colleague)
    assert answer.status_code == 302
    assert answer["Location"] == reverse("wagtailadmin_pages:edit", args=[route.pk])
    assert (route.teacher, route.leading_mentor) == (cast.colleague, cast.mentor)
    assert not route.live


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"teacher": ""}, "teacher"),
        ({"end_on": "01.08.2025"}, "end_on"),
        ({"end_on": "31.05.2030"}, "end_on"),
        ({"start_on": "32.13.2025"}, "start_on"),
        ({"decision_basis": "я" * 301}, "decision_basis"),
        ({"earlier": "999999"}, "earlier"),
    ],
)
def test_open_says_what_is_wrong_and_loses_nothing(cast, wrong, field):
    """The message stands at the field; everything written comes back."""
    answer = enter(cast.user("deputy")).post(reverse("iom_route_open"), opening(cast, **wrong))
    assert answer.status_code == 200
    assert field in answer.context["form"].errors
    if field != "decision_basis":
        assert "Приказ № 5" in answer.text
    assert not RoutePage.objects.filter(assignments__staff=cast.colleague).exists()


def test_open_refuses_a_stranger_posted_by_hand(cast):
    """A person of another school: a message, no name, no route."""
    stranger = factories.make_cast().teacher
    stranger.surname = "Незнакомцева"
    stranger.save()
    for field in ("teacher", "mentor"):
        answer = enter(cast.user("deputy")).post(
            reverse("iom_route_open"), opening(cast, **{field: stranger.pk})
        )
        assert field in answer.context["form"].errors
        assert "Незнакомцева" not in answer.text


def test_open_refuses_the_teacher_as_mentor_and_a_second_route(cast):
    """Mentor and teacher are two people; a teacher has one route in a period."""
    client = enter(cast.user("deputy"))
    same = client.post(reverse("iom_route_open"), opening(cast, mentor=cast.colleague.pk))
    assert "mentor" in same.context["form"].errors
    again = client.post(reverse("iom_route_open"), opening(cast, teacher=cast.teacher.pk))
    assert "teacher" in again.context["form"].errors


def test_open_from_an_earlier_route_of_the_same_teacher_only(cast):
    """The earlier route lends its card; another teacher's is refused by the server."""
    later = {"start_on": "01.09.2026", "end_on": "31.05.2027", "earlier": cast.route.pk}
    client = enter(cast.user("deputy"))
    refused = client.post(reverse("iom_route_open"), opening(cast, **later))
    assert "earlier" in refused.context["form"].errors
    client.post(reverse("iom_route_open"), opening(cast, **later, teacher=cast.teacher.pk))
    route = RoutePage.objects.get(year_start=2026)
    draft = route.get_latest_revision_as_object()
    assert draft.subject == "Математика"
    assert draft.difficulties.count() == 1


@pytest.mark.parametrize(
    ("today", "start"),
    [(dt.date(2025, 9, 1), 2025), (dt.date(2026, 5, 31), 2025), (dt.date(2026, 7, 1), 2026)],
)
def test_the_offered_period_is_the_school_year(today, start):
    """1 September to 31 May; in summer the coming year."""
    assert school_year(today) == (dt.date(start, 9, 1), dt.date(start + 1, 5, 31))


def test_a_school_gets_its_index_once_beside_home_and_private(cast):
    """At the tree's root, live, restricted to those who logged in; a second call mends only."""
    index = RouteIndexPage.objects.get(school=cast.school)
    assert index.get_parent().is_root()
    assert index.live
    PageViewRestriction.objects.filter(page=index).delete()
    assert ensure_index(cast.school).pk == index.pk
    assert index not in Page.objects.live().public()
    assert RouteIndexPage.objects.filter(school=cast.school).count() == 1


def test_a_superuser_reads_and_is_logged(cast):
    """Each read is logged; nothing is changed."""
    user = get_user_model().objects.create_superuser("root", password="x")
    address = reverse("iom_route_people", args=[cast.route.pk])
    assert enter(user).get(address).status_code == 200
    assert PageLogEntry.objects.filter(page=cast.route.pk, action="iom_wagtail.read").exists()
    assert enter(user).post(address, {"act": "end"}).status_code == TURNED_AWAY
