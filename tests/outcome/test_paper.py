"""The conclusion as a paper: what approval freezes, what changed between two texts, its words."""

from __future__ import annotations

import pytest
from django.utils import translation

from iom_wagtail.approval.rules import canonical
from iom_wagtail.outcome.reading import read_conclusion
from iom_wagtail.routes.models import RoutePage
from tests.factories import approve_conclusion, conclude, fresh_conclusion

pytestmark = pytest.mark.django_db


def draft_of(cast):
    page = fresh_conclusion(cast)
    return page.text_of(page.latest_revision)


def test_what_is_frozen_names_people_posts_and_the_programme_concluded(opened):
    data = approve_conclusion(opened).data
    programme = RoutePage.objects.get(pk=opened.route.pk).version_in_force()
    assert (data["schema"], data["kind"]) == (1, "conclusion")
    assert data["route"]["version"] == 1 and data["route"]["sha256"] == programme.sha256
    assert data["people"]["teacher"]["full"] == opened.teacher.full_name
    assert data["people"]["director"]["position"] == "директор"
    assert data["school"]["short_name"] == opened.school.short_name
    assert data["rows"][0]["state"] == {"value": "resolved", "label": "снята"}
    assert [item["no"] for item in data["open_items"]] == [1, 2]


def test_labels_are_russian_whatever_language_the_signer_reads(opened):
    with translation.override("en"):
        data = draft_of(opened).snapshot()
        clauses = read_conclusion(data).clauses
    assert data["result"]["label"] == "успешным, эффективным"
    assert clauses[0].heading == "Индивидуальное сопровождение можно считать:"
    assert canonical(data) == canonical(draft_of(opened).snapshot())


def test_what_does_not_apply_is_left_out(opened):
    conclude(opened, opened.conclusion, remaining=["Шум"])
    assert draft_of(opened).snapshot()["remaining"] == []
    conclude(opened, opened.conclusion, remaining=["Шум"], problems_state="partly")
    assert draft_of(opened).snapshot()["remaining"] == ["Шум"]


@pytest.mark.parametrize(
    ("blank", "heading"),
    [
        ("", "Выявленные в ____ результате предварительной диагностики проблемы:"),
        ("сентябре в", "Выявленные в сентябре в результате предварительной диагностики проблемы:"),
    ],
)
def test_the_blank_of_6_2_stands_in_its_place(opened, blank, heading):
    conclude(opened, opened.conclusion, diagnosis_blank=blank)
    clause = read_conclusion(draft_of(opened).snapshot()).clauses[1]
    assert (clause.number, clause.heading, clause.anchor) == ("6.2", heading, "c62")


def test_ticks_say_the_whole_list_and_what_was_chosen(opened):
    conclude(opened, opened.conclusion, further=["full", "training"])
    reading = read_conclusion(draft_of(opened).snapshot())
    numbers = [clause.number for clause in reading.clauses]
    assert numbers == ["1", "6.2", "6.3", "6.4", "6.5"]
    assert [tick.on for tick in reading.clauses[3].ticks] == [True, False, False, True, False]
    assert reading.clauses[2].empty and not reading.clauses[0].empty
    assert reading.open_items == "1, 2"


def test_differences_read_as_words(opened):
    before = draft_of(opened).snapshot()
    conclude(
        opened,
        opened.conclusion,
        states=("partly",),
        problems_state="partly",
        remaining=["Шум", "Дроби"],
        reasons="Мало часов",
    )
    page = fresh_conclusion(opened)
    found = page.differences(before, draft_of(opened).snapshot())
    said = {
        (change.where, change.label): (change.before, change.after)
        for part in found
        for change in part.rows
    }
    assert said == {
        ("Проблема 1", "снята ли проблема"): ("снята", "снята частично"),
        ("", "6.2. Проблемы"): ("сняты полностью", "сняты частично"),
        ("", "6.2. Остающиеся проблемы"): ("", "Шум; Дроби"),
        ("", "6.3. Причины"): ("", "Мало часов"),
    }
    assert page.differences(before, before) == []


def test_its_words_and_addresses_name_nobody_in_the_address(opened):
    page = fresh_conclusion(opened)
    assert page.kind_words(1) == "Общее заключение"
    assert page.kind_words(2) == "Общее заключение, редакция 2"
    assert page.whom() == f"{opened.teacher.list_name}, учитель математики"
    base = f"/routes/{opened.route.pk}/conclusion/"
    assert page.reading_url() == base and page.version_url(2) == f"{base}versions/2/"
    assert page.crumbs()[-1][1] == base
