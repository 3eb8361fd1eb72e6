"""Removing and bringing back: one address for every kind, for who removed it and nobody else."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from iom_wagtail.journal.achievements import actions as achievements
from iom_wagtail.journal.diary import actions as diary
from iom_wagtail.journal.kinds import KINDS
from iom_wagtail.journal.meetings import actions as meetings
from iom_wagtail.journal.records.models import RecordChange
from iom_wagtail.journal.records.rules import UNDO_FOR
from iom_wagtail.journal.testimonials import actions as testimonials

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 2, 26)

#: Kind → its author and the act that writes one.
WRITTEN = {
    "diary": ("teacher", lambda c, u: diary.write_entry(c.route, u, happened_on=DAY, text="Слово")),
    "meeting": (
        "mentor",
        lambda c, u: meetings.meet(
            c.route, u, held_on=DAY, specialist=c.mentor, topic="Карта урока"
        ),
    ),
    "request": ("teacher", lambda c, u: meetings.ask(c.route, u, asked=c.mentor, topic="Журнал")),
    "achievement": (
        "teacher",
        lambda c, u: achievements.achieve(
            c.route, u, kind="contest", happened_on=DAY, title="Дебют"
        ),
    ),
    "encouragement": (
        "deputy",
        lambda c, u: achievements.encourage(
            c.route, u, kind="moral", given_on=DAY, title="Благодарность"
        ),
    ),
    "testimonial": (
        "mentor",
        lambda c, u: testimonials.testify(
            c.route, u, source="parents", given_on=DAY, text="Спасибо"
        ),
    ),
}


def test_every_kind_is_tried_here():
    assert set(WRITTEN) == set(KINDS)


@pytest.mark.parametrize("name", WRITTEN)
def test_a_removed_record_is_brought_back_by_who_removed_it(cast, enter, name):
    who, write = WRITTEN[name]
    record, kind = write(cast, cast.user(who)), KINDS[name]
    address = kind.record_url(record)
    restore = reverse("iom_route_restore", args=[cast.route.pk, name, record.uuid])
    html = enter(who).post(address, {"act": "remove"}).content.decode()
    assert restore in html and 'name="undo" value="2"' in html
    assert enter(who).get(address).status_code == 404
    for other in ("teacher", "mentor", "psychologist", "methodist", "deputy", "director"):
        if other != who:
            assert enter(other).post(restore, {"undo": "2"}).status_code == 404, other
    assert enter("colleague").post(restore, {"undo": "2"}).status_code == 404
    assert enter(who).get(restore).status_code == 405
    assert enter(who).post(restore, {"undo": "2"}).status_code == 302
    assert enter(who).get(address).status_code == 200
    assert enter(who).post(restore, {"undo": "2"}).status_code == 404


@pytest.mark.parametrize("name", WRITTEN)
def test_nobody_else_removes_a_record(cast, enter, name):
    who, write = WRITTEN[name]
    record = write(cast, cast.user(who))
    for other in {"teacher", "mentor", "psychologist", "methodist", "deputy", "director"} - {who}:
        status = enter(other).post(KINDS[name].record_url(record), {"act": "remove"}).status_code
        assert status in (403, 404), other
    record.refresh_from_db()
    assert record.removed_at is None


def test_after_a_while_it_is_gone(cast, enter):
    who, write = WRITTEN["achievement"]
    record = write(cast, cast.user(who))
    achievements.remove(record, cast.user(who))
    RecordChange.objects.update(moment=timezone.now() - UNDO_FOR - dt.timedelta(seconds=1))
    restore = reverse("iom_route_restore", args=[cast.route.pk, "achievement", record.uuid])
    assert enter(who).post(restore, {"undo": "2"}).status_code == 403


@pytest.mark.parametrize("kind", ["diary", "secret"])
def test_a_record_of_another_kind_is_not_found(cast, enter, kind):
    who, write = WRITTEN["achievement"]
    record = write(cast, cast.user(who))
    achievements.remove(record, cast.user(who))
    restore = reverse("iom_route_restore", args=[cast.route.pk, kind, record.uuid])
    assert enter(who).post(restore, {"undo": "2"}).status_code == 404
