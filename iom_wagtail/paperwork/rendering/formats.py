"""The formats papers are printed in, by their suffix; the first is offered first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iom_wagtail.paperwork.rendering.docx import DocxRenderer
from iom_wagtail.paperwork.rendering.pdf import PdfRenderer

if TYPE_CHECKING:
    from iom_wagtail.paperwork.rendering.base import Renderer

RENDERERS: dict[str, Renderer] = {
    renderer.suffix: renderer for renderer in (PdfRenderer(), DocxRenderer())
}
