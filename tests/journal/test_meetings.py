"""Meetings with one and with a group."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from iom_wagtail.journal.exceptions import NotAllowed, RecordChanged, RouteClosed, WrongRecord
from iom_wagtail.journal.meetings import actions, queries, rules
from iom_wagtail.journal.meetings.models import Consultation
from iom_wagtail.routes import stopping
from tests import factories
from tests.factories import StaffFactory, UserFactory

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 2, 26)
TODAY = dt.date(2026, 3, 1)
ON_ROUTE = ("teacher", "mentor", "psychologist", "methodist", "deputy", "director")
SECRET = "Zprivateq"


def meet(cast, who="mentor", **values):
    given = {"held_on": DAY, "specialist": cast.mentor, "topic": "Карта урока", **values}
    return actions.meet(cast.route, cast.user(who), **given)


@pytest.fixture
def second(cast):
    """Another route of the school with the same mentor."""
    teacher = StaffFactory(school=cast.school, surname="Гордеева", account=True)
    first = cast.route
    route = factories.make_route(cast, teacher=teacher, filled=False)
    cast.route = first
    return route


@pytest.fixture
def foreign(cast, second):
    """A third route of the school, of which the mentor knows nothing."""
    first = cast.route
    people = [StaffFactory(school=cast.school, surname=s) for s in ("Тайнова", "Скрытная")]
    route = factories.make_route(cast, teacher=people[0], mentor=people[1], filled=False)
    cast.route = first
    return route


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({}, set()),
        ({"held_on": TODAY + dt.timedelta(days=1)}, {"held_on"}),
        ({"next_on": DAY - dt.timedelta(days=1)}, {"next_on"}),
        ({"next_on": DAY}, set()),
        ({"specialist": None}, {"specialist"}),
        ({"specialist": None, "specialist_other": "Юрист"}, set()),
    ],
)
def test_what_a_meeting_needs(values, wrong):
    given = {"held_on": DAY, "specialist": 1, "specialist_other": "", **values}
    assert set(rules.problems(given, today=TODAY)) == wrong


@pytest.mark.parametrize("who", [*ON_ROUTE, "colleague"])
def test_who_writes_a_meeting_on_the_site(cast, enter, who):
    address = reverse("iom_route_meetings", args=[cast.route.pk])
    data = {"held_on": "2026-02-26", "specialist": cast.mentor.pk, "topic": "Тема"}
    status = enter(who).post(address, data).status_code
    assert status == (404 if who == "colleague" else 302)
    assert Consultation.objects.count() == (who != "colleague")


def test_a_superuser_reads_meetings_and_writes_none(cast, client):
    row = meet(cast)
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    address = reverse("iom_route_meetings", args=[cast.route.pk])
    assert "Карта урока" in client.get(address).content.decode().replace("\u00a0", " ")
    assert client.post(address, {"topic": "Чужое"}).status_code == 403
    assert Consultation.objects.get() == row


def test_what_was_typed_stays_when_it_is_refused(cast, enter):
    address = reverse("iom_route_meetings", args=[cast.route.pk])
    data = {"held_on": "2026-02-26", "topic": "Тема", "concern": SECRET}
    html = enter("mentor").post(address, data).content.decode()
    assert SECRET in html and 'id="id_specialist_error"' in html
    assert not Consultation.objects.exists()


def test_people_of_another_school_and_those_who_left_are_not_met(cast):
    with pytest.raises(WrongRecord):
        meet(cast, specialist=factories.make_cast().mentor)
    cast.colleague.active = False
    cast.colleague.save()
    with pytest.raises(WrongRecord):
        meet(cast, specialist=cast.colleague)


def test_an_old_meeting_is_changed_after_its_specialist_left(cast):
    row = meet(cast, specialist=cast.colleague)
    cast.colleague.active = False
    cast.colleague.save()
    actions.change_meeting(row, cast.user("mentor"), specialist=cast.colleague, topic="Иначе")
    assert Consultation.objects.get().topic == "Иначе"


def test_only_the_author_changes_it_and_a_second_saver_is_told(cast, enter):
    row = meet(cast)
    address = reverse("iom_route_meeting", args=[cast.route.pk, row.uuid])
    data = {
        "act": "change",
        "held_on": "2026-02-26",
        "specialist": cast.mentor.pk,
        "topic": "Второе окно",
    }
    for who in set(ON_ROUTE) - {"mentor"}:
        assert enter(who).post(address, {**data, "seen": "1"}).status_code == 403
    actions.change_meeting(row, cast.user("mentor"), seen=1, topic="Первое окно")
    html = enter("mentor").post(address, {**data, "seen": "1"}).content.decode()
    assert "Второе окно" in html and 'name="seen" value="2"' in html
    assert Consultation.objects.get().topic == "Первое окно"
    with pytest.raises(RecordChanged):
        actions.change_meeting(row, cast.user("mentor"), seen=1, topic="Третье")
    assert enter("mentor").post(address, {**data, "seen": "2"}).status_code == 302
    assert Consultation.objects.get().topic == "Второе окно"


def test_a_stopped_route_takes_no_meeting(cast):
    stopping.stop_route(cast.route, cast.user("deputy"), reason="leave", stopped_on=TODAY)
    cast.route = type(cast.route).objects.get(pk=cast.route.pk)
    with pytest.raises(RouteClosed):
        meet(cast)


# --- a group ------------------------------------------------------------------------------


def test_a_meeting_with_a_group_keeps_one_teachers_own_words_on_one_route(cast, second):
    row = meet(
        cast,
        others=[second.pk],
        works=SECRET,
        concern=SECRET,
        teacher_step=SECRET,
        mentor_step=SECRET,
        result="Договорились",
    )
    there = Consultation.objects.get(route=second)
    assert (there.group, there.topic, there.result) == (row.group, "Карта урока", "Договорились")
    assert SECRET not in str(Consultation.objects.filter(pk=there.pk).values())


def test_only_own_routes_are_offered_and_taken(cast, second, foreign, enter):
    offered = [route.pk for route in queries.writable_routes(cast.route, cast.user("mentor"))]
    assert offered == [second.pk]
    assert queries.writable_routes(cast.route, cast.user("teacher")) == []
    assert len(queries.writable_routes(cast.route, cast.user("deputy"))) == 2
    with pytest.raises(NotAllowed):
        meet(cast, others=[foreign.pk])
    assert not Consultation.objects.exists()
    address = reverse("iom_route_meetings", args=[cast.route.pk])
    html = enter("mentor").get(address).content.decode()
    assert "Гордеева" in html and "Тайнова И" not in html
    data = {"held_on": "2026-02-26", "specialist": cast.mentor.pk, "topic": "Т"}
    enter("mentor").post(address, {**data, "others": foreign.pk})
    assert not Consultation.objects.exists()


def test_nobody_learns_of_the_other_routes_more_than_how_many(cast, second, enter):
    row = meet(cast, others=[second.pk])
    for who in ON_ROUTE:
        html = enter(who).get(reverse("iom_route_meeting", args=[cast.route.pk, row.uuid]))
        text = html.content.decode().partition("<details")[0] + html.content.decode()
        assert "и ещё 1 маршрут" in text.replace("\u00a0", " ")
        if who != "mentor":  # its author alone has a form there, with the school's people
            assert "Гордеева" not in text
        assert second.title not in text and f"/routes/{second.pk}/" not in text


def test_the_list_asks_no_more_for_more_routes_and_meetings(cast, second, enter):
    address = reverse("iom_route_meetings", args=[cast.route.pk])

    def asked():
        browser = enter("deputy")
        with CaptureQueriesContext(connection) as queries_of_page:
            browser.get(address)
        return len(queries_of_page)

    meet(cast, others=[second.pk])
    few, first = asked(), cast.route
    for _number in range(3):
        teacher = StaffFactory(school=cast.school)
        factories.make_route(cast, teacher=teacher, filled=False)
    cast.route = first
    for _number in range(5):
        meet(cast)
    assert asked() == few <= 22
