"""The version for the visually impaired: letters, colours, spacing, font and pictures, remembered.

One cookie holds the whole look; the server writes it onto ``<html>``, so that nothing flickers
and nothing needs a script. Values that are not on the lists are as good as none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_http_methods

from iom_wagtail.school.private import unstored

COOKIE = "lv"
A_YEAR = 365 * 24 * 60 * 60
#: Where somebody goes whose way back isn't known.
HOME = "/"

CHOICES: dict[str, tuple[str, ...]] = {
    "scheme": ("white", "black", "blue", "beige", "brown"),
    "size": ("1", "2", "3"),
    "space": ("1", "2", "3"),
    "font": ("sans", "serif"),
    "images": ("on", "grey", "off"),
}


@dataclass(frozen=True, slots=True)
class Look:
    """How a visitor wants the pages to look."""

    scheme: str = "white"
    size: str = "2"
    space: str = "2"
    font: str = "sans"
    images: str = "on"

    @property
    def attributes(self) -> SafeString:
        """What stands on ``<html>``; every value is one of ours."""
        pairs = (f'data-lv-{name}="{value}"' for name, value in asdict(self).items())
        return mark_safe(f"data-lv {' '.join(pairs)}")

    def as_cookie(self) -> str:
        """Return the look as the cookie holds it: «white.2.2.sans.on»."""
        return ".".join(asdict(self).values())


def look_from_cookie(text: str) -> Look | None:
    """Return the look that a cookie holds; None for no cookie and for one that isn't ours."""
    values = text.split(".")
    if len(values) != len(CHOICES):
        return None
    if any(value not in known for value, known in zip(values, CHOICES.values(), strict=True)):
        return None
    return Look(*values)


def look_from_form(data: Mapping[str, Any], before: Look) -> Look:
    """Return the look that a form asks for; what it doesn't say, or says wrongly, stays."""
    asked = {field.name: data.get(field.name) for field in fields(Look)}
    known = {name: value for name, value in asked.items() if value in CHOICES[name]}
    return Look(**{**asdict(before), **known})


def look_of(request: HttpRequest | None) -> Look | None:
    """Return the look a visitor has chosen; None for the ordinary version."""
    return look_from_cookie(request.COOKIES.get(COOKIE, "")) if request is not None else None


def _way_back(request: HttpRequest) -> str:
    """Return the asked address of this very site, or the home page."""
    target = request.POST.get("next") or request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if safe else HOME


@unstored
@require_http_methods(["GET", "POST"])
def low_vision(request: HttpRequest) -> HttpResponse:
    """Show the settings in the look itself on GET; keep them, or go back to the ordinary version,
    on POST.
    """
    target, before = _way_back(request), look_of(request) or Look()
    if request.method == "GET":
        return render(
            request, "iom_wagtail/low_vision.html", {"lv_look": before, "way_back": target}
        )
    response = HttpResponseRedirect(target)
    if "off" in request.POST:
        response.delete_cookie(COOKIE, samesite="Lax")
    else:
        response.set_cookie(
            COOKIE,
            look_from_form(request.POST, before).as_cookie(),
            max_age=A_YEAR,
            secure=request.is_secure(),
            httponly=True,
            samesite="Lax",
        )
    return response


def tell_caches(response: HttpResponse) -> HttpResponse:
    """Say that a page looks different for whoever carries the cookie."""
    if response.get("Content-Type", "").startswith("text/html"):
        patch_vary_headers(response, ["Cookie"])
    return response
