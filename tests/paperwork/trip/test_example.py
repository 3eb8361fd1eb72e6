"""Route → DOCX → LibreOffice saves it → import → route: the example loses no cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth import get_user_model

from iom_wagtail.management.demo import loader
from iom_wagtail.routes.models import RoutePage
from iom_wagtail.school.models import School
from tests.paperwork.trip.told import tell
from tests.paperwork.trip.travel import Arrived, arrive, printed, twin

pytestmark = pytest.mark.django_db

FILES = {"passport": "Паспорт.docx", "card": "Карта.docx"}
#: What the card alone doesn't tell and the form asks for.
DECIDED = {"decision_date": "01.09.2025"}


@dataclass
class Trip:
    """What the route told before, and where it came to: with both papers, with each alone."""

    before: RoutePage
    schools: dict[tuple[str, ...], School]
    arrived: dict[tuple[str, ...], Arrived]
    told: dict[tuple[str, ...], tuple[dict[str, Any], dict[str, Any]]]


WAYS = [("passport", "card"), ("card", "passport"), ("passport",), ("card",)]


@pytest.fixture(scope="module")
def trip(once, carried) -> Trip:
    """The example travels every way."""

    def build() -> Trip:
        loader.load()
        school = School.objects.get(is_demo=True)
        deputy = get_user_model().objects.get(username="deputy")
        before = RoutePage.objects.get(school=school, year_start=2025)
        files = carried({FILES[kind]: printed(before, deputy, kind) for kind in FILES})
        before = before.get_latest_revision_as_object()
        schools, arrived, told = {}, {}, {}
        for way in WAYS:
            schools[way] = twin(school)
            changes = {}
            if way == ("card",):
                mentor = schools[way].staff.get(surname="Орлова")
                changes = {**DECIDED, "mentor": mentor.pk}
            arrived[way] = arrive({FILES[k]: files[FILES[k]] for k in way}, schools[way], **changes)
            assert arrived[way].page, arrived[way].marked
            told[way] = tell(before, *way), tell(arrived[way].page, *way)
        return Trip(before, schools, arrived, told)

    return once(build)


@pytest.mark.parametrize("way", WAYS, ids="+".join)
def test_no_cell_is_lost_and_none_is_added(trip, way):
    before, after = trip.told[way]
    assert len(before) >= 20
    assert after == before


def test_the_example_tells_something_in_every_table(trip):
    """An empty table would be compared with an empty table."""
    before, _after = trip.told[WAYS[0]]
    tables = {name.split(".")[0] for name, value in before.items() if value}
    assert tables == {
        *("route", "people", "objectives", "taught_programmes", "difficulties"),
        *("programme_items", "checkpoints"),
    }


@pytest.mark.parametrize("way", WAYS, ids="+".join)
def test_the_note_holds_no_cell_of_the_route(trip, way):
    """What the forms say about themselves is in it: who approved the text, and which."""
    note = trip.arrived[way].page.import_note.split("\n")
    assert all("УТВЕРЖДАЮ" in line or "Редакция 2" in line for line in note), note


def test_nothing_is_left_to_look_at(trip):
    preview = trip.arrived[WAYS[0]].preview
    assert "iom-word-look" not in preview.content.decode()


def test_places_name_the_file_where_there_are_two(trip):
    page = trip.arrived[WAYS[0]].preview.content.decode()
    assert "Паспорт.docx: таблица 2, строка" in page and "Карта.docx: таблица 1" in page
    assert "Паспорт.docx:" not in trip.arrived["passport",].preview.content.decode()
