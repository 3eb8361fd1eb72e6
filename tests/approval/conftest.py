"""A route ready for submission, with everybody it needs."""

from __future__ import annotations

import pytest

from tests.factories import make_cast, make_route


@pytest.fixture
def cast():
    cast = make_cast()
    make_route(cast)
    return cast
