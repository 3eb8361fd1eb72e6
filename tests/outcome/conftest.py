"""An approved route whose year is over, with everybody its conclusion needs."""

from __future__ import annotations

import pytest

from tests import factories


@pytest.fixture
def cast(db):
    """A school with an approved route; the psychologist takes part, the colleague doesn't."""
    cast = factories.make_cast()
    factories.make_route(cast)
    factories.add_participant(cast)
    factories.approve(cast)
    return cast


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
