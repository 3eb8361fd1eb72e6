"""Other ways to a new route than the empty form; rooms above offer them when the app is ready."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Way:
    """A way: what its button says, one sentence about it, its address and icon."""

    label: Any
    about: Any
    url_name: str
    icon: str


#: In the order in which they were offered.
ways: list[Way] = []


def offer(way: Way) -> None:
    """Show a way beside «Open a route», to those who open routes; once, however often offered."""
    if way not in ways:
        ways.append(way)
