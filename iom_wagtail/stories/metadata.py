"""What a page says of itself to search engines and to those who share its address (schema.org)."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from iom_wagtail.stories.letters import one_line, shortened
from iom_wagtail.stories.photos import SHARE
from iom_wagtail.stories.years import year_words

if TYPE_CHECKING:
    from django.http import HttpRequest

    from iom_wagtail.school.here import SchoolLines
    from iom_wagtail.stories.models import CelebrationPage, SuccessStoryPage
    from iom_wagtail.stories.presenting import Who

#: How much of a text search engines show.
DESCRIPTION = 200
_CONTEXT = "https://schema.org"
#: No letter in JSON may end the element it stands in.
_UNSAFE = str.maketrans(
    {"<": "\\u003C", ">": "\\u003E", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)


def json_ld(data: dict[str, Any]) -> SafeString:
    """Return a block of data for programs. It is no script: nothing in it is run, and the policy
    of the site, which forbids scripts inside pages, lets it stand.
    """
    text = json.dumps(_without_empty(data), ensure_ascii=False).translate(_UNSAFE)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))


def _without_empty(data: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if value not in (None, "", [], {})}


def description_of(page: Any) -> str:
    """Return what is said of a page in a list of search results."""
    return shortened(
        page.search_description or getattr(page, "lead", "") or page.title, DESCRIPTION
    )


def address_of(page: Any, request: HttpRequest) -> str:
    """Return the one whole address of a page."""
    return request.build_absolute_uri(page.get_url(request))


def share_picture(image: Any, request: HttpRequest) -> dict[str, Any] | None:
    """Return address and size of the picture that stands where the page's address is shared."""
    drawn = image.drawn.get(SHARE) if image is not None else None
    if drawn is None:
        return None
    address = request.build_absolute_uri(drawn.url)
    return {"url": address, "width": drawn.width, "height": drawn.height}


def _person(who: Who) -> dict[str, Any]:
    return _without_empty({"@type": "Person", "name": who.name, "jobTitle": who.position})


def _organisation(school: SchoolLines | None) -> dict[str, Any] | None:
    if school is None:
        return None
    return _without_empty(
        {
            "@type": "School",
            "name": one_line(school.short_name),
            "legalName": one_line(school.full_name),
            "address": one_line(school.place),
        }
    )


def _picture(image: Any, request: HttpRequest) -> dict[str, Any] | None:
    found = share_picture(image, request)
    return {"@type": "ImageObject", **found} if found else None


def article(
    story: SuccessStoryPage,
    request: HttpRequest,
    *,
    school: SchoolLines | None,
    cover: Any,
    heroes: Iterable[Who],
) -> dict[str, Any]:
    """Return a story as an Article; people stand in it only by the names that the page shows."""
    address = address_of(story, request)
    return {
        "@context": _CONTEXT,
        "@type": "Article",
        "headline": one_line(story.title),
        "description": description_of(story),
        "inLanguage": _language(),
        "url": address,
        "mainEntityOfPage": address,
        "datePublished": _day(story.told_on),
        "dateModified": _moment(story.last_published_at),
        "articleSection": one_line(story.subject),
        "temporalCoverage": year_words(story.year_start),
        "image": _picture(cover, request),
        "about": [_person(who) for who in heroes if who.name],
        "publisher": _organisation(school),
        "author": _organisation(school),
    }


def event(
    page: CelebrationPage, request: HttpRequest, *, school: SchoolLines | None, cover: Any
) -> dict[str, Any]:
    """Return a celebration as an Event."""
    place = one_line(page.place)
    return {
        "@context": _CONTEXT,
        "@type": "Event",
        "name": one_line(page.title),
        "description": description_of(page),
        "inLanguage": _language(),
        "url": address_of(page, request),
        "startDate": _moment(page.begins_at),
        "endDate": _moment(page.ends_at),
        "eventAttendanceMode": f"{_CONTEXT}/OfflineEventAttendanceMode" if place else None,
        "eventStatus": f"{_CONTEXT}/EventScheduled",
        "location": {"@type": "Place", "name": place, "address": place} if place else None,
        "image": _picture(cover, request),
        "organizer": _organisation(school),
    }


def _language() -> str:
    """Return the language of a page, without a query: pages are shown in their own."""
    return get_language() or settings.LANGUAGE_CODE


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _moment(moment: dt.datetime | None) -> str | None:
    return timezone.localtime(moment).isoformat(timespec="seconds") if moment else None
