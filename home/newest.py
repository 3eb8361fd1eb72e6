"""What the home page tells of the rest of the site: newest stories, next celebration, counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import Page

from home.frame.reading import surroundings_of
from home.frame.tree import LAST
from iom_wagtail.stories.choices import StoryKind
from iom_wagtail.stories.models import (
    CelebrationPage,
    StoryEntry,
    SuccessStoryIndexPage,
    SuccessStoryPage,
)
from iom_wagtail.stories.photos import Photo, shape_specs, with_renditions
from iom_wagtail.stories.public_counts import PublicCounts, public_counts

if TYPE_CHECKING:
    from django.http import HttpRequest

#: So many stories stand on the home page.
STORIES = 3
#: So many celebrations are looked at to find the next one.
CELEBRATIONS = 12
#: The newest stories of the first list below a home page: a walk along the index of the list that
#: ends after three. Put together once: by the ORM it would be the dearest part of the page.
_NEWEST = """
SELECT e.page_id, e.told_on, e.subject, e.kind, p.url_path, p.title, s.lead, s.cover_id, s.cover_alt
FROM {entry} e JOIN {story} s ON s.page_ptr_id = e.page_id JOIN {page} p ON p.id = e.page_id
WHERE e.index_id = (
    SELECT i.page_ptr_id FROM {list} i JOIN {page} q ON q.id = i.page_ptr_id
    WHERE q.path > %s AND q.path <= %s || '{last}' ORDER BY q.path LIMIT 1
) AND p.live AND (s.shown_until IS NULL OR s.shown_until >= %s)
ORDER BY e.told_on DESC, e.page_id DESC LIMIT {stories}
"""


@dataclass(frozen=True, slots=True)
class Card:
    """A story or a celebration on the home page: plain values."""

    url: str
    title: str
    lead: str
    cover: int | None
    alt: str
    about: str = ""
    place: str = ""
    day: dt.date | None = None
    begins_at: dt.datetime | None = None
    picture: Photo | None = None


@dataclass
class Newest:
    """What there is; each is empty or None where there is nothing, or no block asks for it."""

    stories: Sequence[Card] = ()
    stories_url: str = ""
    celebration: Card | None = None
    celebrations_url: str = ""
    is_coming: bool = False
    counts: PublicCounts | None = None
    hero: Photo | None = None


def newest_for(page: Page, request: HttpRequest, blocks: Iterable[Any]) -> Newest:
    """Return what the blocks of a home page need, in three questions at most when it is warm."""
    blocks = list(blocks)
    asked = {block.block_type for block in blocks}
    home_url, found = page.get_url(request) or "/", Newest()
    if "stories" in asked:
        found.stories = newest_stories(page, home_url)
    if "celebration" in asked:
        found.celebration = next_celebration(page, home_url)
    if "counts" in asked:
        found.counts = counts_here(request, page)
    _illustrate(found, blocks)
    found.stories_url = _above(found.stories[0].url) if found.stories else ""
    if (one := found.celebration) is not None:
        found.is_coming = timezone.localdate(one.begins_at) >= timezone.localdate()
        found.celebrations_url = _above(one.url)
    return found


def _illustrate(found: Newest, blocks: Sequence[Any]) -> None:
    """Give all pictures of the home page their sizes, in one question when they are drawn."""
    heads = [block.value["image"] for block in blocks if block.block_type == "hero"]
    head = next((image.pk for image in heads if image is not None), None)
    one = found.celebration
    wanted = [(card.cover, "card") for card in found.stories]
    wanted += [(head, "hero"), (one.cover if one is not None else None, "feature")]
    ready = with_renditions((key, shape_specs(shape)) for key, shape in wanted if key is not None)
    found.hero = ready.get(head)
    found.stories = [replace(card, picture=ready.get(card.cover)) for card in found.stories]
    if one is not None:
        found.celebration = replace(one, picture=ready.get(one.cover))


def counts_here(request: HttpRequest, page: Page) -> PublicCounts | None:
    """Return the counts of the school on whose site a page lies; None where none is set up."""
    lines = surroundings_of(request, page).lines
    return public_counts(lines.pk, timezone.localdate()) if lines is not None else None


def _above(url: str) -> str:
    """Return the address of the page above another one."""
    return f"{url.rstrip('/').rpartition('/')[0]}/"


def _below(model: Any, page: Page) -> QuerySet:
    """Return the shown pages of a kind below a home page."""
    return model.objects.shown().filter(path__startswith=page.path)


def newest_stories(page: Page, home_url: str) -> list[Card]:
    """Return the newest stories below a home page, by the narrow index of their list."""
    rows = StoryEntry.objects.raw(_newest_sql(), [page.path, page.path, timezone.localdate()])
    start = len(page.url_path)
    return [
        Card(
            url=f"{home_url}{row.url_path[start:]}",
            title=row.title,
            lead=row.lead,
            cover=row.cover_id,
            alt=row.cover_alt,
            about=row.subject or str(StoryKind(row.kind).label),
            day=row.told_on,
        )
        for row in rows
    ]


@cache
def _newest_sql() -> str:
    models = {
        "entry": StoryEntry,
        "story": SuccessStoryPage,
        "list": SuccessStoryIndexPage,
        "page": Page,
    }
    tables = {name: model._meta.db_table for name, model in models.items()}
    return _NEWEST.format(**tables, stories=STORIES, last=LAST)


def next_celebration(page: Page, home_url: str) -> Card | None:
    """Return the next celebration below a home page, today's included, or else the latest one."""
    today = timezone.localdate()
    rows = list(_celebrations(page)[:CELEBRATIONS])
    coming = [row for row in rows if timezone.localdate(row[6]) >= today]
    if coming and len(coming) == CELEBRATIONS:  # perhaps there are earlier ones
        midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
        coming = list(_celebrations(page).filter(begins_at__gte=midnight).reverse()[:1])
    found = coming[-1:] or rows[:1]
    if not found:
        return None
    url_path, title, lead, cover, alt, place, begins_at = found[0]
    url = f"{home_url}{url_path[len(page.url_path) :]}"
    return Card(url, title, lead, cover, alt, place=place, begins_at=begins_at)


def _celebrations(page: Page) -> QuerySet:
    """Return the celebrations below a home page, the last one first."""
    return (
        _below(CelebrationPage, page)
        .order_by("-begins_at", "-page_ptr_id")
        .values_list("url_path", "title", "lead", "cover", "cover_alt", "place", "begins_at")
    )
