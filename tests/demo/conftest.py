"""The demo, loaded."""

from __future__ import annotations

import pytest
from django.db import transaction

from iom_wagtail.management.demo import loader


@pytest.fixture
def demo(db):
    """Load the demo for one test."""
    loader.load()


@pytest.fixture(scope="module")
def demo_to_read(django_db_setup, django_db_blocker):
    """Load the demo once for a module whose tests only read it: a load takes seconds."""
    with django_db_blocker.unblock(), transaction.atomic():
        loader.load()
        yield
        transaction.set_rollback(True)
