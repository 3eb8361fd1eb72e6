"""A long programme: what is settled makes room, everything stays a link away."""

from __future__ import annotations

import datetime as dt

import pytest

from iom_wagtail.routes.bar import MANY, shares
from iom_wagtail.routes.cut_reading import LATEST
from iom_wagtail.routes.item_reading import LONG
from iom_wagtail.routes.reading import read_route
from iom_wagtail.routes.states import CutState, ItemState
from tests.routes.test_reading import TODAY, cut, item, snapshot

STATUSES = ("planned", "work", "done", "moved", "cancelled")


def reading(items=LONG + 1, cuts=5, cut_states=None, **kwargs):
    """Read a programme in which each status comes in turn; all checkpoints but the last held."""
    data = snapshot(
        programme=[item(no, "2025-09-01", "2026-05-01") for no in range(1, items + 1)],
        checkpoints=[cut(no, f"2026-01-{no:02}") for no in range(1, cuts + 1)],
    )
    states = {
        row["uuid"]: ItemState(status=STATUSES[number % len(STATUSES)], done_on=TODAY)
        for number, row in enumerate(data["programme"])
    }
    held = {
        row["uuid"]: CutState(
            held_on=dt.date(2026, 2, 20 - row["no"]) if row["no"] < cuts else None
        )
        for row in data["checkpoints"]
    }
    given = {"states": states, "cuts": cut_states or held, **kwargs}
    return read_route(data, TODAY, **given)


def test_what_is_settled_is_brief_in_a_long_programme():
    found = reading()
    brief = {item.no for item in found.items if item.brief}
    assert {item.progress.status for item in found.items if item.brief} == {"done", "cancelled"}
    assert not any(item.settled for item in found.items if item.no not in brief)
    assert found.brief_count == len(brief)


@pytest.mark.parametrize("kwargs", [{"items": LONG}, {"whole": True}, {"states": None}])
def test_nothing_is_brief_in_a_usual_one_or_when_the_whole_is_asked_for(kwargs):
    found = reading(**kwargs)
    assert found.brief_count == 0
    assert not any(cut.brief for cut in found.cuts)


def test_of_held_checkpoints_the_latest_keep_their_words():
    cuts = reading(cuts=LATEST + 3).cuts
    # They were held in the reverse of their order; the last is not held yet.
    assert [c.no for c in cuts if c.brief] == [LATEST + 1, LATEST + 2]


def test_a_checkpoint_that_waits_for_an_assessment_stays_whole():
    held = CutState(held_on=dt.date(2025, 12, 1), waits="Обе оценки показываются вместе.")
    latest = CutState(held_on=dt.date(2026, 1, 1))
    states = {f"cut-{no}": held if no == 1 else latest for no in range(1, LATEST + 2)}
    assert not any(c.brief for c in reading(cuts=LATEST + 1, cut_states=states).cuts)
    states["cut-1"] = CutState(held_on=dt.date(2025, 12, 1))
    assert [c.no for c in reading(cuts=LATEST + 1, cut_states=states).cuts if c.brief] == [1]


def test_a_short_bar_has_a_piece_an_item():
    assert shares(["done"] * (MANY - 1)) == ()


def test_a_long_bar_has_a_piece_a_state():
    found = shares(["late"] * 5 + ["done"] * 10 + ["plan"] * 5)
    assert [(s.state, s.x, s.width) for s in found] == [
        ("done", "0%", "50%"),
        ("late", "50%", "25%"),
        ("plan", "75%", "25%"),
    ]


def test_the_pieces_of_a_long_bar_fill_it():
    found = shares([("done", "past", "work")[number % 3] for number in range(61)])
    widths = [float(share.width.rstrip("%")) for share in found]
    assert sum(widths) == pytest.approx(100, abs=0.1)
    assert [s.state for s in found] == ["done", "work", "past"]
