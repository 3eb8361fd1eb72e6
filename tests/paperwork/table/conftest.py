"""Fixtures: a school with a draft route, and everybody around it."""

from __future__ import annotations

import pytest

from tests import factories


@pytest.fixture
def cast(db):
    """A school with a draft route; the psychologist takes part, the colleague doesn't."""
    cast = factories.make_cast()
    factories.make_route(cast)
    factories.add_participant(cast)
    return cast


@pytest.fixture
def enter(client, cast):
    """Log somebody of the cast in and return the browser."""

    def log_in(name):
        client.force_login(cast.user(name))
        return client

    return log_in
