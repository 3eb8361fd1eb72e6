"""The sheet, the page of a visit and the list on the site: statuses by role, what is refused."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from iom_wagtail.journal.visits import actions, sets
from iom_wagtail.journal.visits.models import LessonVisit
from iom_wagtail.routes.models import RoutePage
from iom_wagtail.routes.stopping import stop_route
from tests import factories
from tests.factories import UserFactory
from tests.journal.visits.reading import plain

pytestmark = pytest.mark.django_db

ON_ROUTE = ("teacher", "mentor", "psychologist", "methodist", "deputy", "director")
BAD = "<script>alert(1)</script>\u202e"


@pytest.mark.parametrize("name", ["visits", "visit_new", "visit"])
def test_who_opens_which_page(cast, enter, write, address, client, name):
    visit = write() if name == "visit" else None
    where = address(name, visit)
    told = {who: enter(who).get(where).status_code for who in (*ON_ROUTE, "colleague")}
    assert told == {**dict.fromkeys(ON_ROUTE, 200), "colleague": 404}
    stranger = factories.make_cast()
    client.force_login(stranger.user("director"))
    assert client.get(where).status_code == 404
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    assert client.get(where).status_code == (403 if name == "visit_new" else 200)
    client.logout()
    assert client.get(where).status_code == 302


def test_only_the_author_changes(enter, write, address, typed):
    where = address("visit_change", write())
    told = {who: enter(who).post(where, typed()).status_code for who in (*ON_ROUTE, "colleague")}
    assert told == {**dict.fromkeys(ON_ROUTE, 403), "mentor": 302, "colleague": 404}


def test_the_sheet_begins_with_what_the_card_knows(cast, enter, address):
    html = plain(enter("mentor").get(address("visit_new")))
    assert 'name="class_choice" value="5 «А»"' in html
    assert 'value="Математика"' in html
    assert f'value="{timezone.localdate().isoformat()}"' in html
    assert html.count('value="na"') == 8
    offered = {p for p in ON_ROUTE if f'name="visitors" value="{getattr(cast, p).pk}"' in html}
    # nobody visits the own lesson, and the author visits anyway
    assert offered == set(ON_ROUTE) - {"teacher", "mentor"}


def test_a_teachers_sheet_asks_whose_lesson_it_was(enter, address, typed):
    browser = enter("teacher")
    assert 'name="host"' in plain(browser.get(address("visit_new")))
    assert browser.post(address("visit_new"), typed()).status_code == 200
    assert not LessonVisit.objects.exists()
    assert browser.post(address("visit_new"), typed(host="Р. С. Исаева")).status_code == 302
    visit = LessonVisit.objects.get()
    assert (visit.by_teacher, visit.host) == (True, "Р. С. Исаева")


def test_a_sheet_is_saved_and_read(cast, enter, address, typed):
    answer = enter("mentor").post(
        address("visit_new"), typed(visitors=[cast.psychologist.pk], c7="na"), follow=True
    )
    visit = LessonVisit.objects.get()
    assert answer.redirect_chain[-1][0] == address("visit", visit)
    assert visit.strengths == ["Дети сами поставили цель", "Взаимопроверка"]
    assert (visit.classes, visit.criteria[7]["score"]) == ("5 «А»", None)
    html = plain(answer)
    assert "1,86 из 2" in html and "Оставлять 3 минуты на итог" in html
    assert cast.psychologist.short_name.replace("\u00a0", " ") in html
    listed = plain(enter("teacher").get(address("visits")))
    assert "Посещение: 5 «А», 4-й урок, «Сравнение дробей»" in listed and "1,86 из 2" in listed


def test_the_visit_stands_in_the_stream(enter, write, address):
    write()
    write("teacher", topic="Доли")
    html = plain(enter("teacher").get(address("stream")))
    assert "Посещение: 5 «А», 4-й урок, «Сравнение дробей»" in html
    assert "Средний балл: 1,75 из 2" in html
    assert "Рекомендация: Оставлять 3 минуты на итог" in html
    assert "Посещение урока коллеги: Р. С. Исаева, 5 «А», 4-й урок, «Доли»" in html


def test_every_tile_leads_to_a_new_sheet(enter, address):
    for who in ON_ROUTE:
        assert f'href="{address("visit_new")}"' in plain(enter(who).get(address("route")))


def test_a_refused_sheet_keeps_everything_typed(enter, address, typed):
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    data = typed(visited_on=tomorrow.isoformat(), c3="", topic="Длинная тема")
    html = plain(enter("mentor").post(address("visit_new"), data))
    assert "Длинная тема" in html and "Дети сами поставили цель" in html
    assert "Выберите 2, 1, 0 или —." in html and data["client_key"] in html
    assert 'name="c0" value="2" required aria-label="2, проявляется полностью" checked' in html
    assert not LessonVisit.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"c0": "3"},
        {"c0": "-1"},
        {"c0": "two"},
        {"lesson_no": "99"},
        {"visited_on": "32.13.2025"},
        {"visitors": ["999999"]},
        {"r1": "а" * 1001},
    ],
    ids=str,
)
def test_forged_values_are_refused_without_a_500(enter, address, typed, wrong):
    assert enter("mentor").post(address("visit_new"), typed(**wrong)).status_code == 200
    assert not LessonVisit.objects.exists()


def test_criteria_of_another_school_and_of_nowhere(cast, enter, address, typed):
    theirs = sets.sets_in_use(factories.make_cast().school)[0]
    for key in (str(theirs.pk), "999999", "x", "9" * 40):
        data = typed(criteria_set=key)
        assert enter("mentor").post(address("visit_new"), data).status_code == 403
        assert enter("mentor").get(address("visit_new"), {"set": key}).status_code == 200
    assert not LessonVisit.objects.exists()


def test_another_schools_person_is_not_named_as_visitor(enter, address, typed):
    stranger = factories.make_cast().mentor
    answer = enter("mentor").post(address("visit_new"), typed(visitors=[stranger.pk]))
    assert stranger.list_name not in plain(answer) and not LessonVisit.objects.exists()


def test_more_than_three_recommendations_are_not_read(enter, address, typed):
    enter("mentor").post(address("visit_new"), typed(r2="два", r3="три", r4="четыре"))
    assert len(LessonVisit.objects.get().recommendations) == 3


def test_scripts_in_every_text_are_words(cast, enter, address, typed):
    texts = dict.fromkeys(("topic", "goal", "subject", "strengths", "r1", "r2", "r3"), BAD)
    data = typed(**texts, class_choice="", classes=BAD)
    assert enter("mentor").post(address("visit_new"), data).status_code == 302
    visit = LessonVisit.objects.get()
    actions.acquaint(visit, cast.user("teacher"), BAD)
    rows = LessonVisit.objects
    rows.update(criteria=[{"text": BAD, "hint": BAD, "score": 1}])
    for name in ("visits", "visit", "visit_change", "stream", "route"):
        of = visit if name in ("visit", "visit_change") else None
        html = enter("mentor").get(address(name, of)).content.decode()
        assert "<script>alert" not in html and "&lt;script&gt;" in html, name


# --- the mark, removal, a stopped route -----------------------------------------------------


def test_the_teacher_marks_and_the_history_tells(cast, enter, write, address):
    visit = write()
    where = address("visit", visit)
    for who in set(ON_ROUTE) - {"teacher"}:
        assert 'value="acquaint"' not in plain(enter(who).get(where))
        assert enter(who).post(where, {"act": "acquaint"}).status_code == 403
    browser = enter("teacher")
    assert 'value="acquaint"' in plain(browser.get(where))
    sent = {"act": "acquaint", "seen": "1", "words": "Учту"}
    assert browser.post(where, sent).status_code == 302
    assert browser.post(where, sent).status_code == 302  # a double click
    html = plain(browser.get(where))
    assert "«Учту»" in html and 'value="acquaint"' not in html
    assert LessonVisit.objects.get().edition == 2
    actions.change_visit(visit, cast.user("mentor"), scores=[0] * 8)
    html = plain(enter("teacher").get(where))
    assert "отметка об ознакомлении снята" in html and 'value="acquaint"' in html


def test_a_mark_under_another_edition_is_refused(cast, enter, write, address):
    visit = write()
    actions.change_visit(visit, cast.user("mentor"), scores=[0] * 8)
    html = plain(enter("teacher").post(address("visit", visit), {"act": "acquaint", "seen": "1"}))
    assert cast.mentor.short_name.replace("\u00a0", " ") in html
    assert LessonVisit.objects.get().acquainted_at is None


def test_a_visit_of_another_route_is_not_found_here(cast, enter, write, address):
    visit = write()
    other = factories.make_route(
        cast, start_on=dt.date(2024, 9, 1), end_on=dt.date(2025, 5, 30), filled=False
    )
    where = reverse("iom_route_visit", args=[other.pk, visit.uuid])
    assert enter("deputy").get(where).status_code == 404


def test_a_stopped_route_is_read_and_not_written(cast, enter, write, address, typed):
    visit = write()
    stop_route(cast.route, cast.user("deputy"), reason="leave", stopped_on=dt.date(2025, 12, 1))
    browser = enter("mentor")
    assert browser.get(address("visit_new"))["Location"] == address("visits")
    assert browser.get(address("visit_change", visit))["Location"] == address("visit", visit)
    assert browser.post(address("visit_new"), typed()).status_code == 403
    html = plain(enter("teacher").get(address("visit", visit)))
    assert 'value="acquaint"' not in html and "остановлен" in html
    assert LessonVisit.objects.count() == 1


def test_no_query_a_visit_more_on_the_list(enter, write, address, django_assert_max_num_queries):
    for number in range(3):
        write(topic=f"Тема {number}")
    browser = enter("mentor")
    browser.get(address("visits"))
    with django_assert_max_num_queries(14):
        browser.get(address("visits"))
    for number in range(12):
        write(topic=f"Ещё {number}")
    with django_assert_max_num_queries(14):
        html = plain(browser.get(address("visits")))
    assert html.count("1,75 из 2") == 15


def test_the_page_is_stored_nowhere(enter, write, address):
    for name, visit in (("visits", None), ("visit_new", None), ("visit", write())):
        answer = enter("mentor").get(address(name, visit))
        assert answer["Cache-Control"] == "private, no-store"


def test_a_route_without_a_version_has_a_sheet_too(cast, client):
    fresh = factories.make_route(
        cast, start_on=dt.date(2024, 9, 1), end_on=dt.date(2025, 5, 30), filled=False
    )
    client.force_login(cast.user("mentor"))
    where = reverse("iom_route_visit_new", args=[RoutePage.objects.get(pk=fresh.pk).pk])
    assert client.get(where).status_code == 200
