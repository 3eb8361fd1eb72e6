"""The short way to a public page: one query where Wagtail's walk down the tree asks many.

Wagtail finds a page by asking for each part of its address twice, then for each page above it. A
page's whole address stands in one column, so one question finds the page, the page above it and
whether anybody shut them off. Whatever this way doesn't know, Wagtail's own finds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q
from django.utils.translation import get_language
from wagtail.coreutils import get_supported_content_language_variant
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.url_routing import RouteResult

from iom_wagtail.school.models import School
from iom_wagtail.stories.models import (
    CelebrationIndexPage,
    CelebrationPage,
    SuccessStoryIndexPage,
    SuccessStoryPage,
)
from iom_wagtail.stories.models.public import PublicPage

if TYPE_CHECKING:
    from django.http import HttpRequest

#: What lies right below the home page, and below that. The tables of others are not asked.
_LISTS = (SuccessStoryIndexPage, CelebrationIndexPage)
_SINGLE = (SuccessStoryPage, CelebrationPage)
#: An address of ours has at most so many parts behind that of its page: «copy/files/».
_PARTS_BELOW = 2


def _restricted() -> Exists:
    """Return the question whether a page, or one above it, has been shut off.

    An alias is shut off where the page it stands for is.
    """
    above = PageViewRestriction.objects.annotate(
        asked=ExpressionWrapper(OuterRef("path"), output_field=CharField())
    )
    own = Q(asked__startswith=F("page__path"))
    alias = Q(asked__startswith=F("page__aliases__path"))
    return Exists(above.filter(own | alias))


def find(request: HttpRequest, path: str) -> RouteResult | None:
    """Return where the address of a public page of ours leads; None when Wagtail shall look.

    Raises ``Http404`` where a page of ours is there but has no such address below it.
    """
    parts = [part for part in path.split("/") if part]
    if not parts:
        return None
    site = site_of(request)
    if site is None:
        return None
    # From the page's own address up to that of the page above it, for the way back.
    root = _root_path(site)
    lengths = range(len(parts), max(0, len(parts) - _PARTS_BELOW - 2), -1)
    ways = [root + "".join(f"{part}/" for part in parts[:length]) for length in lengths]
    kinds = _LISTS if len(parts) == 1 else _SINGLE
    rows = (
        Page.objects.filter(slug__in=parts, url_path__in=ways)
        .select_related(*(kind._meta.model_name for kind in kinds))
        .annotate(shut=_restricted())
        .order_by()
    )
    found = {page.url_path: page for page in rows}
    for below, way in enumerate(ways[: _PARTS_BELOW + 1]):
        if way not in found:
            continue
        page = _as_ours(found[way])
        if page is None:
            return None
        page.known_restricted = bool(found[way].shut)
        if below + 1 < len(ways) and (above := found.get(ways[below + 1])):
            page.above = page._cached_parent_obj = above
        return _below(page, parts[len(parts) - below :] if below else [], request)
    return None


def _as_ours(page: Page) -> Page | None:
    """Return a page as what it is, if it is one of ours."""
    kind = page.specific_class
    if kind is None or not issubclass(kind, PublicPage):
        return None
    name = kind._meta.model_name
    # Of a list whose feed is asked for the own columns have not been loaded.
    return getattr(page, name) if name in page._state.fields_cache else page.specific


def site_of(request: HttpRequest) -> Site | None:
    """Return the site of a request as Wagtail finds it.

    Where there is but one, it comes with its school, which every page names: one query for two.
    """
    alone = len({one.site_id for one in Site.get_site_root_paths()}) == 1
    if alone and not hasattr(request, "_wagtail_site"):
        own = School.objects.filter(site__is_default_site=True).select_related("site").first()
        if own is not None:
            request._wagtail_site, request._iom_school = own.site, own
    return Site.find_for_request(request)


def _below(page: Page, rest: list[str], request: HttpRequest) -> RouteResult:
    """Return where an address below a page leads.

    A page that lies there would have been found before the one above it.
    """
    if rest:
        page.resolve_subpage(f"/{'/'.join(rest)}/")
    return page.route(request, rest)


def _root_path(site: Site) -> str:
    """Return where the site begins in the language of the address; kept in Wagtail's cache."""
    paths = [one for one in Site.get_site_root_paths() if one.site_id == site.pk]
    if getattr(settings, "WAGTAIL_I18N_ENABLED", False):
        try:
            language = get_supported_content_language_variant(get_language())
        except LookupError:
            language = None
        for one in paths:
            if one.language_code == language:
                return one.root_path
    return site.root_page.url_path
