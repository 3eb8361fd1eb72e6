"""After a conclusion: the next route begins with what is not resolved (5.4)."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from iom_wagtail.outcome.actions import reopen
from iom_wagtail.outcome.choices import RowState
from iom_wagtail.routes.models import RoutePage
from iom_wagtail.routes.opening import Opening, open_route
from tests.factories import approve_conclusion, conclude, fresh_conclusion

pytestmark = pytest.mark.django_db

PARTLY = {
    "result": "partial",
    "problems_state": "partly",
    "remaining": ["Работа с ошибками"],
    "reasons": "Мало часов",
    "further": ["support"],
}


def next_route(cast):
    """Open the same teacher's next route from the concluded one; return its difficulties."""
    opening = Opening(
        teacher=cast.teacher,
        mentor=cast.mentor,
        start_on=dt.date(2027, 9, 1),
        end_on=dt.date(2028, 5, 29),
        decision_date=dt.date(2027, 9, 1),
        earlier=RoutePage.objects.get(pk=cast.route.pk),
    )
    route = open_route(cast.school, cast.user("deputy"), opening)
    return [row.text for row in route.get_latest_revision_as_object().difficulties.all()]


def write(cast, state):
    """Write a conclusion that found every difficulty in a state."""
    values = {} if state == RowState.RESOLVED else PARTLY
    conclude(cast, cast.conclusion, states=(state,) * len(difficulties(cast)), **values)


def difficulties(cast):
    data = RoutePage.objects.get(pk=cast.route.pk).version_in_force().data
    return [row["text"] for row in data["diagnosis"]["difficulties"]]


@pytest.mark.parametrize(
    ("state", "carried"), [(RowState.RESOLVED, False), (RowState.PARTLY, True)]
)
def test_the_next_route_begins_with_what_is_not_resolved(opened, state, carried):
    write(opened, state)
    approve_conclusion(opened)
    assert difficulties(opened)
    assert next_route(opened) == (difficulties(opened) if carried else [])


@pytest.mark.parametrize("reopened", [False, True], ids=["not signed yet", "opened again"])
def test_everything_is_carried_while_no_conclusion_is_in_force(opened, reopened):
    write(opened, RowState.RESOLVED)
    if reopened:
        approve_conclusion(opened)
        reopen(fresh_conclusion(opened), opened.user("director"), "Опечатка")
    assert next_route(opened) == difficulties(opened)


@pytest.mark.parametrize(
    ("who", "further", "offered"),
    [
        ("deputy", ["support"], True),
        ("director", ["route"], True),
        ("deputy", ["no"], False),
        ("deputy", ["training"], False),
        ("teacher", ["full"], False),
        ("mentor", ["full"], False),
    ],
)
def test_it_is_offered_to_those_who_open_routes_when_it_is_needed(
    opened, client, who, further, offered
):
    conclude(opened, opened.conclusion, further=further)
    approve_conclusion(opened)
    client.force_login(opened.user(who))
    shown = client.get(reverse("iom_route_conclusion", args=[opened.route.pk])).text
    address = f"{reverse('iom_route_open')}?teacher={opened.teacher.pk}"
    assert (address in shown) is offered


def test_the_form_comes_with_teacher_and_earlier_route_chosen(opened, client):
    approve_conclusion(opened)
    client.force_login(opened.user("deputy"))
    query = {"teacher": opened.teacher.pk, "earlier": opened.route.pk}
    form = client.get(reverse("iom_route_open"), query).context["form"]
    assert form["earlier"].value() == str(opened.route.pk)
    assert form["teacher"].value() == str(opened.teacher.pk)


def test_the_route_page_says_what_became_of_each_difficulty(opened, client):
    address = reverse("iom_route", args=[opened.route.pk])
    client.force_login(opened.user("teacher"))
    write(opened, RowState.PARTLY)
    assert "пока не оценено" in client.get(address).text
    approve_conclusion(opened)
    shown = client.get(address).text
    assert "пока не оценено" not in shown
    assert str(RowState.PARTLY.label) in shown
