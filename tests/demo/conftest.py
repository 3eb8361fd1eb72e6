"""The demo, loaded."""

from __future__ import annotations

import pytest

from iom_wagtail.management.demo import loader


@pytest.fixture(scope="module")
def demo(once):
    """Load the demo for all tests of a module: a load takes seconds."""
    once(loader.load)
