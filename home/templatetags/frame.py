"""The frame of a public page, and the pictures in it."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
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


@register.simple_tag
def sized(image: Any, ratio: str, alt: str, *, lazy: bool = True) -> SafeString:
    """Draw a picture in two sizes of one shape ("32" or "169"), for the browser to choose from."""
    specs = {
        "32": ("fill-400x267|format-webp", "fill-800x533|format-webp"),
        "hero": ("fill-800x533|format-webp", "fill-1200x800|format-webp"),
        "169": ("fill-800x450|format-webp",),
    }[ratio]
    found = [image.get_rendition(spec) for spec in specs]
    return format_html(
        '<img src="{}" srcset="{}" sizes="{}" alt="{}" width="{}" height="{}"{}>',
        found[0].url,
        ", ".join(f"{one.url} {one.width}w" for one in found),
        "(min-width: 62em) 25rem, 100vw" if ratio == "32" else "(min-width: 56em) 38rem, 100vw",
        alt,
        found[0].width,
        found[0].height,
        " loading=lazy" if lazy else "",
    )
