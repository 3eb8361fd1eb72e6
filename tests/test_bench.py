"""The report of ``make bench`` says so when a budget is over, and only then."""

from __future__ import annotations

import pytest

from tests.benchmarks.report import complaints, exponent, table_of
from tests.pages import SITE, Page

PAGE = Page("lists", SITE, None, "/", limits={"queries": 12, "ratio": 60, "kb": 40}, growth=0.1)
GOOD = {"q": 12, "rep": 1, "bytes": 30_000, "ratio": 50.0, "status": 200}


def series(**last):
    return {10: {**GOOD, "bytes": 9_000, "ratio": 20.0}, 100: GOOD, 1000: {**GOOD, **last}}


def test_what_is_within_its_budget_is_not_complained_of():
    assert complaints(PAGE, series()) == []


@pytest.mark.parametrize(
    ("last", "word"),
    [
        ({"q": 13}, "queries 13 > 12"),
        ({"ratio": 61.0}, "ratio 61 > 60"),
        ({"bytes": 50_000}, "kb 48.83 > 40"),
        ({"status": 500}, "status 500"),
        ({"q": 11}, "queries grow"),
        ({"ratio": 70.0}, "growth 0.15 > 0.1"),
    ],
)
def test_what_is_over_is_named(last, word):
    assert any(word in complaint for complaint in complaints(PAGE, series(**last)))


def test_growth_is_measured_from_where_the_page_is_full():
    assert exponent(series()) == 0
    assert exponent(series(ratio=500.0)) == pytest.approx(1)


def test_the_table_shows_every_page():
    from tests.pages import PUBLIC

    figures = {
        size: {page.title: {**GOOD, "status": page.status} for page in PUBLIC} for size in (10, 100)
    }
    rows = table_of(PUBLIC, figures).splitlines()
    assert len(rows) == 2 + len(PUBLIC)
    assert "**OVER**" in next(row for row in rows if row.startswith("| missing page"))
