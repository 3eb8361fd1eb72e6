"""Cases 25 and 33 on the way: a route of unusual names and hostile texts comes back whole."""

from __future__ import annotations

import pytest

from tests.paperwork.trip.hostile import hostile_route
from tests.paperwork.trip.told import tell
from tests.paperwork.trip.travel import arrive, printed, twin

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def trip(once, carried):
    """What the route told before and after; what the import said."""

    def build():
        cast = hostile_route()
        user = cast.user("deputy")
        papers = {
            f"{kind}.docx": printed(cast.route, user, kind, draft=True)
            for kind in ("passport", "card")
        }
        arrived = arrive(carried(papers), twin(cast.school))
        assert arrived.page, arrived.marked
        before = cast.route.get_latest_revision_as_object()
        return tell(before, "passport", "card"), tell(arrived.page, "passport", "card"), arrived

    return once(build)


def parts(told: dict, *prefixes: str) -> dict:
    return {name: value for name, value in told.items() if name.startswith(prefixes)}


@pytest.mark.parametrize(
    "part",
    ["route", "people", "objectives", "taught_programmes", "difficulties", "checkpoints"],
)
def test_case_33_and_25_every_cell_comes_back(trip, part):
    before, after, _arrived = trip
    assert parts(before, part) == parts(after, part)


def test_case_33_and_25_sixty_items_in_their_parts_come_back(trip):
    before, after, _arrived = trip
    assert len(parts(before, "programme_items.60.")) > 5
    lost = {
        name: (value, after.get(name))
        for name, value in parts(before, "programme_items").items()
        if after.get(name) != value
    }
    assert not lost
    assert parts(after, "programme_items").keys() == parts(before, "programme_items").keys()


def test_the_note_holds_no_cell_of_the_route(trip):
    note = trip[2].page.import_note.split("\n")
    assert all("УТВЕРЖДАЮ" in line or "Проект, не утверждён" in line for line in note), note
