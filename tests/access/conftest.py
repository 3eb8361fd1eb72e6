"""Fixtures of the access tests: one planted route a module, and an outsider."""

from __future__ import annotations

import pytest
from django.db import transaction

from tests.access.outsiders import OUTSIDERS, make_secret


@pytest.fixture(scope="module")
def planted_once(django_db_setup, django_db_blocker):
    """Plant a route once for all tests of a module; each test is undone by itself."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_secret()
        transaction.set_rollback(True)


@pytest.fixture
def secret(planted_once, db):
    """A route with a canary in every text, and those who may not see it."""
    return planted_once


@pytest.fixture(params=OUTSIDERS)
def outsider(request):
    """The name of somebody who may learn nothing of the route."""
    return request.param
