"""What is answered to a form whose token is no longer good (``CSRF_FAILURE_VIEW``), or that was
sent when the login had ended: the texts come back.
"""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_variables

from iom_wagtail.school.private import keep_private

#: More texts than any form of ours has outside the tables; a longer page helps nobody.
MOST_TEXTS = 200
#: The field by which a form says that its script keeps what was typed (``visit.js``).
KEPT = "kept"


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say what happened and what to do, and give back the texts that were written (403).

    It happens to people who logged out and in again in another tab. Texts come back only to a
    form of this very site: another site must not put words on our page.
    """
    own = is_from_here(request)
    context = {"texts": texts_of(request) if own else [], "own": own, "address": page_of(request)}
    response = render(request, "iom_wagtail/account/csrf.html", context, status=403)
    return keep_private(response)


@sensitive_variables()
def login_ended(request: HttpRequest) -> HttpResponse | None:
    """Give back the texts of a form that was sent without a login (403); None where there are none.

    A session ends after hours, and the longest texts are written by those who sit over them.
    Scripts get the login page as ever: they keep what was typed themselves.
    """
    by_script = request.headers.get("sec-fetch-mode", "navigate") != "navigate"
    if request.method != "POST" or by_script or "hx-request" in request.headers:
        return None
    if KEPT in request.POST:
        return None
    texts = texts_of(request) if is_from_here(request) else []
    if not texts:
        return None
    login = f"{reverse('iom_login')}?{urlencode({'next': page_of(request)})}"
    context = {"texts": texts, "login": login, "has_files": bool(request.FILES)}
    return render(request, "iom_wagtail/account/login_ended.html", context, status=403)


def is_from_here(request: HttpRequest) -> bool:
    """Return whether the browser says that the form stood on a page of this site."""
    source = request.headers.get("origin") or request.headers.get("referer") or ""
    return urlsplit(source).netloc == request.get_host()


def page_of(request: HttpRequest) -> str:
    """Return the address of the page the form stood on; the form's own may take no reading."""
    page = urlsplit(request.headers.get("referer") or "")
    if page.netloc != request.get_host():
        return request.path
    return f"{page.path}?{page.query}" if page.query else page.path


@sensitive_variables()
def texts_of(request: HttpRequest) -> list[str]:
    """Return what a person wrote, in the order of the form: words, never passwords or keys."""
    found = []
    for name, values in request.POST.lists():
        if "password" in name or name == "csrfmiddlewaretoken":
            continue
        found += [value for value in values if _is_written(value)]
    return found[:MOST_TEXTS]


def _is_written(value: str) -> bool:
    """Tell a text from a key, a day or a closed choice: it has words of two letters or more."""
    words = value.split()
    return len(words) > 1 or any(len(word) > 1 and not word.isascii() for word in words)
