"""What approving costs: at most 60 queries and two more a row (performance budget).

For the smallest route that submission accepts, one as large as the example, and a very long
one; the act alone and the director's whole request. Every statement counts, savepoints too.
"""

from __future__ import annotations

from functools import partial

import pytest

from tests.benchmarks.approving import SIZES, budget, walk
from tests.factories import make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def commits(django_capture_on_commit_callbacks):
    """Run what a commit sets off, mails above all, as part of what is counted."""
    return partial(django_capture_on_commit_callbacks, execute=True)


@pytest.mark.parametrize("rows", SIZES)
def test_signing_stays_within_the_budget(rows, commits):
    """Clearly: one query a row, two when every row is new, mails to everybody included."""
    cost = walk(make_cast(), rows, commits)
    assert cost.worst <= budget(rows), cost
    assert max(cost.sign, cost.request) <= 56 + rows, cost
    assert cost.renew <= 56 + 2 * rows, cost


def test_the_steps_before_do_not_grow_with_the_rows(commits):
    cast = make_cast()
    few, many = (walk(cast, rows, commits) for rows in SIZES[::2])
    for act in ("submit", "return_", "agree", "acquaint"):
        assert getattr(few, act) == getattr(many, act), act
    assert many.agree <= 50 and many.acquaint <= 55
