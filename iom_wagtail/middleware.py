"""Middleware of the plugin: the gate in front of Wagtail's admin."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from iom_wagtail.routes import screens
from iom_wagtail.routes.gate import hidden_among, page_ids


class RouteGate:
    """Answers 404 when a request names a route that its user may not see.

    Wagtail's permission checks leave gaps that no policy closes (``wagtail8-facts.md`` 19);
    this one wall stands before all of them and resolves every page id of a request.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; the check happens once the view is known."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict[str, Any]
    ) -> None:
        """Raise ``Http404`` for a hidden route in the address, the query or the form."""
        ids = page_ids(request, kwargs)
        # The user is asked for last, so that public pages don't vary by cookie.
        if ids and request.user.is_authenticated and hidden_among(request.user, ids):
            raise Http404
        if screens.names_unknown_account(request):
            raise Http404

    def process_template_response(
        self, request: HttpRequest, response: TemplateResponse
    ) -> TemplateResponse:
        """Take out of a screen of the admin what it would tell of hidden routes."""
        screens.clean(request, response.context_data)
        return response
