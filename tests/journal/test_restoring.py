"""Removing and bringing back: one address for every kind, for who removed it and nobody else."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from iom_wagtail.journal.achievements import actions as achievements
from iom_wagtail.journal.kinds import KINDS
from iom_wagtail.journal.records.models import RecordChange
from iom_wagtail.journal.records.rules import UNDO_FOR
from tests.journal.written import WRITTEN, write

pytestmark = pytest.mark.django_db

#: A kind with pages of its own → the same kind's key in the table of records.
MODELS = {name: kind.model._meta.model_name for name, kind in KINDS.items()}


def written(cast, name):
    """Return who writes a kind, and one record of it."""
    return WRITTEN[MODELS[name]].who, write(cast, MODELS[name])


@pytest.mark.parametrize("name", KINDS)
def test_a_removed_record_is_brought_back_by_who_removed_it(cast, enter, name):
    (who, record), kind = written(cast, name), KINDS[name]
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


@pytest.mark.parametrize("name", KINDS)
def test_nobody_else_removes_a_record(cast, enter, name):
    who, record = written(cast, name)
    for other in {"teacher", "mentor", "psychologist", "methodist", "deputy", "director"} - {who}:
        status = enter(other).post(KINDS[name].record_url(record), {"act": "remove"}).status_code
        assert status in (403, 404), other
    record.refresh_from_db()
    assert record.removed_at is None


def test_after_a_while_it_is_gone(cast, enter):
    who, record = written(cast, "achievement")
    achievements.remove(record, cast.user(who))
    RecordChange.objects.update(moment=timezone.now() - UNDO_FOR - dt.timedelta(seconds=1))
    restore = reverse("iom_route_restore", args=[cast.route.pk, "achievement", record.uuid])
    assert enter(who).post(restore, {"undo": "2"}).status_code == 403


@pytest.mark.parametrize("kind", ["diary", "secret"])
def test_a_record_of_another_kind_is_not_found(cast, enter, kind):
    who, record = written(cast, "achievement")
    achievements.remove(record, cast.user(who))
    restore = reverse("iom_route_restore", args=[cast.route.pk, kind, record.uuid])
    assert enter(who).post(restore, {"undo": "2"}).status_code == 404
