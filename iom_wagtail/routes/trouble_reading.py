"""A difficulty as its readers see it: what answers it, and how much of that is settled. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from iom_wagtail.routes.bar import Share, shares
from iom_wagtail.routes.item_reading import Item
from iom_wagtail.routes.states import Finding

#: Severity grows to the left, as on the scale «было → стало»; x of its mark, by value.
SEVERITY_X = {3: 10, 2: 103, 1: 196, 0: 289}


@dataclass(frozen=True, slots=True)
class Trouble:
    """A difficulty with the items that answer it, and what the analysis of outcomes found."""

    row: dict[str, Any]
    no: int
    methods: str
    mark_x: int | None
    answers: tuple[Item, ...]
    finding: Finding | None = None

    @property
    def tracked(self) -> bool:
        """Whether something answers it and progress is known."""
        return any(item.progress is not None for item in self.answers)

    @property
    def asked(self) -> int:
        """How many items answer it and were not taken off."""
        return sum(not _taken_off(item) for item in self.answers)

    @property
    def done(self) -> int:
        """How many of those are done."""
        return sum(item.settled and not _taken_off(item) for item in self.answers)

    @property
    def shares(self) -> tuple[Share, ...]:
        """The pieces of its bar, where many items answer it."""
        return shares([item.state for item in self.answers])


def _taken_off(item: Item) -> bool:
    return item.progress is not None and item.progress.status == "cancelled"


def read_trouble(
    row: dict[str, Any], items: Sequence[Item], finding: Finding | None = None
) -> Trouble:
    """Return a row of the diagnosis with the items of the programme that answer it."""
    # The closed list ends with «др.»: its own words stand in its place.
    other = row["method_other"]
    methods = [m["label"] for m in row["methods"] if not (other and m["value"] == "other")]
    return Trouble(
        row=row,
        no=row["no"],
        methods=", ".join([*methods, other] if other else methods),
        mark_x=SEVERITY_X.get(row["severity"]["value"]) if row["severity"] else None,
        answers=tuple(item for item in items if row["uuid"] in item.row["difficulties"]),
        finding=finding,
    )
