"""An approved route whose year is over, with everybody its conclusion needs."""

from __future__ import annotations

import copy

import pytest

from tests import factories


def make_cast():
    """A school with an approved route; the psychologist takes part, the colleague doesn't."""
    cast = factories.make_cast()
    factories.make_route(cast)
    factories.add_participant(cast)
    factories.approve(cast)
    return cast


@pytest.fixture(scope="module")
def cast_once(once):
    """The cast as it was made, once a module."""
    return once(make_cast)


@pytest.fixture
def cast(cast_once, db):
    """A school with an approved route; the psychologist takes part, the colleague doesn't."""
    return copy.deepcopy(cast_once)


@pytest.fixture
def opened(cast):
    """The same with a conclusion that is ready for submission."""
    factories.make_conclusion(cast)
    return cast


@pytest.fixture
def approved(opened):
    """The same, approved."""
    factories.approve_conclusion(opened)
    return opened
