"""The stream: by date, filtered by kind, older entries on demand, in two queries."""

from __future__ import annotations

import datetime as dt
import re
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from iom_wagtail.journal.attachments.models import Attachment
from iom_wagtail.journal.meetings import actions as meetings
from iom_wagtail.journal.meetings.models import Consultation
from iom_wagtail.journal.progress.actions import set_progress
from iom_wagtail.journal.results.actions import record_result
from iom_wagtail.journal.visits.models import LessonVisit
from iom_wagtail.routes.models import RoutePage
from tests import factories
from tests.journal.written import write

pytestmark = pytest.mark.django_db


@pytest.fixture
def done(cast):
    """Two items of the route are done."""
    for row in cast.route.version_in_force().data["programme"]:
        set_progress(
            cast.route,
            cast.user("teacher"),
            UUID(row["uuid"]),
            status="done",
            actual_result=f"Итог {row['no']}",
        )
    return cast


def test_done_items_stand_in_the_stream_with_result_and_author(done, enter):
    html = enter("mentor").get(reverse("iom_route_stream", args=[done.route.pk])).content.decode()
    assert "Итог 1" in html and "Итог 2" in html
    assert done.teacher.short_name in html and f"/routes/{done.route.pk}/#p1" in html


def test_strangers_see_no_stream(done, enter):
    assert (
        enter("colleague").get(reverse("iom_route_stream", args=[done.route.pk])).status_code == 404
    )


def test_older_entries_come_on_demand(done, enter, monkeypatch):
    from iom_wagtail.journal.stream import section

    monkeypatch.setattr(section, "SHOWN", 1)
    browser = enter("teacher")
    page = browser.get(reverse("iom_route", args=[done.route.pk])).content.decode()
    address = reverse("iom_route_stream", args=[done.route.pk])
    assert f'href="{address}"' in page
    part = browser.get(address, {"from": "1"}, headers={"HX-Request": "true"}).content.decode()
    assert part.count("stream__body") == 1 and "<html" not in part


# --- what lies ahead ----------------------------------------------------------------------

WEEK = dt.timedelta(days=7)


@pytest.fixture
def planned(db):
    """A route whose items and checkpoints lie around today, approved as such."""
    cast, today = factories.make_cast(), timezone.localdate()
    factories.make_route(cast, start_on=today - 10 * WEEK, end_on=today + 20 * WEEK)
    factories.add_participant(cast)
    draft = cast.route.get_latest_revision_as_object()
    for number, item in enumerate(draft.programme_items.all()):
        item.due_from, item.due_to = None, today + (2 * number - 1) * WEEK
    for number, cut in enumerate(draft.checkpoints.all()):
        cut.planned_on = today + (3 * number + 1) * WEEK
    draft.save_revision(clean=False)
    cast.route = RoutePage.objects.get(pk=cast.route.pk)
    factories.approve(cast)
    return cast


def coming(client, cast, kind=""):
    """Return what the page of the stream shows under «Впереди»."""
    address = reverse("iom_route_stream", args=[cast.route.pk])
    return client.get(address, {"kind": kind} if kind else {}).context["ahead"]


def test_open_items_and_checkpoints_ahead_are_planned_the_nearest_first(planned, client):
    client.force_login(planned.user("teacher"))
    data = planned.route.version_in_force().data
    today = timezone.localdate().isoformat()
    items = [row for row in data["programme"] if row["due_to"] >= today]
    cuts = [row for row in data["checkpoints"] if row["planned_on"] >= today]
    assert items and cuts and len(items) < len(data["programme"])
    found = coming(client, planned)
    assert {entry.uuid for entry in found} == {row["uuid"] for row in [*items, *cuts]}
    assert [entry.day for entry in found] == sorted(entry.day for entry in found)
    set_progress(planned.route, planned.user("teacher"), UUID(items[0]["uuid"]), status="done")
    record_result(
        planned.route,
        planned.user("mentor"),
        UUID(cuts[0]["uuid"]),
        held_on=timezone.localdate(),
        text="Хорошо",
    )
    left = {entry.uuid for entry in coming(client, planned)}
    assert left == {row["uuid"] for row in [*items[1:], *cuts[1:]]}


def test_a_moved_item_is_planned_for_its_new_day(planned, client):
    client.force_login(planned.user("mentor"))
    past = planned.route.version_in_force().data["programme"][0]
    day = timezone.localdate() + 5 * WEEK
    set_progress(
        planned.route,
        planned.user("mentor"),
        UUID(past["uuid"]),
        status="moved",
        moved_to=day,
        reason="Карантин",
    )
    assert {e.day for e in coming(client, planned) if e.uuid == past["uuid"]} == {day}


