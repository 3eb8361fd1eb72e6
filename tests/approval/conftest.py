"""A route ready for submission, with everybody it needs."""

from __future__ import annotations

import pytest


@pytest.fixture
def cast(drafted):
    return drafted
