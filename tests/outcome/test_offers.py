"""«Успешным, эффективным» lets the school tell of it; rooms above register where."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from iom_wagtail.outcome import offers
from iom_wagtail.outcome.actions import reopen
from iom_wagtail.outcome.choices import Result
from iom_wagtail.outcome.rules import offers_story
from iom_wagtail.routes import ending
from iom_wagtail.routes.rules import Office
from tests.factories import UserFactory, approve_conclusion, conclude, fresh_conclusion
from tests.sql import statements_of

WORDS = "с согласия учителя школа может рассказать об этом успехе"
LABEL = "Предложить историю успеха"

FAILED = {"reasons": "Мало часов", "problems_state": "partly", "remaining": ["Ошибки"]}
LEFT = {"states": ("partly",), **FAILED}


def page_of(cast, who, user=None):
    client = Client()
    client.force_login(user or cast.user(who))
    return client.get(reverse("iom_route_conclusion", args=[cast.route.pk]))


def told(cast, who, user=None):
    text = " ".join(page_of(cast, who, user).text.replace("\xa0", " ").split())
    return WORDS in text


def buttons(cast, who):
    page = BeautifulSoup(page_of(cast, who).content, "html.parser")
    return [link["href"] for link in page.select("main a.btn") if link.text.strip() == LABEL]


@pytest.fixture
def door(monkeypatch):
    """A room above that tells stories: teachers and mentors begin one."""
    monkeypatch.setattr(offers, "_doors", {})
    offers.register(
        offers.Door(
            name="story",
            label=LABEL,
            icon="plus",
            url=lambda page: f"/stories/new/{page.route_page_id}/",
            allowed=lambda offices: not {Office.TEACHER, Office.MENTOR}.isdisjoint(offices),
        )
    )


@pytest.mark.parametrize(
    ("result", "offered"), [*((r, r == "success") for r in Result), ("", False)]
)
def test_only_a_success_is_told_of(result, offered):
    assert offers_story(result) is offered


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("who", "hears"),
    [
        ("teacher", True),
        ("mentor", True),
        ("deputy", True),
        ("director", True),
        ("methodist", False),
        ("psychologist", False),
    ],
)
def test_those_concerned_are_told_that_it_may_be_told(approved, who, hears):
    assert told(approved, who) is hears


@pytest.mark.django_db
def test_a_superuser_reads_and_is_offered_nothing(approved, door):
    boss = UserFactory(is_superuser=True, is_staff=True)
    assert page_of(approved, "", boss).status_code == 200
    assert not told(approved, "", boss)


@pytest.mark.django_db
@pytest.mark.parametrize("result", ["partial", "fail"])
def test_nothing_is_told_of_the_other_two(opened, door, result):
    conclude(opened, opened.conclusion, result=result, **LEFT)
    approve_conclusion(opened)
    for who in ("teacher", "mentor", "deputy", "director"):
        assert not told(opened, who) and not buttons(opened, who), who


@pytest.mark.django_db
def test_nothing_before_the_director_has_signed(opened, door):
    for who in ("teacher", "mentor", "deputy", "director"):
        assert not told(opened, who) and not buttons(opened, who), who


@pytest.mark.django_db
def test_nothing_after_it_was_opened_again(approved, door):
    reopen(fresh_conclusion(approved), approved.user("director"), "Опечатка")
    for who in ("teacher", "mentor", "deputy", "director"):
        assert not told(approved, who) and not buttons(approved, who), who
    conclude(approved, fresh_conclusion(approved), result="partial", **LEFT)
    approve_conclusion(approved)
    assert not told(approved, "mentor")


@pytest.mark.django_db
def test_nothing_in_the_archive(approved, door):
    ending.archive(approved.route, approved.user("deputy"))
    assert not told(approved, "mentor") and not buttons(approved, "mentor")


@pytest.mark.django_db
def test_a_registered_door_stands_there_for_those_it_opens_to(approved, door):
    address = f"/stories/new/{approved.route.pk}/"
    expected = {
        "teacher": [address],
        "mentor": [address],
        "deputy": [],
        "director": [],
        "methodist": [],
        "psychologist": [],
    }
    assert {who: buttons(approved, who) for who in expected} == expected
    assert told(approved, "deputy")


@pytest.mark.django_db
def test_without_a_door_it_is_only_said(approved, monkeypatch):
    monkeypatch.setattr(offers, "_doors", {})
    assert told(approved, "mentor") and not buttons(approved, "mentor")


@pytest.mark.django_db
def test_a_door_costs_the_page_nothing(approved, door):
    page_of(approved, "mentor")
    with_door = len(statements_of(lambda: page_of(approved, "mentor")))
    offers._doors.clear()
    assert len(statements_of(lambda: page_of(approved, "mentor"))) == with_door


def test_a_name_is_registered_once(door):
    (known,) = offers.doors({Office.TEACHER})
    offers.register(known)
    assert offers.doors({Office.TEACHER}) == (known,)
    assert offers.doors({Office.METHODIST}) == ()
