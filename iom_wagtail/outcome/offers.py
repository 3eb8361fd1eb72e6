"""What rooms above offer after a successful conclusion; filled by them, when the app is ready.

Whether an offer is due is a rule of this room (``rules.offers_story``), and so is who hears of it
(``Right.TELL``); a door says where it leads, and to whom it opens.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from iom_wagtail.outcome.models import ConclusionPage
    from iom_wagtail.routes.rules import Office


@dataclass(frozen=True, slots=True)
class Door:
    """A way to tell of a success: the words on its button, its address, and who may pass.

    ``name`` keeps it the only one of its kind. ``url`` may ask nothing of the database: the page
    of the conclusion has its budget.
    """

    name: str
    label: Any
    icon: str
    url: Callable[[ConclusionPage], str]
    allowed: Callable[[Collection[Office]], bool]


_doors: dict[str, Door] = {}


def register(door: Door) -> None:
    """Make a door known; the same name again replaces it."""
    _doors[door.name] = door


def doors(offices: Collection[Office]) -> tuple[Door, ...]:
    """Return the doors that open to somebody with these roles and offices."""
    return tuple(door for door in _doors.values() if door.allowed(offices))
