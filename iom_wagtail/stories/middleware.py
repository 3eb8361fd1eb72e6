"""Middleware of the stories room: the short way to public pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from wagtail.views import serve

from iom_wagtail.stories import routing


class ShortWay:
    """Finds stories and celebrations in one query before Wagtail's view asks many.

    Without it everything works the same, at a higher price.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict[str, Any]
    ) -> None:
        """Tell Wagtail's view where the address leads, in the place where it keeps its own answer
        (W:models/pages.py, ``route_for_request``).
        """
        if view is not serve:
            return
        path = kwargs.get("path", args[0] if args else "")
        try:
            found = routing.find(request, path)
        except Http404:
            request._wagtail_route_for_request = None
            return
        if found is not None:
            request._wagtail_route_for_request = found