def announce(cast):
    """Let a visit and a meeting announce the next one, for yesterday, today and later."""
    today = timezone.localdate()
    for days in (-1, 0, 9):
        day = today + dt.timedelta(days=days)
        visit = write(cast, "lessonvisit", f"Класс {days}")
        LessonVisit.objects.filter(pk=visit.pk).update(follow_up=day)
        meeting = write(cast, "consultation", f"Тема {days}")
        Consultation.objects.filter(pk=meeting.pk).update(next_on=day)
    return today


@pytest.mark.parametrize("who", ["teacher", "mentor", "psychologist", "methodist", "deputy"])
def test_the_days_that_visits_and_meetings_announce(cast, enter, who):
    today = announce(cast)
    for kind in ("visit", "meeting"):
        days = [entry.day for entry in coming(enter(who), cast, kind)]
        assert days == [today, today + dt.timedelta(days=9)]
    assert "Тема 9" in str(coming(enter(who), cast, "meeting")[1].texts)
    assert coming(enter(who), cast, "diary") == []


def test_a_removed_record_announces_nothing(cast, enter):
    announce(cast)
    for model in (LessonVisit, Consultation):
        model.objects.update(removed_at=timezone.now())
    assert not [e for e in coming(enter("teacher"), cast) if e.kind in ("visit", "meeting")]


def test_a_request_waits_among_what_lies_ahead_until_it_is_answered(cast, enter):
    row = write(cast, "consultationrequest", "Журнал")
    (entry,) = coming(enter("methodist"), cast, "request")
    assert entry.day is None and "Журнал" in entry.heading
    html = enter("mentor").get(reverse("iom_route_stream", args=[cast.route.pk])).content.decode()
    assert "дата не назначена" in html
    meetings.decline(row, cast.user("mentor"), "В пятницу")
    assert coming(enter("methodist"), cast, "request") == []


def test_what_lies_ahead_stands_apart_in_words(planned, client):
    client.force_login(planned.user("teacher"))
    for name in ("iom_route", "iom_route_stream"):
        html = client.get(reverse(name, args=[planned.route.pk])).content.decode()
        head = re.search(r'<(\w+) class="stream__part" id="ahead-h">([^<]+)</', html)
        assert head and head[2] == "Впереди"
        assert html.index("stream--ahead") > head.start()
    assert coming(client, planned)
    part = client.get(
        reverse("iom_route_stream", args=[planned.route.pk]), headers={"HX-Request": "true"}
    )
    assert "stream--ahead" not in part.content.decode()


def test_chips_count_what_happened_and_what_lies_ahead(cast, enter):
    announce(cast)
    response = enter("mentor").get(reverse("iom_route_stream", args=[cast.route.pk]))
    totals = {chip.href.partition("=")[2]: chip.total for chip in response.context["chips"]}
    assert totals["visit"] == totals["meeting"] == 3 + 2
    assert totals[""] == sum(total for kind, total in totals.items() if kind)


def test_files_stand_in_the_stream(cast, enter):
    Attachment.objects.create(
        route=cast.route,
        kind="tests",
        title="Срезовая работа",
        by_whom="наставник",
        dated_on=dt.date(2026, 2, 1),
        added_by=cast.mentor,
        file="attachments/x",
        file_name="работа.pdf",
        file_kind="pdf",
        file_size=10,
        sha256="0" * 64,
    )
    html = enter("methodist").get(
        reverse("iom_route_stream", args=[cast.route.pk]), {"kind": "attachment"}
    )
    text = html.content.decode().replace("\u00a0", " ")
    assert "Срезовая работа" in text and cast.mentor.short_name.replace("\u00a0", " ") in text


def test_the_stream_costs_the_same_however_much_lies_ahead(planned, client):
    client.force_login(planned.user("teacher"))
    address = reverse("iom_route_stream", args=[planned.route.pk])

    def cost():
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        return len(asked)

    before = cost()
    announce(planned)
    assert cost() == before <= 14


# --- difficulties -------------------------------------------------------------------------


def test_a_difficulty_says_before_now_and_how_many_items_are_done(done, enter):
    html = enter("teacher").get(reverse("iom_route", args=[done.route.pk])).content.decode()
    text = re.sub(r"<[^>]+>", " ", html.replace("\u00a0", " "))
    text = " ".join(text[text.index("Затруднения") :].split())
    first = done.route.version_in_force().data["diagnosis"]["difficulties"][0]
    assert f"Было {first['severity']['label']} Сейчас пока не оценено" in text
    assert re.search(r"Выполнено пунктов: (\d+) из \1", text)
    signed = reverse("iom_route_version", args=[done.route.pk, 1])
    assert "пока не оценено" not in enter("teacher").get(signed).content.decode()
