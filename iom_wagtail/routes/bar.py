"""The bar of a list of items: a piece an item, or a piece a state where items are many. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

#: From so many items on their pieces would be slivers on a telephone; states are summed up then.
MANY = 17

#: States in the order in which a summed-up bar shows them.
ORDER = ("done", "work", "late", "plan", "past")


@dataclass(frozen=True, slots=True)
class Share:
    """The piece of a state; ``x`` and ``width`` are percentages, whatever the language."""

    state: str
    x: str
    width: str


def shares(states: Sequence[str]) -> tuple[Share, ...]:
    """Return the pieces of a summed-up bar; nothing where each item has a piece of its own."""
    if len(states) < MANY:
        return ()
    found, before = [], 0
    for state in ORDER:
        if count := states.count(state):
            found.append(Share(state, _percent(before, states), _percent(count, states)))
            before += count
    return tuple(found)


def _percent(count: int, states: Sequence[str]) -> str:
    return f"{100 * count / len(states):.4g}%"
