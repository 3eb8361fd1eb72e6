"""The demo, loaded."""

from __future__ import annotations

import pytest

from iom_wagtail.management.demo import loader


@pytest.fixture
def demo(db):
    """Load the demo for one test."""
    loader.load()


@pytest.fixture(scope="module")
def demo_to_read(once):
    """Load the demo once for a module whose tests only read it: a load takes seconds."""
    once(loader.load)
