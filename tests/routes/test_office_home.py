"""The home screen, the main menu, the list of routes and the explorer; what they cost."""

from __future__ import annotations

import pytest
from django.urls import reverse

from iom_wagtail.approval import actions as approval
from iom_wagtail.routes.models import RouteIndexPage, RoutePage
from tests import factories, many
from tests.pages import MOST_REPEATS
from tests.routes.entering import LEADERS, READERS, enter
from tests.sql import most_repeated, statements_of

pytestmark = pytest.mark.django_db


def test_home_shows_what_waits_for_this_very_person(cast):
    """The deputy is asked, the director isn't yet, a stranger learns nothing."""
    approval.submit(cast.route, cast.user("mentor"))
    link = reverse("iom_route_approval", args=[cast.route.pk])
    home = reverse("wagtailadmin_home")
    assert link in enter(cast.user("deputy")).get(home).text
    for name in ("director", "methodist", "mentor", "teacher"):
        assert link not in enter(cast.user(name)).get(home).text, name
    stranger = enter(factories.make_cast().user("director")).get(home).text
    assert cast.route.title not in stranger


def test_home_warns_when_nobody_can_sign(cast):
    """The director left and nobody signs in the stead: deputy is told, others aren't."""
    approval.submit(cast.route, cast.user("mentor"))
    for name in ("deputy", "teacher"):
        approval.agree(cast.route, cast.user(name), revision_id=cast.route.latest_revision_id)
    home = reverse("wagtailadmin_home")
    assert "iom-panel--alert" not in enter(cast.user("deputy")).get(home).text
    cast.director.active = False
    cast.director.save()
    assert "iom-panel--alert" in enter(cast.user("deputy")).get(home).text
    assert "iom-panel--alert" not in enter(cast.user("mentor")).get(home).text


def test_home_counts_no_private_pages_and_shows_editors_no_route(cast, everybody):
    """Wagtail's own panels leak nothing (facts 36)."""
    approval.submit(cast.route, cast.user("mentor"))
    for role in ("editor", "technician", "colleague", "other director"):
        page = enter(everybody[role]).get(reverse("wagtailadmin_home"))
        assert page.status_code == 200
        assert cast.route.title not in page.text, role
        assert "w-summary__list" not in page.text or "Страниц" not in page.text


def test_menu_only_for_the_entitled(everybody):
    """«Маршруты» for readers, «Замещение» for director and deputy."""
    routes, signing = reverse("iom_route_list"), reverse("iom_delegations")
    for role, user in everybody.items():
        if user is None:
            continue
        page = enter(user).get(reverse("wagtailadmin_home")).text
        assert (f'"{routes}"' in page) == (role in READERS | {"other director"}), role
        assert (f'"{signing}"' in page) == (role in LEADERS), role


def test_the_list_shows_the_own_routes_and_finds_by_surname(cast, everybody):
    """Rows by the oracle; search folds the case of Russian letters; filters hold."""
    address = reverse("iom_route_list")
    director = enter(everybody["director"])
    assert cast.route.title in director.get(address, {"q": cast.teacher.surname.lower()}).text
    assert cast.route.title not in director.get(address, {"q": "Ктотоеще"}).text
    assert cast.route.title in director.get(address, {"stage": "draft"}).text
    assert cast.route.title not in director.get(address, {"stage": "running"}).text
    assert cast.route.title not in enter(everybody["other director"]).get(address).text


def queries_of(client, address):
    """Return the statements of a request, warmed up, and check that none repeats."""
    assert client.get(address).status_code == 200
    statements = statements_of(lambda: client.get(address))
    sql, times = most_repeated(statements)
    assert times <= MOST_REPEATS, sql
    return len(statements)


@pytest.mark.parametrize("role", ["director", "deputy", "methodist", "mentor"])
def test_lists_cost_the_same_at_10_and_1000_routes(cast, role):
    """The list and Wagtail's explorer: at most 25 queries at 50 rows, growth 0."""
    index = RouteIndexPage.objects.get(school=cast.school)
    addresses = [
        reverse("iom_route_list"),
        reverse("wagtailadmin_explore", args=[index.pk]),
    ]
    many.add_routes(cast.school, 9, mentor=cast.mentor)
    few = [queries_of(enter(cast.user(role)), address) for address in addresses]
    many.add_routes(cast.school, 990, mentor=cast.mentor)
    lots = [queries_of(enter(cast.user(role)), address) for address in addresses]
    assert few == lots
    assert max(lots) <= 25


def test_home_costs_the_same_however_much_waits(cast):
    """Ten texts in approval ask no more than one."""
    director = cast.user("director")
    approval.submit(cast.route, cast.user("mentor"))
    one = queries_of(enter(director), reverse("wagtailadmin_home"))
    for number in range(5):
        teacher = factories.StaffFactory(school=cast.school, account=True)
        route = factories.make_route(cast, teacher=teacher, filled=False)
        assert route.number == number + 2
        factories.fill(route, cast)
        approval.submit(RoutePage.objects.get(pk=route.pk), cast.user("mentor"))
    assert queries_of(enter(director), reverse("wagtailadmin_home")) == one
