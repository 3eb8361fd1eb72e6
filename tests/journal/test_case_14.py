"""Case 14 of the abuse cases: forged forms of the journal, for every kind of record."""

from __future__ import annotations

import copy
import uuid
from dataclasses import replace

import pytest
from django.apps import apps
from django.urls import reverse

from iom_wagtail.journal.kinds import KINDS
from iom_wagtail.journal.records.models import RecordChange
from tests import factories
from tests.factories import StaffFactory
from tests.files import samples
from tests.journal.forms import SENT, at_again, typed
from tests.journal.written import WRITTEN, write

pytestmark = pytest.mark.django_db
RECORDS = [kind for kind in SENT if kind in WRITTEN]
CHANGED = [kind for kind, form in SENT.items() if form.again]
FORGED = "Подделано"
ON_ROUTE = ("teacher", "mentor", "psychologist", "methodist", "deputy", "director")


def make_other(cast):
    teacher = StaffFactory(school=cast.school, account=True)
    another = replace(cast, teacher=teacher)
    factories.make_route(another)
    factories.approve(another)
    return another


@pytest.fixture(scope="module")
def other_once(once, cast_once):
    """The other route as it was made."""
    return once(make_other, cast_once)


@pytest.fixture
def other(other_once, db):
    """Another route of the school, with the same mentor and leaders; it too is approved."""
    return copy.deepcopy(other_once)


def rows(kind, cast):
    return apps.get_model("iom_wagtail", kind).objects.filter(route=cast.route)


def columns_of(record):
    """Return all columns of a record as they are stored."""
    return type(record).objects.filter(pk=record.pk).values().get()


@pytest.mark.parametrize("kind", RECORDS)
def test_case_14_fields_that_no_form_has_change_nothing(cast, other, enter, kind):
    forged_uuid = uuid.uuid4()
    alien = other.teacher.pk
    forged = {
        **dict.fromkeys(("route", "route_id", "page", "pk", "id"), other.route.pk),
        **dict.fromkeys(("created_by", "created_by_id", "changed_by", "author", "user"), alien),
        "uuid": forged_uuid,
        "edition": "77",
        "created_at": "2020-01-01",
        "removed_at": "2020-01-01",
        "by_teacher": "on",
        "acquainted_at": "2026-01-01",
        "acquainted_words": FORGED,
        "visited_by": FORGED,
        "mean": "2",
        "group": forged_uuid,
        "consultation": "1",
        "entry": "1",
        "item": forged_uuid,
        "checkpoint": forged_uuid,
        "self_score": "5",
        "self_text": FORGED,
    }
    if kind != "consultationrequest":
        forged["declined"] = FORGED
    where, had = SENT[kind].where(cast), set(rows(kind, cast).values_list("pk", flat=True))
    body = {**forged, **typed(kind, cast)}
    assert enter(SENT[kind].who).post(where, body).status_code == 302
    record = rows(kind, cast).exclude(pk__in=had).get()
    author = getattr(cast, SENT[kind].who)
    assert (record.created_by, record.changed_by, record.edition) == (author, author, 1)
    assert record.uuid != forged_uuid and record.removed_at is None
    assert record.created_at.year > 2020
    assert forged_uuid not in columns_of(record).values()
    assert FORGED not in str(columns_of(record))
    assert not rows(kind, other).exists()
    assert RecordChange.objects.get(record=record.uuid).person == author


@pytest.mark.parametrize("kind", CHANGED)
def test_case_14_a_record_below_the_address_of_another_route(cast, other, enter, kind):
    """Its author writes on both routes; the address decides, and it names none there."""
    record = write(cast, kind)
    before = columns_of(record)
    real = at_again(kind, record)
    forged = real.replace(f"/routes/{cast.route.pk}/", f"/routes/{other.route.pk}/")
    body = typed(kind, cast) | SENT[kind].act | {"seen": "1", "text": FORGED}
    for who in (WRITTEN[kind].who, "deputy", "director"):
        assert enter(who).post(forged, body).status_code == 404
        assert enter(who).get(forged).status_code == 404
        assert enter(who).post(forged, {"act": "remove"}).status_code == 404
    assert columns_of(record) == before


@pytest.mark.parametrize("name", KINDS)
def test_case_14_bringing_back_below_another_route(cast, other, enter, name):
    kind = KINDS[name].model._meta.model_name
    record, who = write(cast, kind), WRITTEN[kind].who
    enter(who).post(KINDS[name].record_url(record), {"act": "remove"})
    forged = reverse("iom_route_restore", args=[other.route.pk, name, record.uuid])
    assert enter(who).post(forged, {"undo": "2"}).status_code == 404
    record.refresh_from_db()
    assert record.removed_at is not None


