"""Progress of items: who sets what, one tap and undo, two savers, drafts that lose nothing."""

from __future__ import annotations

import datetime as dt
import re
from uuid import UUID, uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from iom_wagtail.journal.choices import Status
from iom_wagtail.journal.exceptions import NotAllowed, RecordChanged, RouteClosed, WrongRecord
from iom_wagtail.journal.progress.actions import set_progress
from iom_wagtail.journal.progress.models import ItemProgress
from iom_wagtail.journal.progress.states import item_states
from iom_wagtail.journal.records import actions as records
from iom_wagtail.journal.records.models import RecordChange
from iom_wagtail.routes import actions as route_actions
from iom_wagtail.routes.choices import StopReason
from iom_wagtail.routes.models import RoutePage
from iom_wagtail.routes.stopping import resume_route, stop_route
from tests import factories

pytestmark = pytest.mark.django_db

ALL = {status.value for status in Status}
TELLING = ALL - {"moved", "cancelled"}


def items_of(cast) -> list[UUID]:
    return [UUID(row["uuid"]) for row in cast.route.version_in_force().data["programme"]]


def extra(status):
    return {
        "moved": {"moved_to": dt.date(2026, 4, 1), "reason": "Болезнь"},
        "cancelled": {"reason": "Больше не нужно"},
    }.get(status, {})


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("teacher", TELLING),
        ("mentor", ALL),
        ("deputy", ALL),
        ("psychologist", set()),
        ("methodist", set()),
        ("director", set()),
        ("colleague", set()),
    ],
)
def test_who_sets_what(cast, who, may):
    done = set()
    for status in ALL:
        try:
            set_progress(cast.route, cast.user(who), uuid4(), status=status, **extra(status))
        except NotAllowed:
            continue
        done.add(status)
    assert done == may


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"status": "moved", "reason": "Болезнь"}, "moved_to"),
        ({"status": "moved", "moved_to": dt.date(2026, 4, 1)}, "reason"),
        ({"status": "cancelled", "reason": "  "}, "reason"),
        ({"status": "done", "done_on": dt.date(2999, 1, 1)}, "done_on"),
        ({"status": "work", "actual_result": "я" * 5001}, "actual_result"),
    ],
)
def test_what_is_missing_stands_at_its_field(cast, values, field):
    with pytest.raises(WrongRecord) as error:
        set_progress(cast.route, cast.user("mentor"), items_of(cast)[0], **values)
    assert list(error.value.message_dict) == [field]
    assert not ItemProgress.objects.exists()


def test_a_status_keeps_only_what_belongs_to_it(cast):
    item, mentor = items_of(cast)[0], cast.user("mentor")
    set_progress(cast.route, mentor, item, status="moved", **extra("moved"))
    row, _change = set_progress(cast.route, mentor, item, status="done", actual_result="Сделано")
    assert (row.moved_to, row.reason, row.done_on) == (None, "", timezone.localdate())


def test_the_second_saver_is_told_who_was_first(cast):
    item = items_of(cast)[0]
    set_progress(cast.route, cast.user("teacher"), item, status="work")
    with pytest.raises(RecordChanged, match="Лебедева"):
        set_progress(cast.route, cast.user("mentor"), item, status="done", seen=0)
    assert ItemProgress.objects.get().status == "work"


def test_undo_brings_back_what_was_and_only_to_its_author(cast):
    item, teacher = items_of(cast)[0], cast.user("teacher")
    set_progress(cast.route, teacher, item, status="work", actual_result="Половина")
    row, change = set_progress(cast.route, teacher, item, status="done")
    with pytest.raises(NotAllowed):
        records.undo(row, cast.user("mentor"), edition=change.edition)
    records.undo(row, teacher, edition=change.edition)
    row = ItemProgress.objects.get()
    assert (row.status, row.done_on, row.actual_result) == ("work", None, "Половина")
    with pytest.raises(NotAllowed):
        records.undo(row, teacher, edition=change.edition)


