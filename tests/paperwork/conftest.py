"""An approved route whose papers are printed."""

from __future__ import annotations

import pytest

from tests import factories


@pytest.fixture
def cast(db):
    """A school with an approved route."""
    cast = factories.make_cast()
    factories.make_route(cast)
    factories.approve(cast)
    return cast


@pytest.fixture
def enter(client, cast):
    """Return a function that logs somebody of the cast in."""

    def enter(name):
        client.force_login(cast.user(name))
        return client

    return enter
