"""What the home page tells of the rest of the site: newest stories, next celebration, counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch, Q, QuerySet, prefetch_related_objects
from django.utils import timezone
from wagtail.images import get_image_model

from home.frame.reading import surroundings_of
from iom_wagtail.stories.models import CelebrationPage, SuccessStoryPage
from iom_wagtail.stories.public_counts import PublicCounts, public_counts

if TYPE_CHECKING:
    from django.http import HttpRequest
    from wagtail.models import Page

#: So many stories stand on the home page.
STORIES = 3
#: Sizes in which the home page shows pictures, as its templates ask for them.
SIZES = (
    "fill-400x267|format-webp",
    "fill-800x533|format-webp",
    "fill-1200x800|format-webp",
    "fill-800x450|format-webp",
)


@dataclass
class Newest:
    """What there is; each is empty or None where there is nothing, or no block asks for it."""

    stories: list[SuccessStoryPage] = field(default_factory=list)
    stories_url: str = ""
    celebration: CelebrationPage | None = None
    celebrations_url: str = ""
    is_coming: bool = False
    counts: PublicCounts | None = None


def newest_for(page: Page, request: HttpRequest, blocks: Iterable[Any]) -> Newest:
    """Return what the blocks of a home page need, in three questions at most."""
    blocks = list(blocks)
    asked = {block.block_type for block in blocks}
    found = Newest()
    if "stories" in asked:
        found.stories = list(newest_stories(page))
        found.stories_url = _above(found.stories[0], request) if found.stories else ""
    if "celebration" in asked and (one := next_celebration(page)) is not None:
        found.celebration, found.celebrations_url = one, _above(one, request)
        found.is_coming = timezone.localdate(one.begins_at) >= timezone.localdate()
    if "counts" in asked and (school := surroundings_of(request, page).school) is not None:
        found.counts = public_counts(school, timezone.localdate())
    heads = [block.value["image"] for block in blocks if block.block_type == "hero"]
    covers = [one.cover for one in (*found.stories, found.celebration) if one is not None]
    prefetch_sizes([image for image in (*heads, *covers) if image is not None])
    return found


def _above(page: Page, request: HttpRequest) -> str:
    """Return the address of the page above another one."""
    return f"{(page.get_url(request) or '').rstrip('/').rpartition('/')[0]}/"


def prefetch_sizes(images: list[Any]) -> None:
    """Fetch the ready sizes of pictures at once, as ``get_rendition`` looks for them."""
    ready = get_image_model().get_rendition_model().objects.filter(filter_spec__in=SIZES)
    if images:
        prefetch_related_objects(
            images, Prefetch("renditions", queryset=ready, to_attr="prefetched_renditions")
        )


def _below(model: Any, page: Page) -> QuerySet:
    """Return the shown pages of a kind below a home page, with their pictures."""
    shown = model.objects.shown().filter(path__startswith=page.path, locale=page.locale_id)
    return shown.select_related("cover").defer("body")


def newest_stories(page: Page) -> QuerySet:
    """Return the newest stories below a home page."""
    return _below(SuccessStoryPage, page).order_by("-told_on", "-pk")[:STORIES]


def next_celebration(page: Page) -> CelebrationPage | None:
    """Return the next celebration below a home page, today's included, or else the latest one."""
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    shown = CelebrationPage.objects.shown().filter(
        path__startswith=page.path, locale=page.locale_id
    )
    coming = shown.filter(begins_at__gte=today).order_by("begins_at", "pk")
    past = shown.filter(begins_at__lt=today).order_by("-begins_at", "-pk")
    either = Q(pk__in=coming.values("pk")[:1]) | Q(pk__in=past.values("pk")[:1])
    return _below(CelebrationPage, page).filter(either).order_by("-begins_at").first()
