"""A publication refused by the wall, whichever door it came through, is told in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from iom_wagtail.stories.consent import words
from iom_wagtail.stories.consent.access import allows
from iom_wagtail.stories.consent.editor import record_url
from iom_wagtail.stories.consent.rules import Act

if TYPE_CHECKING:
    from django.http import HttpRequest

    from iom_wagtail.stories.exceptions import ConsentMissing


def told(error: ConsentMissing) -> list[str]:
    """Return a sentence for each thing that keeps a page from being shown."""
    return [*map(words.lacks, error.missing), *map(words.tells, error.named)]


def answer(request: HttpRequest, error: ConsentMissing) -> HttpResponse:
    """Lead back to the page's editor and say what is missing; scripts get the same as JSON."""
    sentences = told(error)
    first = _("The page is not published: not everybody allowed what it shows.")
    wants_page = "text/html" in request.headers.get("Accept", "text/html")
    match = request.resolver_match
    by_script = match is not None and match.namespaces[:1] == ["wagtailadmin_api"]
    if by_script or not wants_page or request.headers.get("x-requested-with"):
        body = {"success": False, "detail": " ".join([first, *sentences])}
        return JsonResponse(body, status=409)
    page = error.page
    records = page is not None and page.pk and allows(request.user, page.school(), Act.RECORD)
    missing = [
        (words.lacks(one), record_url(one.shown) if records and one.shown.key else "")
        for one in error.missing
    ]
    messages.error(
        request,
        render_to_string(
            "iom_wagtail/stories/consent/refusal.html",
            {
                "first": first,
                "title": page.get_admin_display_title() if page is not None else "",
                "missing": missing,
                "named": [words.tells(one) for one in error.named],
            },
        ),
    )
    return redirect(_where(error))


def _where(error: ConsentMissing) -> str:
    try:
        return reverse("wagtailadmin_pages:edit", args=[error.page.pk])
    except (AttributeError, NoReverseMatch):
        return reverse("wagtailadmin_home")
