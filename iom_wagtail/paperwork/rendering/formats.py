"""The formats papers are printed in, by their suffix; the first is offered first.

What a format needs is loaded with the first paper printed in it: a process that prints none, or
PDF alone, carries neither typst nor Word's libraries.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from iom_wagtail.paperwork.papers.parts import Paper
    from iom_wagtail.paperwork.rendering.base import Renderer


@dataclass(frozen=True, slots=True)
class Format:
    """A format, and what makes the renderer that writes it."""

    #: What a file's name ends with, and what addresses call the format: «docx».
    suffix: str
    media_type: str
    renderer: Callable[[], Renderer]

    def render(self, paper: Paper) -> bytes:
        """Return the file of a paper."""
        return self.renderer().render(paper)


def _pdf() -> Renderer:
    from iom_wagtail.paperwork.rendering.pdf import PdfRenderer

    return PdfRenderer()


def _docx() -> Renderer:
    from iom_wagtail.paperwork.rendering.docx import DocxRenderer

    return DocxRenderer()


RENDERERS: dict[str, Format] = {
    each.suffix: each
    for each in (
        Format("pdf", "application/pdf", _pdf),
        Format(
            "docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            _docx,
        ),
    )
}
