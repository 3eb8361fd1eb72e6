"""Views of the site itself: what stands in the place of a page that can't be shown."""

from __future__ import annotations

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    HttpResponseNotFound,
    HttpResponseServerError,
)
from django.shortcuts import render
from django.template.loader import render_to_string


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is no such page, with all ways to others around it."""
    return HttpResponseNotFound(render(request, "404.html").content)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that a request was not understood. Nothing is asked of the database."""
    return HttpResponseBadRequest(_plain(request, "400.html"))


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that something broke. Nothing is asked of what may have broken."""
    return HttpResponseServerError(_plain(request, "500.html"))


def _plain(request: HttpRequest, template: str) -> str:
    """Render a page that knows only how its visitor wants pages to look."""
    return render_to_string(template, {"request": request})
