"""From an address to its page: as Wagtail does it, with the one question of ``tree.py``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.db import router
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404
from wagtail import views as wagtail_views
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page, PageViewRestriction

from home.frame.reading import Surroundings, surroundings_of
from iom_wagtail.school.here import remember_school
from iom_wagtail.stories.models.public import PublicPage

if TYPE_CHECKING:
    from wagtail.url_routing import RouteResult

    from home.frame.tree import Row


#: What a row knows of its page, under the page's own names.
_KNOWN = ("id", "path", "depth", "slug", "title", "url_path", "live", "show_in_menus")


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Serve a public page; Wagtail's own view, which finds the way to the page prepared.

    A language without a home page has none at all: its bare address leads to the site's own.
    """
    slugs = [part for part in path.split("/") if part]
    around = request._home_surroundings = Surroundings(request, slugs)
    if not slugs and around.home is not None and around.home.language != around.language:
        return redirect(around.url(around.home))
    request._wagtail_route_for_request = find(request, slugs)
    return wagtail_views.serve(request, path)


def find(request: HttpRequest, slugs: Sequence[str]) -> RouteResult | None:
    """Return the page of an address and how it is served; None where there is nothing."""
    around = surroundings_of(request)
    home = around.tree.homes.get(around.language)
    if home is None:
        return None
    chain = around.tree.chain(home, slugs)
    for place, row in enumerate(chain):
        rest = list(slugs[place:])
        if _takes(row, rest, is_last=place == len(chain) - 1):
            try:
                page = _page(row, chain[: place + 1])
                remember_school(request, around.lines)
                return page.route(request, rest)
            except Http404:
                return None
    return None


def _takes(row: Row, rest: list[str], *, is_last: bool) -> bool:
    """Return whether a page answers for the rest of an address.

    A page with addresses of its own is asked before what lies below it, as Wagtail does.
    """
    if not rest:
        return True
    model = _model(row)
    if issubclass(model, RoutablePageMixin):
        try:
            model.get_resolver().resolve(f"/{'/'.join(rest)}/")
        except Resolver404:
            return False
        return True
    return is_last and model.route is not Page.route


def _model(row: Row) -> type[Page]:
    return ContentType.objects.get_for_id(row.content_type).model_class() or Page


def _page(row: Row, chain: Sequence[Row]) -> Page:
    """Return the page itself. That nothing restricts it is known, so nobody need ask again."""
    page = _model(row)._default_manager.filter(pk=row.pk).first()
    if page is None:
        raise Http404
    if not any(step.restricted or step.alias_of for step in chain):
        page.get_view_restrictions = PageViewRestriction.objects.none
    if isinstance(page, PublicPage) and len(chain) > 1:
        page.above = _above(chain[-2])
    return page


def _above(row: Row) -> Page:
    """Return a page as far as the tree's question told of it; the rest would be asked for."""
    names = [field.attname for field in Page._meta.concrete_fields if field.attname in _KNOWN]
    values = [row.pk if name == "id" else getattr(row, name) for name in names]
    return Page.from_db(router.db_for_read(Page), names, values)
