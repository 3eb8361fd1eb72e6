"""What the pages of celebrations show: what is coming, what is past, one day with its programme."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.utils import timezone
from django.utils.safestring import SafeString

from iom_wagtail.stories.asking import Asked
from iom_wagtail.stories.letters import one_line
from iom_wagtail.stories.listing import PER_PAGE, page_links
from iom_wagtail.stories.models.celebration import CelebrationPage
from iom_wagtail.stories.parts import pictures_wanted, read
from iom_wagtail.stories.photos import SHARE, photo, shape_specs, with_renditions
from iom_wagtail.stories.presenting import Who

if TYPE_CHECKING:
    from django.http import HttpRequest

    from iom_wagtail.stories.models import CelebrationIndexPage

#: So many coming ones stand on the page; a school has a few a year.
MOST_COMING = 24
_NOT_ON_CARDS = ("body", "search_description", "seo_title")


@dataclass(frozen=True, slots=True)
class Feast:
    """A celebration in a list."""

    title: str
    address: str
    lead: str
    place: str
    begins_at: dt.datetime
    ends_at: dt.datetime | None
    photo: SafeString
    alt: str

    @property
    def calendar(self) -> str:
        """The address of its file for calendars."""
        return f"{self.address}calendar/"


def still_to_come(now: dt.datetime) -> Q:
    """Return the condition that a celebration isn't over; one without an end lasts its day."""
    today = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    return Q(ends_at__gte=now) | Q(ends_at__isnull=True, begins_at__gte=today)


def listed(index: CelebrationIndexPage, given: Mapping[str, str]) -> dict[str, Any]:
    """Return what the page of celebrations shows: coming ones, and a page of the past ones."""
    asked = Asked(page=Asked.of(given).page)
    pages = CelebrationPage.objects.shown().child_of(index).defer(*_NOT_ON_CARDS)
    coming = still_to_come(timezone.now())
    soon = list(pages.filter(coming).order_by("begins_at", "pk")[:MOST_COMING])
    past = pages.exclude(coming).order_by("-begins_at", "-pk")
    shown = Paginator(past, PER_PAGE).get_page(asked.page)
    before = list(shown.object_list)
    images = with_renditions(
        (page.cover_id, shape_specs("card")) for page in (*soon, *before) if page.cover_id
    )
    above = index.url

    def feast(page: CelebrationPage) -> Feast:
        return feast_of(page, images.get(page.cover_id), above)

    return {
        "coming": [feast(page) for page in soon] if asked.page == 1 else [],
        "past": [feast(page) for page in before],
        "shown": shown,
        **page_links(asked, shown),
    }


def feast_of(page: CelebrationPage, image: Any, above: str | None) -> Feast:
    """Return a celebration for a list; ``above`` is the address of its index, when it is known."""
    alt = one_line(page.cover_alt)
    return Feast(
        title=one_line(page.title),
        address=f"{above}{page.slug}/" if above else (page.url or ""),
        lead=one_line(page.lead),
        place=one_line(page.place),
        begins_at=page.begins_at,
        ends_at=page.ends_at,
        photo=photo(image, "card", alt),
        alt=alt,
    )


@dataclass(frozen=True, slots=True)
class Honoured:
    """Somebody who is honoured, and for what."""

    who: Who
    honour: str


def celebration_context(page: CelebrationPage, request: HttpRequest) -> dict[str, Any]:
    """Return what the page of a celebration shows."""
    raw = list(page.body.raw_data)
    wanted = list(pictures_wanted(raw))
    if page.cover_id:
        wanted.append((page.cover_id, (*shape_specs("wide"), SHARE)))
    images = with_renditions(wanted)
    people = [
        (Who(one_line(row.shown_name), one_line(row.shown_position)), one_line(row.honour))
        for row in page.people.all()
    ]
    over = page.begins_at is not None and not _is_coming(page)
    return {
        "parts": read(raw, images),
        "cover": images.get(page.cover_id),
        "programme": [(point.time, one_line(point.title)) for point in page.programme.all()],
        "honoured": [Honoured(who, honour) for who, honour in people if who.words],
        "named": [who for who, _honour in people if who.name],
        "over": over,
        "index_address": page.above.get_url(request) if page.above is not None else None,
    }


def _is_coming(page: CelebrationPage) -> bool:
    if page.ends_at:
        return page.ends_at >= timezone.now()
    return timezone.localtime(page.begins_at).date() >= timezone.localdate()
