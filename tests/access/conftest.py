"""The world of the matrix, built once a module and rolled back at its end."""

from __future__ import annotations

import pytest
from django.db import transaction

from tests.access import matrix
from tests.access import world as worlds


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Two schools with their routes, and everybody logged in."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield worlds.build()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def table(request):
    """The expected cells of the module's method; written at the end by ``MATRIX=write``."""
    name = request.module.METHOD.lower()
    seen: dict[str, dict[str, str]] = {}
    yield matrix.read_table(name), seen
    if matrix.writing():
        matrix.write_table(name, seen)
