"""Middleware of the plugin: the gate in front of Wagtail's admin."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from iom_wagtail.routes.gate import hidden_pages, page_ids
from iom_wagtail.school.private import keep_what_is_private


class RouteGate:
    """Answers 404 when a request names a route that its user may not see.

    Wagtail's permission checks leave gaps that no policy closes (``wagtail8-facts.md`` 19);
    this one wall stands before all of them and resolves every page id of a request.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, and let no cache keep what comes back to a person."""
        return keep_what_is_private(request, self.get_response(request))

    def process_view(
        self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict[str, Any]
    ) -> None:
        """Raise ``Http404`` for a hidden route in the address, the query or the form."""
        ids = page_ids(request, kwargs)
        # The user is asked for last, so that public pages don't vary by cookie.
        if ids and request.user.is_authenticated and hidden_pages(request.user, ids):
            raise Http404
