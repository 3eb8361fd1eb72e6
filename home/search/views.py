"""The page of the search."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from home.frame.reading import surroundings_of
from home.search.finding import Found, find
from home.search.words import LONGEST_QUERY

PER_PAGE = 20


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show the form, and what was found in the pages of the visitor's language."""
    query = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_QUERY]
    around = surroundings_of(request)
    home = around.home
    found = find(query, home.path) if query and home is not None else Found(())
    paginator = Paginator(found.hits, PER_PAGE)
    shown = paginator.get_page(request.GET.get("page"))
    results = [(hit, around.url_of(hit.url_path, home)) for hit in shown]
    return render(
        request,
        "search.html",
        {
            "query": query,
            "found": found,
            "results": results,
            "total": paginator.count,
            "shown": shown,
            "elided": paginator.get_elided_page_range(shown.number, on_each_side=2, on_ends=1),
            "longest": LONGEST_QUERY,
            "searching": True,
        },
    )
