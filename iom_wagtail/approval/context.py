"""What the act in progress knows: whether it signs, at which moment, why it cancels.

Wagtail's workflow calls our tasks and our page from deep inside; context variables carry to
them what their signatures have no room for (``wagtail8-facts.md`` 4).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.utils import timezone

from iom_wagtail.approval.rules import EventKind


@dataclass(frozen=True, slots=True)
class Act:
    """One act of approval: its moment, words, the page it signs, the kind of its ending."""

    moment: dt.datetime | None = None
    comment: str = ""
    signs: int | None = None
    cancels_as: EventKind = EventKind.WITHDRAWN


_act: ContextVar[Act] = ContextVar("iom_wagtail_act", default=Act())


@contextmanager
def acting(
    *,
    moment: dt.datetime | None = None,
    comment: str = "",
    signs: int | None = None,
    cancels_as: EventKind = EventKind.WITHDRAWN,
) -> Iterator[Act]:
    """Run a block as one act; nested acts end with their block."""
    act = Act(moment=moment, comment=comment, signs=signs, cancels_as=cancels_as)
    token = _act.set(act)
    try:
        yield act
    finally:
        _act.reset(token)


def current() -> Act:
    """Return the act in progress, or the empty one."""
    return _act.get()


def moment() -> dt.datetime:
    """Return the moment of the act in progress, or now."""
    return _act.get().moment or timezone.now()


def is_signing(page_id: int | None) -> bool:
    """Return whether the act in progress signs this very page."""
    return page_id is not None and _act.get().signs == page_id
