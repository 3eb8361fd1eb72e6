"""The wall against floods: a request that is too large is answered before a byte is read."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from iom_wagtail.conf import get_settings
from iom_wagtail.files.rules import MEGABYTE


class UploadLimit:
    """Answers 413 to a request whose announced length is above ``max_request_mb``.

    Views come too late: the CSRF check reads the form, and with it writes every file to disk,
    before a view is called. A WSGI server reads no more than what was announced.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Look at the announced length, then pass the request on."""
        limits = get_settings()
        if _length(request) > limits.max_request_mb * MEGABYTE:
            response = render(request, "iom_wagtail/files/too_large.html", {"limits": limits})
            response.status_code = 413
            response["Cache-Control"] = "no-store"
            return response
        return self.get_response(request)


def _length(request: HttpRequest) -> int:
    announced = request.META.get("CONTENT_LENGTH") or ""
    return int(announced) if announced.isascii() and announced.isdigit() else 0
