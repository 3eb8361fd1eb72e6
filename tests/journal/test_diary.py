"""The diary: private by default, shown and taken back entry by entry, nobody else's hand in it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from iom_wagtail.journal.diary import actions, rules
from iom_wagtail.journal.diary.models import DiaryEntry, DiaryReply
from iom_wagtail.journal.exceptions import NotAllowed, RecordChanged, WrongRecord
from iom_wagtail.routes.rules import Office
from tests.factories import UserFactory

MARKS = dict.fromkeys(rules.OPENED_BY, False)
ON_ROUTE = ("teacher", "mentor", "psychologist", "methodist", "deputy", "director")
DAY = dt.date(2025, 9, 18)


@pytest.mark.parametrize(
    ("mark", "readers"),
    [
        (None, set()),
        ("to_mentor", {Office.MENTOR}),
        ("to_methodist", {Office.METHODIST}),
        ("to_deputy", {Office.DEPUTY}),
        ("to_all", set(Office) - {Office.SUPERUSER}),
    ],
)
def test_whom_a_mark_opens_an_entry_to(mark, readers):
    marks = {**MARKS, **({mark: True} if mark else {})}
    assert {o for o in Office if rules.may_read(marks, {o}, own=False)} == readers
    assert rules.may_read(marks, set(), own=True)


def write(cast, **values):
    entry = {"happened_on": DAY, "text": "Тайное слово", **values}
    return actions.write_entry(cast.route, cast.user("teacher"), **entry)


def addresses(cast, entry):
    pk = cast.route.pk
    return [
        reverse("iom_route", args=[pk]),
        reverse("iom_route_diary", args=[pk]),
        reverse("iom_route_stream", args=[pk]),
        reverse("iom_route_diary_entry", args=[pk, entry.uuid]),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("mark", "readers"),
    [
        (None, {"teacher"}),
        ("to_mentor", {"teacher", "mentor"}),
        ("to_methodist", {"teacher", "methodist"}),
        ("to_deputy", {"teacher", "deputy"}),
        ("to_all", set(ON_ROUTE)),
    ],
)
def test_who_finds_the_entry_on_every_page(cast, enter, mark, readers):
    entry = write(cast, **({mark: True} if mark else {}))
    for address in addresses(cast, entry):
        seen = {
            who
            for who in (*ON_ROUTE, "colleague")
            if "Тайное" in enter(who).get(address).content.decode()
        }
        assert seen == readers, address


@pytest.mark.django_db
def test_a_superuser_reads_no_diary(cast, client):
    entry = write(cast, to_all=True)
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    for address in addresses(cast, entry):
        assert "Тайное" not in client.get(address).content.decode()


@pytest.mark.django_db
def test_an_entry_taken_back_is_gone_at_the_next_request(cast, enter):
    entry = write(cast, to_mentor=True)
    address = reverse("iom_route_diary_entry", args=[cast.route.pk, entry.uuid])
    assert enter("mentor").get(address).status_code == 200
    actions.change_entry(entry, cast.user("teacher"), to_mentor=False)
    assert enter("mentor").get(address).status_code == 404


@pytest.mark.django_db
def test_nobody_else_writes_changes_or_removes(cast):
    entry = write(cast, to_all=True)
    for who in set(ON_ROUTE) - {"teacher"}:
        with pytest.raises(NotAllowed):
            actions.write_entry(cast.route, cast.user(who), happened_on=DAY, text="Чужое")
        with pytest.raises(NotAllowed):
            actions.change_entry(entry, cast.user(who), text="Чужое")
        with pytest.raises(NotAllowed):
            actions.remove_entry(entry, cast.user(who))
    assert DiaryEntry.objects.get().text == "Тайное слово"


@pytest.mark.django_db
def test_a_shown_entry_is_answered_and_a_hidden_one_is_not(cast, enter):
    entry = write(cast, to_mentor=True)
    actions.reply(entry, cast.user("mentor"), "Вы молодец")
    with pytest.raises(NotAllowed):
        actions.reply(entry, cast.user("methodist"), "Не вижу")
    with pytest.raises(WrongRecord):
        actions.reply(entry, cast.user("mentor"), "  ")
    address = reverse("iom_route_diary_entry", args=[cast.route.pk, entry.uuid])
    assert "Вы молодец" in enter("teacher").get(address).content.decode().replace("\u00a0", " ")
    assert DiaryReply.objects.count() == 1


@pytest.mark.django_db
def test_writing_on_the_site_keeps_what_was_typed_when_refused(cast, enter):
    address = reverse("iom_route_diary", args=[cast.route.pk])
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    data = {"happened_on": tomorrow.isoformat(), "text": "Длинная история", "to_mentor": "on"}
    html = enter("teacher").post(address, data).content.decode()
    assert "Длинная история" in html and not DiaryEntry.objects.exists()
    response = enter("teacher").post(address, {**data, "happened_on": DAY.isoformat()})
    assert response.status_code == 302
    entry = DiaryEntry.objects.get()
    assert (entry.to_mentor, entry.to_all, entry.created_by) == (True, False, cast.teacher)
    assert enter("mentor").post(address, data).status_code == 403
    assert enter("colleague").post(address, data).status_code == 404


@pytest.mark.django_db
def test_a_removed_entry_can_be_brought_back(cast, enter):
    entry = write(cast, to_mentor=True)
    address = reverse("iom_route_diary_entry", args=[cast.route.pk, entry.uuid])
    html = enter("teacher").post(address, {"act": "remove"}).content.decode()
    assert 'name="undo" value="2"' in html
    assert enter("teacher").get(address).status_code == 404
    restore = reverse("iom_route_restore", args=[cast.route.pk, "diary", entry.uuid])
    assert enter("mentor").post(restore, {"undo": "2"}).status_code == 404
    assert enter("teacher").post(restore, {"undo": "2"}).status_code == 302
    assert enter("teacher").get(address).status_code == 200


@pytest.mark.django_db
def test_two_tabs_of_the_author(cast):
    entry = write(cast)
    actions.change_entry(entry, cast.user("teacher"), seen=1, text="Первая вкладка")
    with pytest.raises(RecordChanged):
        actions.change_entry(entry, cast.user("teacher"), seen=1, text="Вторая вкладка")


@pytest.mark.django_db
@pytest.mark.parametrize(("text", "times"), [("Тайное слово", 1), ("Тайное слово " * 13, 13 + 6)])
def test_the_list_tells_a_short_text_once_and_a_long_one_whole(cast, enter, text, times):
    write(cast, text=text)
    html = enter("teacher").get(reverse("iom_route_diary", args=[cast.route.pk])).content.decode()
    assert html.replace("\u00a0", " ").count("Тайное слово") == times