def test_the_history_names_people_and_fields_and_keeps_no_old_text(cast):
    item, teacher = items_of(cast)[0], cast.user("teacher")
    set_progress(cast.route, teacher, item, status="work", actual_result="Тайна")
    set_progress(cast.route, teacher, item, status="work", actual_result="Другое")
    set_progress(cast.route, cast.user("mentor"), item, status="done")
    kept = RecordChange.objects.order_by("edition")
    assert [(c.act, c.name, c.fields) for c in kept] == [
        ("created", cast.teacher.short_name, []),
        ("changed", cast.teacher.short_name, ["actual_result"]),
        ("changed", cast.mentor.short_name, ["done_on", "status"]),
    ]
    assert "Тайна" not in str(list(kept.values_list("before", flat=True)))


def test_a_stopped_route_takes_no_record_until_it_is_resumed(cast):
    item, deputy, day = items_of(cast)[0], cast.user("deputy"), dt.date(2026, 2, 1)
    stop_route(cast.route, deputy, reason=StopReason.LEAVE, stopped_on=day)
    with pytest.raises(RouteClosed):
        set_progress(cast.route, cast.user("mentor"), item, status="work")
    resume_route(cast.route, deputy, resumed_on=day + dt.timedelta(days=30))
    set_progress(cast.route, cast.user("mentor"), item, status="work")


def test_case_51_no_draft_version_or_revert_loses_progress(cast):
    item, mentor = items_of(cast)[0], cast.user("mentor")
    old = RoutePage.objects.get(pk=cast.route.pk).latest_revision
    draft = RoutePage.objects.get(pk=cast.route.pk).get_latest_revision_as_object()
    draft.goal = "Новая цель"
    route_actions.save_draft(draft, mentor)
    set_progress(cast.route, cast.user("teacher"), item, status="done", actual_result="Готово")
    factories.approve(cast)
    route_actions.save_draft(old.as_object(), mentor)
    factories.approve(cast)
    row = ItemProgress.objects.get(route=cast.route)
    assert (row.item, row.status, row.actual_result) == (item, "done", "Готово")


# --- on the site ------------------------------------------------------------------------


def address(cast, item):
    return reverse("iom_route_item", args=[cast.route.pk, item])


def test_one_tap_marks_the_item_and_offers_undo_in_the_same_place(cast, enter):
    item = items_of(cast)[0]
    tap = {"tap": "1", "status": "done", "seen": "0"}
    response = enter("teacher").post(address(cast, item), tap, headers={"HX-Request": "true"})
    html = response.content.decode()
    assert response.status_code == 200 and html.lstrip().startswith("<tr")
    assert '"undo": "1"' in html
    assert "выполнено" in html and len(html) < 6000
    back = enter("teacher").post(address(cast, item), {"undo": "1"}, headers={"HX-Request": "true"})
    assert "?set=done&amp;seen=2" in back.content.decode()


def test_without_scripts_the_tap_leads_back_to_the_row(cast, enter):
    item = items_of(cast)[1]
    tap = {"tap": "1", "status": "done", "seen": "0"}
    response = enter("teacher").post(address(cast, item), tap)
    assert response.status_code == 302 and response["Location"].endswith("#p2")
    page = enter("teacher").get(response["Location"])
    assert "Пункт 2 отмечен выполненным" in page.content.decode().replace("\u00a0", " ")


FRAGMENT = {"HX-Request": "true"}
TAP = {"tap": "1", "status": "done"}


@pytest.mark.parametrize("who", ["teacher", "mentor", "deputy"])
@pytest.mark.parametrize("seen", ["0", "1", "2"])
def test_done_costs_few_queries_and_a_small_fragment(
    cast, enter, who, seen, django_assert_max_num_queries
):
    """The first record of the item, the second edition, and one whose undo keeps former texts."""
    browser, item = enter(who), items_of(cast)[0]
    for number in range(int(seen)):
        words = {"status": "work", "actual_result": f"Начато {number}"}
        set_progress(cast.route, cast.user("mentor"), item, **words)
    browser.get(reverse("iom_route", args=[cast.route.pk]))
    with django_assert_max_num_queries(15):
        response = browser.post(
            address(cast, item), {**TAP, "seen": seen, "from": "next"}, headers=FRAGMENT
        )
    assert "выполнено" in response.content.decode()
    assert ItemProgress.objects.get().edition == int(seen) + 1
    assert len(response.content) < 6000


