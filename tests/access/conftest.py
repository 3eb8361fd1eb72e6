"""Fixtures of the access tests: a planted route, and the world of the matrix, once a module."""

from __future__ import annotations

import pytest

from tests.access import matrix
from tests.access import world as worlds
from tests.access.outsiders import OUTSIDERS, make_secret


@pytest.fixture(scope="module")
def world(once):
    """Two schools with their routes, and everybody logged in."""
    return once(worlds.build)


@pytest.fixture(scope="module")
def table(request):
    """The expected cells of the module's method; written at the end by ``MATRIX=write``."""
    name = request.module.METHOD.lower()
    seen: dict[str, dict[str, str]] = {}
    known = matrix.read_table(name)
    yield known, seen
    if matrix.writing():  # perhaps some rows only; an address that is gone loses its row
        rows = {**known, **seen}
        addresses = request.module.ADDRESSES
        matrix.write_table(name, {label: rows[label] for label in addresses if label in rows})


@pytest.fixture(scope="module")
def planted_once(once):
    """Plant a route once for all tests of a module; each test is undone by itself."""
    return once(make_secret)


@pytest.fixture
def secret(planted_once, db):
    """A route with a canary in every text, and those who may not see it."""
    return planted_once


@pytest.fixture(params=OUTSIDERS)
def outsider(request):
    """The name of somebody who may learn nothing of the route."""
    return request.param
