"""From an address to its page: as Wagtail does it, with the one question of ``tree.py``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404
from wagtail import views as wagtail_views
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page, PageViewRestriction

from home.frame.reading import Surroundings, surroundings_of
from iom_wagtail.stories.models.public import PublicPage
from iom_wagtail.stories.routing import site_of

if TYPE_CHECKING:
    from wagtail.url_routing import RouteResult

    from home.frame.tree import Row


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Serve a public page; Wagtail's own view, which finds the way to the page prepared.

    A language without a home page has none at all: its bare address leads to the site's own.
    """
    slugs = [part for part in path.split("/") if part]
    site_of(request)  # with its school, which every page names
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
                return _page(row, chain[: place + 1]).route(request, rest)
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
        page.above = _as_page(chain[-2])
    return page


def _as_page(row: Row) -> Page:
    """Return a page of the tree as far as a way back to it needs: its title and its address."""
    return Page(
        pk=row.pk,
        path=row.path,
        depth=row.depth,
        slug=row.slug,
        title=row.title,
        url_path=row.url_path,
        live=row.live,
        content_type_id=row.content_type,
    )
