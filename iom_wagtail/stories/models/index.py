"""«Наши успехи»: all stories of a school, with filters, words and a feed (2.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import path

from iom_wagtail.stories.models.public import PublicPage
from iom_wagtail.stories.panels import index_panels

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


class SuccessStoryIndexPage(PublicPage):
    """«Наши успехи»: all stories of a school, with filters."""

    lead = models.TextField(_("lead"), blank=True)

    content_panels = index_panels()
    subpage_types = ["iom_wagtail.SuccessStoryPage"]
    max_count_per_parent = 1
    template = "iom_wagtail/stories/index.html"

    class Meta:
        verbose_name = _("success stories")
        verbose_name_plural = _("indexes of success stories")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return the stories asked for, twelve at a time."""
        from iom_wagtail.stories.listing import listed

        return {
            **super().get_context(request, *args, **kwargs),
            **listed(self, request.GET if request.method == "GET" else {}),
        }

    @path("feed/", name="feed")
    def feed(self, request: HttpRequest) -> HttpResponse:
        """Hand out the latest stories for feed readers (Atom)."""
        from iom_wagtail.stories.feeds import StoryFeed

        return StoryFeed()(request, index=self)
