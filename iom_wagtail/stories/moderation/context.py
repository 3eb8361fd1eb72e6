"""Whether a decision on a public page is being carried out in this very thread."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_deciding: ContextVar[bool] = ContextVar("iom_deciding", default=False)


@contextmanager
def deciding() -> Iterator[None]:
    """Let the act of a step publish: Wagtail asks the last decider for that right (facts 4)."""
    token = _deciding.set(True)
    try:
        yield
    finally:
        _deciding.reset(token)


def is_deciding() -> bool:
    """Return whether a step is being decided."""
    return _deciding.get()
