"""What every private page of the site shares: login, no cache on the way, no search engine.

A decorator marks what a view returns; what it raises (404, 403), and what middleware answers in
its place, is marked by ``keep_what_is_private``, through which every answer of the site goes.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator

View = Callable[..., HttpResponse]


def keep_private(response: HttpResponse) -> HttpResponse:
    """Mark a response as one person's own: not stored anywhere, not indexed."""
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def keep_what_is_private(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Mark the answer to a request that carries a session, or that names a view of ours.

    A signed-in person's public page is marked too: an editor sees more on it than a visitor.
    Only the cookie is looked at, so that public pages stay the same for everybody without one.
    """
    match = request.resolver_match
    ours = match is not None and match.func.__module__.startswith("iom_wagtail.")
    if ours or settings.SESSION_COOKIE_NAME in request.COOKIES:
        return keep_private(response)
    return response


def unstored(view: View) -> View:
    """Mark every response of a view as private; the view itself decides who may see it."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return keep_private(view(request, *args, **kwargs))

    return wrapper


def private_page(view: View) -> View:
    """Ask for login, and mark every response of a view as private.

    Whoever sends a form when the login has ended gets back what was written.
    """
    from iom_wagtail.school.refusals import login_ended  # which marks its answers with our help

    guarded = login_required(view, login_url="iom_login")

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        refused = None if request.user.is_authenticated else login_ended(request)
        return refused or guarded(request, *args, **kwargs)

    return unstored(wrapper)


#: The same for class-based views that decide themselves who may see them.
unstored_class = method_decorator(unstored, name="dispatch")
