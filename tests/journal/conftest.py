"""Fixtures of the journal: a school with an approved route and everybody around it."""

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
def enter(client, cast):
    """Log somebody of the cast in and return the browser."""

    def log_in(name):
        client.force_login(cast.user(name))
        return client

    return log_in
