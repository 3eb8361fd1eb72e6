"""What rooms above tell about a route's rows: plain values, and the registry they come through.

The route page shows what happened to an item without knowing the journal: the journal
registers its providers when the app is ready (``docs/architecture.md``).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Expression, Value

from iom_wagtail.routes.rules import Office

if TYPE_CHECKING:
    from django.http import HttpRequest

    from iom_wagtail.routes.models import RoutePage
    from iom_wagtail.routes.office.desk import Desk
    from iom_wagtail.routes.reading import Reading


@dataclass(frozen=True, slots=True)
class ItemState:
    """What is known of a programme item beside its plan.

    ``status`` is one of planned, work, done, moved, cancelled; ``acts`` are offered to the reader.
    """

    status: str = "planned"
    done_on: dt.date | None = None
    moved_to: dt.date | None = None
    reason: str = ""
    result: str = ""
    edition: int = 0
    evidence: int = 0
    acts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class CutState:
    """What is known of a checkpoint beside its plan; marks from 1 to 5, None until given.

    A hidden assessment (the school shows both only together) comes as None with ``waits`` set.
    """

    held_on: dt.date | None = None
    held_by: str = ""
    self_score: int | None = None
    self_text: str = ""
    score: int | None = None
    text: str = ""
    decision: str = ""
    waits: str = ""
    edition: int = 0
    acts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Finding:
    """What became of a difficulty, in a word, and whether it is resolved."""

    label: str
    resolved: bool


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the route page that another room fills: its anchor, tab and template."""

    anchor: str
    label: Any
    template: str
    order: int
    build: Callable[[HttpRequest, RoutePage, Reading], dict[str, Any] | None]


@dataclass(frozen=True, slots=True)
class Addition:
    """Something that a reader of the route may write: its tile, and where it leads."""

    label: Any
    short: Any
    icon: str
    url_name: str
    order: int
    allowed: Callable[[frozenset[Office]], bool]


@dataclass(frozen=True, slots=True)
class Link:
    """A way on from the route page to what another room keeps of the route."""

    label: Any
    url: str
    icon: str
    note: Any = ""
    asks: bool = False


def _never() -> Expression:
    return Value(False)


@dataclass
class Contributions:
    """What rooms above add to the route page; filled once, when the app is ready."""

    items: Callable[[RoutePage], Mapping[str, ItemState]] = lambda page: {}
    cuts: Callable[[RoutePage], Mapping[str, CutState]] = lambda page: {}
    sections: list[Section] = field(default_factory=list)
    additions: list[Addition] = field(default_factory=list)
    #: What was found of a route's difficulties at its end, by their uuid.
    findings: Callable[[RoutePage], Mapping[str, Finding]] = lambda page: {}
    #: Whether a route (the outer query's ``pk``) has come to its end.
    completed: Callable[[], Expression] = _never
    #: What the one query of a route fetches along, so that links need none.
    annotations: dict[str, Callable[[], Expression]] = field(default_factory=dict)
    links: list[Callable[[RoutePage], Link | None]] = field(default_factory=list)
    #: Ways on from the lists of routes, on the site and in the office, by who looks at them.
    lists: list[Callable[[Desk], Link]] = field(default_factory=list)

    def add(self, section: Section) -> None:
        """Register a section once; the page shows them by their order."""
        self.sections = sorted(
            [*(s for s in self.sections if s.anchor != section.anchor), section],
            key=lambda s: s.order,
        )

    def offer(self, addition: Addition) -> None:
        """Register what may be written, once; the page shows the tiles by their order."""
        others = [a for a in self.additions if a.url_name != addition.url_name]
        self.additions = sorted([*others, addition], key=lambda a: a.order)


contributions = Contributions()
