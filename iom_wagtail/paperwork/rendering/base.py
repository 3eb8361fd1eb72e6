"""The interface of a renderer: a frozen paper in, the bytes of a file out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from iom_wagtail.paperwork.papers.parts import Paper


class Renderer(Protocol):
    """Writes papers in one format. It asks no database and no network."""

    def render(self, paper: Paper) -> bytes:
        """Return the file of a paper."""
        ...
