"""Words that can't be taken any more are given back to who typed them.

A route is stopped, a part in it ends, while somebody still writes: the refusal shows what was
sent, so that it can be copied, and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from iom_wagtail.journal.answers import is_fragment

View = Callable[..., HttpResponse]

#: What a form carries beside somebody's words.
CARRIED = frozenset(
    {"csrfmiddlewaretoken", "act", "seen", "key", "client_key", "criteria_set", "undo", "remove"}
)
#: A choice, a number, a day, a key: chosen again in a moment.
CHOSEN = re.compile(r"[a-z_]*|[\d.,:-]*|[0-9a-f-]{36}")


def typed_words(request: HttpRequest) -> list[str]:
    """Return the words somebody typed into the form that was sent, in its order."""
    return [
        value.strip()
        for name, values in request.POST.lists()
        if name not in CARRIED
        for value in values
        if not CHOSEN.fullmatch(value.strip())
    ]


def gives_back(view: View) -> View:
    """Show the words that were sent when a view refuses them (403, 404).

    A script that asks in place keeps them itself, and gets the plain answer.
    """

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except (PermissionDenied, Http404) as error:
            by_script = is_fragment(request) or request.headers.get("Accept") == "application/json"
            words = typed_words(request) if request.method == "POST" and not by_script else []
            if not words:
                raise
            missing = isinstance(error, Http404)
            return render(
                request,
                "iom_wagtail/journal/given_back.html",
                {"reason": "" if missing else str(error), "words": "\n\n".join(words)},
                status=404 if missing else 403,
            )

    return wrapper
