"""The frame of a public page."""

from __future__ import annotations

from django import template
from wagtail.models import Page

from home.frame.reading import UNTRANSLATED, Frame, read_frame

register = template.Library()


@register.simple_tag(takes_context=True)
def frame(context: template.Context) -> Frame | None:
    """Return what stands around the page; None where there is no request to ask for."""
    request = context.get("request")
    if request is None:
        return None
    if not hasattr(request, "_home_frame"):
        page = context.get("page")
        request._home_frame = read_frame(request, page if isinstance(page, Page) else None)
    return request._home_frame


@register.simple_tag(takes_context=True)
def came_from(context: template.Context) -> str:
    """Return the address of the page that a visitor wanted in this language; perhaps ""."""
    asked = context["request"].GET.get(UNTRANSLATED, "")
    return asked if asked.startswith("/") and not asked.startswith(("//", "/\\")) else ""
