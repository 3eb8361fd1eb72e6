"""``/sitemap.xml``, its sections and ``/robots.txt``.

What was made once is kept under the number of the last change to anything public: with a page
taken down, every process makes its lists anew at the next request. At midnight, when consents may
run out, the day in the key does the same.
"""

from __future__ import annotations

from collections.abc import Callable

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.models import Site

from home.search.keeping import last_change
from home.sitemap.sections import Home, homes_of, index_xml, section_xml

A_DAY = 24 * 60 * 60
#: Private, or of no use in a list of results.
CLOSED = ("wagtailadmin_home", "iom_routes", "iom_approvals", "iom_low_vision", "site_search")


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """List the sections."""

    def address_of(section: str) -> str:
        return request.build_absolute_uri(reverse("site_sitemap_section", args=[section]))

    return _kept(request, "", lambda homes: index_xml(homes, address_of))


@require_safe
def sitemap_section(request: HttpRequest, section: str) -> HttpResponse:
    """List the pages of one section."""
    host = request.build_absolute_uri("/").rstrip("/")
    return _kept(request, section, lambda homes: section_xml(homes, section, host))


def _kept(
    request: HttpRequest, name: str, make: Callable[[list[Home]], str | None]
) -> HttpResponse:
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    place = f"{site.pk}:{request.scheme}:{request.get_host()}:{name}"
    key = f"home_sitemap:{place}:{last_change()}:{timezone.localdate():%Y%m%d}"
    text = cache.get(key)
    if text is None:
        text = make(homes_of(site))
        if text is None:
            raise Http404
        cache.set(key, text, A_DAY)
    return HttpResponse(text, content_type="application/xml; charset=utf-8")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Say where the list of pages lies, and what is of no use to search engines."""
    lines = ["User-agent: *"]
    lines += [f"Disallow: {reverse(name)}" for name in CLOSED]
    lines += ["", f"Sitemap: {request.build_absolute_uri(reverse('site_sitemap'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