@pytest.mark.parametrize(
    "kind", [k for k in CHANGED if k not in ("itemprogress", "checkpointresult")]
)
def test_case_14_nobody_writes_in_anothers_record(cast, enter, kind):
    record = write(cast, kind)
    before = columns_of(record)
    body = typed(kind, cast) | SENT[kind].act | {"seen": "1", "created_by": cast.mentor.pk}
    for who in set(ON_ROUTE) - {WRITTEN[kind].who}:
        assert enter(who).post(at_again(kind, record), body).status_code in (403, 404), who
    assert columns_of(record) == before


@pytest.mark.parametrize("kind", ["itemprogress", "checkpointresult"])
def test_case_14_a_row_of_another_routes_programme(cast, other, enter, kind):
    theirs = SENT[kind].where(other)
    forged = theirs.replace(f"/routes/{other.route.pk}/", f"/routes/{cast.route.pk}/")
    assert enter("mentor").post(forged, typed(kind, cast)).status_code == 404
    assert not rows(kind, cast).exists() and not rows(kind, other).exists()


def test_case_14_the_other_sides_part_of_a_result(cast, enter):
    where = SENT["checkpointresult"].where(cast)
    body = typed("checkpointresult", cast, self_score="1", self_text=FORGED)
    assert enter("mentor").post(where, body).status_code == 302
    assert enter("teacher").post(where, {"seen": "1", "self_text": "Своё", "decision": FORGED})
    record = rows("checkpointresult", cast).get()
    assert (record.self_score, record.self_text) == (None, "Своё")
    assert record.decision == typed("checkpointresult", cast)["decision"]


def test_case_14_a_request_of_another_route_in_the_form_of_a_meeting(cast, other, enter):
    theirs = write(other, "consultationrequest")
    body = typed("consultation", cast, request=theirs.uuid)
    where = SENT["consultation"].where(cast)
    assert enter("mentor").post(where, body).status_code == 404
    theirs.refresh_from_db()
    assert theirs.open and not rows("consultation", cast).exists()


def test_case_14_a_meeting_on_a_route_where_one_does_not_write(cast, other, enter):
    strange = factories.make_cast()
    factories.make_route(strange)
    where = SENT["consultation"].where(cast)
    for who in ("psychologist", "teacher"):  # their form has no such field at all
        enter(who).post(where, typed("consultation", cast, others=other.route.pk))
    assert not rows("consultation", other).exists()
    before = rows("consultation", cast).count()
    body = typed("consultation", cast, others=[other.route.pk, strange.route.pk])
    assert enter("mentor").post(where, body).status_code == 200
    assert rows("consultation", cast).count() == before
    assert not rows("consultation", other).exists() and not rows("consultation", strange).exists()


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        ("consultation", "specialist"),
        ("consultationrequest", "asked"),
        ("lessonvisit", "visitors"),
    ],
)
def test_case_14_a_person_of_another_school(cast, enter, kind, field):
    stranger = StaffFactory(school=factories.make_cast().school, surname="Чужакова")
    where = SENT[kind].where(cast)
    response = enter(SENT[kind].who).post(where, typed(kind, cast, **{field: stranger.pk}))
    assert response.status_code == 200 and stranger.surname not in response.content.decode()
    assert not rows(kind, cast).exists()


def test_case_14_criteria_of_another_school(cast, enter):
    stranger = factories.make_cast()
    factories.make_route(stranger)
    body = typed("lessonvisit", cast, criteria_set=typed("lessonvisit", stranger)["criteria_set"])
    assert enter("mentor").post(SENT["lessonvisit"].where(cast), body).status_code == 403
    assert not rows("lessonvisit", cast).exists()


def test_case_14_a_file_of_another_route(cast, other, enter):
    """The deputy removes files of both routes, each at its own address."""
    where = reverse("iom_route_attachments", args=[other.route.pk])
    file = samples.upload(samples.pdf(b"their"), "Работы.pdf")
    assert enter("deputy").post(where, typed("attachment", other, files=file)).status_code == 302
    theirs = other.route.attachments.get()
    here = reverse("iom_route_attachments", args=[cast.route.pk])
    assert enter("deputy").post(here, {"remove": theirs.uuid}).status_code == 404
    opened = reverse("iom_route_attachment", args=[cast.route.pk, theirs.uuid])
    assert enter("deputy").get(opened).status_code == 404
    assert other.route.attachments.exists()


@pytest.mark.parametrize(
    "kind", [k for k in RECORDS if k not in ("lessonvisit", "itemprogress", "checkpointresult")]
)
def test_case_14_anothers_key_in_the_form_of_a_new_record(cast, other, enter, kind):
    """The key of a record that somebody else wrote, elsewhere, is no way to it."""
    theirs = write(other, kind, "Чужое слово")
    before, where = columns_of(theirs), SENT[kind].where(cast)
    response = enter(SENT[kind].who).post(where, typed(kind, cast, key=theirs.uuid))
    assert response.status_code == 302
    assert columns_of(theirs) == before
    assert rows(kind, cast).exists() and not rows(kind, cast).filter(uuid=theirs.uuid).exists()
