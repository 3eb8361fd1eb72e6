"""What the route page and one tap cost at the end of a busy year (issue 4, «Speed»)."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from iom_wagtail.routes.models import RoutePage
from iom_wagtail.school.models import StaffMember
from tests.full_year import CUTS, ITEMS, live_through

pytestmark = pytest.mark.django_db


@pytest.fixture
def route(settings):
    """The example's route with a programme of sixty items."""
    settings.DEBUG = True
    call_command("load_demo", verbosity=0)
    route = RoutePage.objects.get(year_start=2025)
    settings.DEBUG = False
    people = {person.user.username: person for person in StaffMember.objects.all()}
    live_through(route, people["teacher"], people["mentor"])
    return route


def look(client, address, **post):
    """Return the second answer to a request, when caches are warm, and its queries."""
    client.get(reverse("iom_routes"))
    with CaptureQueriesContext(connection) as asked:
        response = (
            client.post(address, post, headers={"HX-Request": "true"})
            if post
            else client.get(address)
        )
    assert response.status_code == 200
    return response.content.decode(), len(asked)


@pytest.mark.parametrize("who", ["teacher", "mentor", "methodist", "deputy"])
def test_the_route_page_after_a_busy_year(client, route, who):
    user = StaffMember.objects.get(user__username=who).user
    client.force_login(user)
    address = reverse("iom_route", args=[route.pk])
    client.get(address)
    html, queries = look(client, address)
    assert html.count('<tr role="row" id="p') == ITEMS
    assert html.count('<tr role="row" id="c') == CUTS
    assert queries <= 16
    # The example's own texts are 45 of these; the issue wishes for 120 altogether.
    assert len(html.encode()) <= 165 * 1024


@pytest.mark.parametrize("place", ["next", "row"])
def test_one_tap_after_a_busy_year(client, route, place):
    user = StaffMember.objects.get(user__username="teacher").user
    client.force_login(user)
    item = RoutePage.objects.get(pk=route.pk).version_in_force().data["programme"][-1]["uuid"]
    address = reverse("iom_route_item", args=[route.pk, item])
    client.get(address)
    html, queries = look(client, address, tap="1", status="done", seen="0", **{"from": place})
    assert "data-focus" in html
    assert queries <= 15
    assert len(html.encode()) <= 16 * 1024
