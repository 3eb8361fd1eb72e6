"""What every private page of the site shares: login, no cache on the way, no search engine."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator

View = Callable[..., HttpResponse]


def keep_private(response: HttpResponse) -> HttpResponse:
    """Mark a response as one person's own: not stored anywhere, not indexed."""
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def unstored(view: View) -> View:
    """Mark every response of a view as private; the view itself decides who may see it."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return keep_private(view(request, *args, **kwargs))

    return wrapper


def private_page(view: View) -> View:
    """Ask for login, and mark every response of a view as private."""
    return unstored(login_required(view, login_url="iom_login"))


#: The same for class-based views that decide themselves who may see them.
unstored_class = method_decorator(unstored, name="dispatch")
