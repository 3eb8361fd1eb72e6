"""A conclusion that waits stands on the office's home screen and in the queue, as routes do."""

from __future__ import annotations

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import TaskState

from iom_wagtail.approval import actions as approval
from tests.factories import agree_to_conclusion, fresh_conclusion, make_cast

pytestmark = pytest.mark.django_db

HOME, QUEUE = reverse("wagtailadmin_home"), reverse("iom_approvals")


@pytest.fixture
def waiting(opened):
    """The conclusion has waited for the director for three days."""
    approval.submit(fresh_conclusion(opened), opened.user("mentor"))
    agree_to_conclusion(opened, "deputy", "teacher")
    since = timezone.now() - dt.timedelta(days=3)
    TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).update(started_at=since)
    return opened


def panel(cast, who, name="iom-decisions"):
    """Return a panel of somebody's home screen, or None."""
    client = Client()
    client.force_login(cast.user(who))
    return BeautifulSoup(client.get(HOME).content, "html.parser").select_one(
        f"section[aria-labelledby={name}]"
    )


def words(part):
    return " ".join(part.text.replace("\xa0", " ").split())


def test_the_director_finds_what_waits_and_since_when(waiting):
    found = panel(waiting, "director")
    links = [link["href"] for link in found.select("a")]
    assert links == [reverse("iom_route_conclusion_approval", args=[waiting.route.pk]), QUEUE]
    assert "Общее заключение" in words(found)
    assert "Лебедева" in words(found)
    since = timezone.localdate() - dt.timedelta(days=3)
    assert f"ждёт с {since.day} " in words(found)


@pytest.mark.parametrize("who", ["mentor", "deputy", "methodist", "teacher"])
def test_others_find_nothing_there(waiting, who):
    shown = panel(waiting, who)
    assert shown is None or not shown.select("li")


def test_a_stranger_learns_nothing(waiting):
    shown = panel(make_cast(), "director")
    assert not shown.select("li") and waiting.route.title not in words(shown)


def test_when_nobody_can_sign_it_the_deputy_is_warned(waiting):
    assert panel(waiting, "deputy", "iom-stuck") is None
    type(waiting.school).objects.update(director=None)
    assert "Общее заключение" in words(panel(waiting, "deputy", "iom-stuck"))
    assert panel(waiting, "mentor", "iom-stuck") is None


def test_the_list_of_routes_and_the_queue_show_it_too(waiting):
    director = Client()
    director.force_login(waiting.user("director"))
    listed = BeautifulSoup(director.get(reverse("iom_routes")).content, "html.parser")
    (row,) = listed.select(".queue a")
    assert row["href"] == reverse("iom_route_conclusion_approval", args=[waiting.route.pk])
    assert "ждёт 3 дня" in words(row)
    queue = BeautifulSoup(director.get(QUEUE).content, "html.parser")
    (row,) = queue.select(".queue a")
    assert "Общее заключение" in words(row) and "ждёт 3 дня" in words(row)
    assert queue.select_one("form.decide")
