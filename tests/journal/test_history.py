"""Who changed which record when: kept for every kind, by names and fields, without old texts."""

from __future__ import annotations

import pytest

from iom_wagtail.journal.records import actions as records
from iom_wagtail.journal.records.models import RecordChange
from iom_wagtail.journal.records.rules import Act
from tests.journal.forms import SENT, at_again, typed
from tests.journal.written import WRITTEN, write

pytestmark = pytest.mark.django_db


def history(record):
    return list(RecordChange.objects.filter(record=record.uuid).order_by("edition"))


@pytest.mark.parametrize("kind", WRITTEN)
def test_every_act_on_a_record_is_kept_with_who_and_when(cast, kind):
    record, who = write(cast, kind), WRITTEN[kind].who
    person, user = getattr(cast, who), cast.user(who)
    records.remove(record, user)
    records.undo(record, user, edition=2)
    told = history(record)
    assert [row.act for row in told] == [Act.CREATED, Act.REMOVED, Act.UNDONE]
    assert [row.edition for row in told] == [1, 2, 3]
    assert {(row.person, row.name, row.kind) for row in told} == {(person, person.short_name, kind)}
    assert sorted(row.moment for row in told) == [row.moment for row in told]
    record.refresh_from_db()
    assert (record.changed_by, record.changed_at) == (person, told[-1].moment)


@pytest.mark.parametrize("kind", [kind for kind, form in SENT.items() if form.again])
def test_the_history_keeps_no_former_text_longer_than_undo_needs(cast, enter, kind):
    record = write(cast, kind, "Прежнее слово")
    where, client = at_again(kind, record), enter(WRITTEN[kind].who)
    body = typed(kind, cast) | SENT[kind].act
    assert client.post(where, {**body, "seen": "1"}).status_code == 302
    changed = history(record)[-1]
    assert changed.fields and "Прежнее слово" in str(changed.before)
    again = {**body, "seen": "2", SENT[kind].texts[0]: "Третье слово"}
    assert client.post(where, again).status_code == 302
    assert len(history(record)) == 3
    assert "Прежнее слово" not in str([(row.before, row.fields) for row in history(record)])
    page = client.get(where if kind != "lessonvisit" else where.removesuffix("change/"))
    assert cast_name(cast, kind) in page.content.decode()


def cast_name(cast, kind):
    return getattr(cast, WRITTEN[kind].who).short_name
