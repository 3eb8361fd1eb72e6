"""Middleware of the school room: the gate of temporary passwords."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from iom_wagtail.school.temporary_password import SESSION_KEY, needs_new_password

#: What stays open until the password is changed.
OPEN_NAMES = frozenset(
    {
        "iom_password_change",
        "iom_password_change_done",
        "iom_login",
        "iom_logout",
        "wagtailadmin_logout",
        "set_language",
    }
)


class TemporaryPasswordGate:
    """Leads whoever logged in with a password from paper to the page that changes it.

    Asks the session, where login left a mark; only marked sessions cost a query. Stands after
    the authentication middleware.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; the check happens once the view is known."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Redirect to the change of password, with the way back for a page that was only read."""
        # Without a session cookie the session isn't touched, so public pages stay cacheable.
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return None
        if not request.session.get(SESSION_KEY) or _is_open(request):
            return None
        if not needs_new_password(request.user):
            del request.session[SESSION_KEY]
            return None
        address = reverse("iom_password_change")
        if request.method == "GET" and request.headers.get("x-requested-with") is None:
            address += "?" + urlencode({"next": request.get_full_path()})
        return redirect(address)


def _is_open(request: HttpRequest) -> bool:
    match = request.resolver_match
    if match is not None and match.url_name in OPEN_NAMES:
        return True
    static = settings.STATIC_URL or ""
    return static.startswith("/") and request.path.startswith(static)
