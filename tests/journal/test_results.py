"""Results of checkpoints: whose part is whose, both assessments shown together or at once."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

import pytest
from django.urls import reverse

from iom_wagtail.journal.exceptions import NotAllowed, RecordChanged, WrongRecord
from iom_wagtail.journal.results import rules
from iom_wagtail.journal.results.actions import record_result
from iom_wagtail.journal.results.models import CheckpointResult
from iom_wagtail.routes.rules import Office

OWN = {"self_score": 3, "self_text": "Своё мнение"}
THEIRS = {
    "held_on": dt.date(2025, 12, 20),
    "held_by": "С. П. Дроздова",
    "score": 4,
    "text": "Чужое мнение",
    "decision": "Продолжать",
}
NOTHING = dict.fromkeys((*OWN, *THEIRS))


@pytest.mark.parametrize(
    ("offices", "values", "together", "hidden"),
    [
        ({Office.TEACHER}, THEIRS, False, set()),
        ({Office.TEACHER}, THEIRS, True, {"score", "text"}),
        ({Office.MENTOR}, OWN, True, {"self_score", "self_text"}),
        ({Office.MENTOR}, {**OWN, **THEIRS}, True, set()),
        ({Office.SUPERUSER}, OWN, True, {"self_score", "self_text", "score", "text"}),
    ],
)
def test_what_waits_until_both_are_in(offices, values, together, hidden):
    found = rules.hidden_fields({**NOTHING, **values}, offices, together=together)
    assert set(found) == hidden


def checkpoint_of(cast) -> UUID:
    return UUID(cast.route.version_in_force().data["checkpoints"][0]["uuid"])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("who", "own", "theirs"),
    [
        ("teacher", True, False),
        ("mentor", False, True),
        ("psychologist", False, True),
        ("methodist", False, True),
        ("deputy", False, True),
        ("director", False, True),
        ("colleague", False, False),
    ],
)
def test_who_writes_which_part(cast, who, own, theirs):
    for values, may in ((OWN, own), (THEIRS, theirs)):
        if may:
            record_result(cast.route, cast.user(who), checkpoint_of(cast), **values)
        else:
            with pytest.raises(NotAllowed):
                record_result(cast.route, cast.user(who), checkpoint_of(cast), **values)


@pytest.mark.django_db
def test_both_parts_stand_side_by_side_on_the_route_page(cast, enter):
    key = checkpoint_of(cast)
    record_result(cast.route, cast.user("teacher"), key, **OWN)
    record_result(cast.route, cast.user("deputy"), key, **THEIRS)
    html = enter("psychologist").get(reverse("iom_route", args=[cast.route.pk])).content.decode()
    for word in ("Своё мнение", "Чужое мнение", "Продолжать"):
        assert word in html.replace("\u00a0", " ")


@pytest.mark.django_db
def test_where_the_school_wishes_neither_sees_the_other_first(cast, enter):
    cast.school.assessments_together = True
    cast.school.save()
    key = checkpoint_of(cast)
    record_result(cast.route, cast.user("deputy"), key, **THEIRS)
    for address in (
        reverse("iom_route", args=[cast.route.pk]),
        reverse("iom_route_checkpoint", args=[cast.route.pk, key]),
    ):
        assert "Чужое" not in enter("teacher").get(address).content.decode()
        assert "Чужое" in enter("deputy").get(address).content.decode()
    record_result(cast.route, cast.user("teacher"), key, **OWN)
    assert "Чужое" in enter("teacher").get(address).content.decode()


@pytest.mark.django_db
def test_wrong_values_and_two_savers(cast):
    key, deputy = checkpoint_of(cast), cast.user("deputy")
    for values in ({"score": 6}, {"held_on": dt.date(2999, 1, 1)}):
        with pytest.raises(WrongRecord):
            record_result(cast.route, deputy, key, **values)
    assert not CheckpointResult.objects.exists()
    record_result(cast.route, cast.user("mentor"), key, **THEIRS)
    with pytest.raises(RecordChanged, match="Орлова"):
        record_result(cast.route, deputy, key, seen=0, decision="Иначе")


@pytest.mark.django_db
def test_the_form_offers_only_ones_own_part(cast, enter):
    address = reverse("iom_route_checkpoint", args=[cast.route.pk, checkpoint_of(cast)])
    html = enter("teacher").get(address).content.decode()
    assert 'name="self_text"' in html and 'name="decision"' not in html
    html = enter("mentor").get(address).content.decode()
    assert 'name="self_text"' not in html and 'name="decision"' in html
    assert enter("colleague").get(address).status_code == 404
    enter("teacher").post(address, {"seen": "0", "self_score": "4", "self_text": "Хорошо"})
    row = CheckpointResult.objects.get()
    assert (row.self_score, row.self_text, row.created_by) == (4, "Хорошо", cast.teacher)


@pytest.mark.django_db
def test_a_decision_in_the_stream_is_not_the_teachers_who_began_the_record(cast, enter):
    key = checkpoint_of(cast)
    record_result(cast.route, cast.user("teacher"), key, **OWN)
    record_result(cast.route, cast.user("deputy"), key, **THEIRS)
    address = reverse("iom_route_stream", args=[cast.route.pk])
    html = enter("mentor").get(address).content.decode().replace("\u00a0", " ")
    entry = html[html.index("Продолжать") : html.index("</li>", html.index("Продолжать"))]
    assert "С. П. Дроздова" in entry and cast.teacher.short_name not in entry
