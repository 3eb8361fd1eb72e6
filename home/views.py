"""Views of the site itself."""

from __future__ import annotations

import functools

from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.template.loader import render_to_string
from django.utils.translation import get_language


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is no such page."""
    return HttpResponseNotFound(_missing_page(get_language()))


@functools.cache
def _missing_page(language: str | None) -> str:
    """Render the page once a language: it says the same to everybody, whatever was asked for."""
    return render_to_string("404.html")