def test_a_tap_in_what_is_next_answers_there_and_changes_the_row_too(cast, enter):
    browser, item = enter("teacher"), items_of(cast)[0]
    tap = {**TAP, "seen": "0", "from": "next"}
    html = browser.post(address(cast, item), tap, headers=FRAGMENT).content.decode()
    assert html.strip().startswith('<section id="next"')
    assert "Пункт 1 отмечен выполненным" in html.replace("\u00a0", " ") and '"undo": "1"' in html
    assert re.search(r'<tr role="row" id="p1" data-state="done" hx-swap-oob="true">', html)
    assert "Выполнен 1 из 2" in html or "Выполнено 1 из 2" in html
    assert 'id="d1-done"' in html and html.count("data-focus") == 1
    back = browser.post(
        address(cast, item), {"undo": "1", "from": "next"}, headers=FRAGMENT
    ).content.decode()
    assert 'id="p1" data-state="late"' in back and "?set=done&amp;seen=2" in back


def test_a_tap_in_the_row_brings_what_is_next_along(cast, enter):
    tap = {**TAP, "seen": "0"}
    response = enter("teacher").post(address(cast, items_of(cast)[0]), tap, headers=FRAGMENT)
    html = response.content.decode()
    assert html.strip().startswith('<tr role="row" id="p1"')
    assert '<section id="next" aria-labelledby="next-h" hx-swap-oob="true">' in html


def test_done_undone_and_done_again(cast, enter):
    browser, item = enter("teacher"), items_of(cast)[0]
    set_progress(cast.route, cast.user("teacher"), item, status="done", actual_result="Ошибся")
    browser.post(address(cast, item), {"undo": "1"}, headers=FRAGMENT)
    assert item_states(seen_by(cast, "teacher"))[str(item)].status == "planned"
    browser.post(address(cast, item), {**TAP, "seen": "2"}, headers=FRAGMENT)
    state = item_states(seen_by(cast, "teacher"))[str(item)]
    assert (state.status, state.result, state.edition) == ("done", "", 3)
    browser.post(address(cast, item), {"undo": "3"}, headers=FRAGMENT)
    assert item_states(seen_by(cast, "teacher"))[str(item)].status == "planned"


def seen_by(cast, who):
    page = RoutePage.objects.get(pk=cast.route.pk)
    page.reader = page.permissions_for_user(cast.user(who))
    return page


def test_records_are_logged_by_keys(cast):
    item = items_of(cast)[0]
    set_progress(cast.route, cast.user("teacher"), item, status="work", actual_result="Тайна")
    entry = PageLogEntry.objects.get(action="iom_wagtail.record")
    assert (entry.page_id, entry.user) == (cast.route.pk, cast.user("teacher"))
    assert entry.data["kind"] == "itemprogress" and "Тайна" not in str(entry.data)


def test_the_form_keeps_what_was_typed_when_it_is_refused(cast, enter):
    data = {"status": "moved", "reason": "Очень важная причина", "actual_result": "Пока половина"}
    response = enter("mentor").post(address(cast, items_of(cast)[0]), data)
    html = response.content.decode()
    assert "Очень важная причина" in html and "Пока половина" in html
    assert 'id="id_moved_to_error"' in html


def test_strangers_and_unknown_items(cast, enter):
    assert enter("colleague").get(address(cast, items_of(cast)[0])).status_code == 404
    assert enter("teacher").get(address(cast, uuid4())).status_code == 404
    assert (
        enter("psychologist").post(address(cast, items_of(cast)[0]), {"status": "done"}).status_code
        == 403
    )


def test_the_route_page_asks_for_a_whole_row(cast, enter):
    """What is shown briefly in a long programme comes whole, to every reader of the route."""
    item = items_of(cast)[0]
    set_progress(cast.route, cast.user("teacher"), item, status="done", actual_result="Готово")
    html = enter("psychologist").get(address(cast, item), headers=FRAGMENT).content.decode()
    assert html.strip().startswith('<tr role="row" id="p1" data-state="done" class="open">')
    assert html.strip().endswith("</tr>") and html.count("<tr") == 1
    assert "Обсуждают" in html and "Готово" in html and "data-focus" in html
    page = enter("psychologist").get(address(cast, item)).content.decode()
    assert "<h1" in page and "Обсуждают" in page
    assert enter("colleague").get(address(cast, item), headers=FRAGMENT).status_code == 404
