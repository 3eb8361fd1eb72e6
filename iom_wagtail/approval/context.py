"""What the act in progress knows: whether it signs, at which moment, why it cancels.

Wagtail's workflow calls our tasks and our page from deep inside; context variables carry to
them what their signatures have no room for (``wagtail8-facts.md`` 4).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from iom_wagtail.approval.rules import EventKind


@dataclass(frozen=True, slots=True)
class Act:
    """One act of approval: its moment, words, the page it signs, the kind of its ending.

    ``snapshots`` receives the content that the act puts in force.
    """

    def take_snapshot(self, published: Any) -> None:
        """Freeze the published object, with the people the act has at hand already."""
        if self.page is not None:
            published.borrow_people(self.page)
        self.snapshots.append(published.snapshot())

    moment: dt.datetime | None = None
    comment: str = ""
    signs: int | None = None
    cancels_as: EventKind = EventKind.WITHDRAWN
    page: Any = None
    snapshots: list[dict[str, Any]] = field(default_factory=list)


_act: ContextVar[Act | None] = ContextVar("iom_wagtail_act", default=None)


@contextmanager
def acting(
    *,
    moment: dt.datetime | None = None,
    comment: str = "",
    signs: int | None = None,
    cancels_as: EventKind = EventKind.WITHDRAWN,
    page: Any = None,
) -> Iterator[Act]:
    """Run a block as one act; nested acts end with their block."""
    act = Act(moment=moment, comment=comment, signs=signs, cancels_as=cancels_as, page=page)
    token = _act.set(act)
    try:
        yield act
    finally:
        _act.reset(token)


def current() -> Act:
    """Return the act in progress, or the empty one."""
    return _act.get() or Act()


def moment() -> dt.datetime:
    """Return the moment of the act in progress, or now."""
    return current().moment or timezone.now()


def is_signing(page_id: int | None) -> bool:
    """Return whether the act in progress signs this very page."""
    return page_id is not None and current().signs == page_id
