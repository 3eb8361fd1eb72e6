"""The site's own middleware."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.locale import LocaleMiddleware
from django.urls import Resolver404, resolve, reverse
from django.utils import translation
from django.views.defaults import page_not_found
from wagtail.contrib.redirects.middleware import RedirectMiddleware


class ChosenLanguageMiddleware(LocaleMiddleware):
    """Speak the site's language until the visitor chooses another one.

    Stock Django follows the browser's ``Accept-Language``, so a school computer with an
    English Windows would get an English site. Here only a choice made on the site (the cookie
    of ``set_language``) or a language prefix in the address counts.

    A public page has one language, that of its address. Everything else (login, routes, the
    office) has one address for all languages and speaks the chosen one.
    """

    def process_request(self, request: HttpRequest) -> None:
        """Drop the browser's header, then decide by address, and by cookie where there is none."""
        request.META.pop("HTTP_ACCEPT_LANGUAGE", None)
        super().process_request(request)
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        if chosen and not _is_public(request.path_info):
            with suppress(LookupError):
                translation.activate(translation.get_supported_language_variant(chosen))
                request.LANGUAGE_CODE = translation.get_language()


#: Addresses that have one for each language: those of public pages, and of the search in them.
_BY_LANGUAGE = frozenset({"wagtail_serve", "site_search"})


def _is_public(path: str) -> bool:
    """Return whether an address belongs to the public pages, whose last resort is the tree."""
    try:
        return resolve(path).url_name in _BY_LANGUAGE
    except Resolver404:
        return True


#: The site's own pages: nothing from other hosts, no script or style but from files.
SITE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; media-src 'self'; manifest-src 'self'; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
#: The same in the editor's preview, which shows the page in a frame of this very site.
PREVIEW_POLICY = SITE_POLICY.replace("frame-ancestors 'none'", "frame-ancestors 'self'")

#: Wagtail's admin carries scripts and styles inside its pages, without nonces (8.0); its
#: preview shows pages of the admin in a frame.
ADMIN_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; frame-src 'self'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
)

#: What no page of a school needs of a visitor's device.
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "browsing-topics",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
    )
)


class BrowserRulesMiddleware:
    """Tells browsers what a page may load and use, strictly on the site, as needed in the admin.

    Django has a policy of its own from 6.0 on, one for all addresses; with Django 5.2 gone and
    nonces in Wagtail, this can go. A view's own policy (Wagtail's documents) stays.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on and add the two headers."""
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        # Django's own pages about errors, for developers only, are one file with styles inside.
        if not (settings.DEBUG and response.status_code in (404, 500)):
            response.headers.setdefault("Content-Security-Policy", _policy_for(request))
        if _is_preview(request):
            response.headers["X-Frame-Options"] = "SAMEORIGIN"
        return response


def _is_preview(request: HttpRequest) -> bool:
    """Return whether Wagtail asks for a page on behalf of its editor."""
    return getattr(request, "is_preview", False)


def _policy_for(request: HttpRequest) -> str:
    if _is_preview(request):
        return PREVIEW_POLICY
    admin = request.path.startswith(reverse("wagtailadmin_home"))
    return ADMIN_POLICY if admin else SITE_POLICY


class KnownRedirects(RedirectMiddleware):
    """Wagtail's redirects, asked for only where the page tree's question did not rule them out."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Look for a redirect from a missing page, if there may be one."""
        around = getattr(request, "_home_surroundings", None)
        if around is not None and not around.tree.redirects:
            return response
        return super().process_response(request, response)


class OwnPageNotFound:
    """In development, answer a missing page as a real server does, and not with Django's list.

    Whoever tries the site with ``make run`` sees what the school will see.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Put the site's page in the place of Django's technical one."""
        response = self.get_response(request)
        if response.status_code == 404 and b"DEBUG = True" in response.content:
            return page_not_found(request, Http404())
        return response
