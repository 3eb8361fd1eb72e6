"""The latest stories for feed readers (Atom), one feed for each language."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.contrib.syndication.views import Feed
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from iom_wagtail.stories.letters import one_line
from iom_wagtail.stories.models import SuccessStoryIndexPage, SuccessStoryPage

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest

#: So many stories stand in a feed.
LATEST = 20


class StoryFeed(Feed):
    """Title, address and first sentences of the latest stories; the texts stay on the site.

    So what is taken down stays in no reader's archive but by its title. Nobody is named as author.
    """

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, index: SuccessStoryIndexPage) -> Any:
        """Return the index whose stories are asked for."""
        self._address = index.get_url(request)
        return index

    def title(self, index: SuccessStoryIndexPage) -> str:
        """Return the name of the list, and of the school."""
        school = index.school()
        words = one_line(index.title)
        return f"{words} — {one_line(school.short_name)}" if school else words

    def subtitle(self, index: SuccessStoryIndexPage) -> str:
        """Return what the list says of itself."""
        return one_line(index.lead) or _("Stories of success from our school")

    def link(self, index: SuccessStoryIndexPage) -> str:
        """Return the address of the list."""
        return self._address

    def feed_url(self, index: SuccessStoryIndexPage) -> str:
        """Return the address of the feed itself."""
        return f"{self._address}feed/"

    def items(self, index: SuccessStoryIndexPage) -> QuerySet:
        """Return the latest stories that everybody may see."""
        entries = index.entries.shown().order_by("-told_on", "-page")[:LATEST]
        return (
            SuccessStoryPage.objects.shown()
            .filter(pk__in=entries.values("page"))
            .defer("body")
            .order_by("-told_on", "-pk")
        )

    def item_title(self, item: SuccessStoryPage) -> str:
        """Return the title."""
        return one_line(item.title)

    def item_description(self, item: SuccessStoryPage) -> str:
        """Return the first sentences."""
        return one_line(item.lead)

    def item_link(self, item: SuccessStoryPage) -> str:
        """Return the address."""
        return f"{self._address}{item.slug}/"

    def item_guid(self, item: SuccessStoryPage) -> str:
        """Return a key that outlives a change of the address."""
        return f"urn:uuid:{item.translation_key}"

    def item_pubdate(self, item: SuccessStoryPage) -> dt.datetime:
        """Return the day that stands on the page."""
        midnight = dt.datetime.combine(item.told_on, dt.time())
        return timezone.make_aware(midnight, timezone.get_default_timezone())

    def item_updateddate(self, item: SuccessStoryPage) -> dt.datetime:
        """Return when it was last published."""
        return item.last_published_at or self.item_pubdate(item)
