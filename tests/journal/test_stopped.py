"""A stopped route is read by everybody as before, and takes no record through any door."""

from __future__ import annotations

import datetime as dt
from uuid import UUID, uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from iom_wagtail import urls as site_urls
from iom_wagtail.approval import actions as approval
from iom_wagtail.approval.exceptions import HasProblems
from iom_wagtail.journal.diary.actions import write_entry
from iom_wagtail.journal.records.models import RecordChange
from iom_wagtail.routes import actions as route_actions
from iom_wagtail.routes.choices import Stage, StopReason
from iom_wagtail.routes.models import RoutePage, RouteStop
from iom_wagtail.routes.office import rows
from iom_wagtail.routes.stopping import resume_route, stop_route

pytestmark = pytest.mark.django_db

#: Views below a route that no record is posted to; every other one must refuse.
READING = {
    "iom_route",
    "iom_route_approval",
    "iom_route_version",
    "iom_route_version_sheet",
    "iom_route_changes",
    "iom_route_stream",
    "iom_route_visits",
    "iom_route_attachment",
    "iom_route_attachment_preview",
    # Its papers are printed, signed and kept.
    "iom_route_papers",
    "iom_route_paper",
    "iom_route_record_paper",
    "iom_route_signed",
    "iom_route_record_signed",
    "iom_route_signed_scan",
    "iom_route_dossier",
    # A stopped route is concluded; tests/outcome says by whom.
    "iom_route_conclusion",
    "iom_route_conclusion_approval",
    "iom_route_conclusion_version",
    "iom_route_conclusion_sheet",
    # A story copies what was achieved; tests/stories says who tells it.
    "iom_route_story",
}
JOURNAL = sorted(
    pattern.name
    for pattern in site_urls.urlpatterns
    if pattern.name.startswith("iom_route_") and pattern.name not in READING
)


@pytest.fixture
def entry(cast):
    return write_entry(
        cast.route,
        cast.user("teacher"),
        happened_on=dt.date(2025, 10, 1),
        text="Был шум",
        to_mentor=True,
    )


@pytest.fixture
def stopped(cast, entry):
    stop_route(
        cast.route,
        cast.user("deputy"),
        reason=StopReason.LEAVE,
        stopped_on=timezone.localdate(),
        note="Приказ № 7",
    )
    return cast


def address(cast, entry, name):
    data = cast.route.version_in_force().data
    keys = {
        "iom_route_item": data["programme"][0]["uuid"],
        "iom_route_checkpoint": data["checkpoints"][0]["uuid"] if data["checkpoints"] else uuid4(),
        "iom_route_diary_entry": entry.uuid,
    }
    key = UUID(str(keys.get(name, uuid4())))
    pattern = next(p for p in site_urls.urlpatterns if p.name == name)
    given = {"pk": cast.route.pk, "uuid": key, "kind": "diary"}
    return reverse(name, kwargs={k: given[k] for k in pattern.pattern.converters})


@pytest.mark.parametrize("who", ["teacher", "mentor", "deputy"])
@pytest.mark.parametrize("name", JOURNAL)
def test_every_posted_record_is_refused_in_words(stopped, enter, entry, name, who):
    before = RecordChange.objects.count()
    response = enter(who).post(address(stopped, entry, name), {"status": "done", "text": "Ещё"})
    assert response.status_code == 403
    assert "Маршрут приостановлен" in response.content.decode()
    assert RecordChange.objects.count() == before


@pytest.mark.parametrize("who", ["teacher", "mentor", "methodist", "psychologist"])
def test_the_route_says_why_and_offers_nothing(stopped, enter, who):
    html = enter(who).get(reverse("iom_route", args=[stopped.route.pk])).content.decode()
    text = html.replace("\u00a0", " ")
    day = f"{timezone.localdate():%d.%m.%Y}"
    assert f"Маршрут приостановлен с {day}: длительный отпуск" in text and "Приказ № 7" in text
    assert "hx-post" not in html and 'class="add"' not in html and "dock__add" not in html


