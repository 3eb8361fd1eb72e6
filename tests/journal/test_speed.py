"""What the route page and one tap cost at the end of a busy year (issue 4, «Speed»)."""

from __future__ import annotations

import copy
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from iom_wagtail.journal.attachments.models import Attachment
from iom_wagtail.journal.diary.models import DiaryEntry
from iom_wagtail.journal.progress.models import ItemProgress
from iom_wagtail.journal.visits.models import LessonVisit
from iom_wagtail.management.demo import loader
from iom_wagtail.routes.models import RoutePage
from iom_wagtail.school.models import StaffMember
from tests.full_year import live_through

#: What the issue asks for, in its own numbers.
ITEMS, CUTS, ENTRIES, VISITS, FILES = 60, 10, 200, 40, 60
QUERIES, KILOBYTES = 16, 120
TAP_QUERIES, TAP_KILOBYTES = 15, 8

pytestmark = pytest.mark.django_db


def live():
    loader.load()
    route = RoutePage.objects.get(year_start=2025)
    people = {person.user.username: person for person in StaffMember.objects.all()}
    live_through(route, people["teacher"], people["mentor"])
    return RoutePage.objects.get(pk=route.pk)


@pytest.fixture(scope="module")
def route_once(once):
    """The route as it was made."""
    return once(live)


@pytest.fixture
def route(route_once, db):
    """The example's route with a programme of sixty items."""
    return copy.deepcopy(route_once)


def enter_as(client, who):
    client.force_login(StaffMember.objects.get(user__username=who).user)


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


def test_the_year_is_as_busy_as_promised(route):
    data = route.version_in_force().data
    assert (len(data["programme"]), len(data["checkpoints"])) == (ITEMS, CUTS)
    assert len({row["uuid"] for row in data["programme"]}) == ITEMS
    for model, least in [(DiaryEntry, ENTRIES), (LessonVisit, VISITS), (Attachment, FILES)]:
        assert model.objects.filter(route=route).count() >= least


@pytest.mark.parametrize("who", ["teacher", "mentor", "psychologist", "methodist", "deputy"])
def test_the_route_page_after_a_busy_year(client, route, who):
    enter_as(client, who)
    address = reverse("iom_route", args=[route.pk])
    client.get(address)
    html, queries = look(client, address)
    assert len(re.findall(r'<tr role="row" id="p\d+"', html)) == ITEMS
    assert len(re.findall(r'<tr role="row" id="c\d+"', html)) == CUTS
    assert queries <= QUERIES
    assert len(html.encode()) <= KILOBYTES * 1024


@pytest.mark.parametrize("who", ["teacher", "mentor", "deputy"])
@pytest.mark.parametrize("place", ["next", "row"])
@pytest.mark.parametrize("written", ["nothing yet", "a record"])
def test_one_tap_after_a_busy_year(client, route, who, place, written):
    enter_as(client, who)
    item = route.version_in_force().data["programme"][-1]["uuid"]
    address = reverse("iom_route_item", args=[route.pk, item])
    client.get(address)
    seen = 0
    if written == "a record":
        client.post(address, {"status": "work", "seen": "0", "actual_result": "Начато"})
        client.post(address, {"status": "work", "seen": "1", "actual_result": "Половина"})
        seen = ItemProgress.objects.get(item=item).edition
        assert seen == 2
    html, queries = look(client, address, tap="1", status="done", seen=seen, **{"from": place})
    assert "data-focus" in html
    assert ItemProgress.objects.get(item=item).status == "done"
    assert queries <= TAP_QUERIES
    assert len(html.encode()) <= TAP_KILOBYTES * 1024