@pytest.mark.parametrize("name", ["iom_route_diary", "iom_route_attachments", "iom_route_item"])
def test_pages_of_records_say_why_and_show_no_form(stopped, enter, entry, name):
    html = enter("teacher").get(address(stopped, entry, name)).content.decode()
    assert "Маршрут приостановлен" in html and "<textarea" not in html


def test_a_stopped_draft_is_edited_and_not_sent(cast, entry):
    stop_route(
        cast.route,
        cast.user("deputy"),
        reason=StopReason.DISMISSAL,
        stopped_on=timezone.localdate(),
    )
    draft = RoutePage.objects.get(pk=cast.route.pk).get_latest_revision_as_object()
    draft.goal = "Новая цель"
    route_actions.save_draft(draft, cast.user("mentor"))
    page = RoutePage.objects.get(pk=cast.route.pk)
    with pytest.raises(HasProblems, match="приостановлен"):
        approval.submit(page, cast.user("mentor"))
    resume_route(page, cast.user("director"), resumed_on=timezone.localdate())
    approval.submit(RoutePage.objects.get(pk=cast.route.pk), cast.user("mentor"))


def test_the_stage_is_derived_from_the_stop(stopped):
    routes = rows.with_state(RoutePage.objects.all())
    assert list(rows.at_stage(routes, Stage.STOPPED)) == [stopped.route]
    assert not rows.at_stage(routes, Stage.RUNNING)
    assert RoutePage.objects.get().stage == Stage.STOPPED
    resume_route(stopped.route, stopped.user("deputy"), resumed_on=timezone.localdate())
    assert list(rows.at_stage(rows.with_state(RoutePage.objects.all()), Stage.RUNNING))
    assert RoutePage.objects.get().stage == Stage.RUNNING


# --- the screen in the office -----------------------------------------------------------


@pytest.mark.parametrize("who", ["deputy", "director"])
def test_the_deputy_and_the_director_stop_and_resume(cast, enter, who):
    browser, screen = enter(who), reverse("iom_route_stop", args=[cast.route.pk])
    assert "Приостановить маршрут" in browser.get(screen).content.decode().replace("\u00a0", " ")
    day = timezone.localdate()
    form = {"reason": "leave", "stopped_on": f"{day:%d.%m.%Y}", "note": "Приказ № 7"}
    assert browser.post(screen, form).status_code == 302
    assert RouteStop.objects.get().note == "Приказ № 7"
    again = browser.get(screen).content.decode().replace("\u00a0", " ")
    assert "Возобновить маршрут" in again and "длительный отпуск" in again
    early = browser.post(screen, {"resumed_on": f"{day - dt.timedelta(days=1):%d.%m.%Y}"})
    assert early.status_code == 200 and RouteStop.objects.get().resumed_on is None
    assert browser.post(screen, {"resumed_on": f"{day:%d.%m.%Y}"}).status_code == 302
    assert RouteStop.objects.get().resumed_by == getattr(cast, who)
    actions = set(PageLogEntry.objects.values_list("action", flat=True))
    assert {"iom_wagtail.stop", "iom_wagtail.resume"} <= actions


def test_another_reason_needs_words(cast, enter):
    browser, screen = enter("deputy"), reverse("iom_route_stop", args=[cast.route.pk])
    day = f"{timezone.localdate():%d.%m.%Y}"
    response = browser.post(screen, {"reason": "other", "stopped_on": day})
    assert response.status_code == 200 and not RouteStop.objects.exists()


@pytest.mark.parametrize("who", ["mentor", "methodist", "teacher", "psychologist", "colleague"])
def test_nobody_else_stops_a_route(cast, enter, who):
    browser, screen = enter(who), reverse("iom_route_stop", args=[cast.route.pk])
    day = f"{timezone.localdate():%d.%m.%Y}"
    for response in (
        browser.get(screen),
        browser.post(screen, {"reason": "leave", "stopped_on": day}),
    ):
        assert response.status_code in (302, 403, 404)
    assert not RouteStop.objects.exists()
