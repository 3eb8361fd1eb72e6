"""Celebrations of success (2.2): an event with its programme and the teachers it honours."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.contrib.routable_page.models import path
from wagtail.fields import StreamField
from wagtail.images import get_image_model_string
from wagtail.models import Orderable, TranslatableMixin
from wagtail.search import index

from iom_wagtail.stories.blocks import StoryBlocks
from iom_wagtail.stories.forms import CelebrationForm
from iom_wagtail.stories.models.base import ConsentedPage, ShownPerson
from iom_wagtail.stories.models.public import PublicPage
from iom_wagtail.stories.panels import celebration_panels, index_panels, person_panels

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


class CelebrationIndexPage(PublicPage):
    """«Праздники»: coming and past."""

    lead = models.TextField(_("lead"), blank=True)

    content_panels = index_panels()
    subpage_types = ["iom_wagtail.CelebrationPage"]
    max_count_per_parent = 1
    template = "iom_wagtail/stories/celebrations.html"

    class Meta:
        verbose_name = _("celebrations")
        verbose_name_plural = _("indexes of celebrations")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return what is coming, and what is past, twelve at a time."""
        from iom_wagtail.stories.feasts import listed

        return {
            **super().get_context(request, *args, **kwargs),
            **listed(self, request.GET if request.method == "GET" else {}),
        }


class CelebrationPage(ConsentedPage):
    """A celebration of success."""

    lead = models.TextField(
        _("lead"),
        max_length=500,
        blank=True,
        help_text=_("One or two sentences: they stand under the title, in lists and in the feed."),
    )
    begins_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    place = models.CharField(pgettext_lazy("event", "place"), max_length=200, blank=True)
    cover = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    cover_alt = models.CharField(
        _("what the picture shows"),
        max_length=300,
        blank=True,
        help_text=_("Read aloud to those who don't see it: who does what, where."),
    )
    body = StreamField(StoryBlocks(), verbose_name=_("text"), blank=True)

    content_panels = celebration_panels()
    base_form_class = CelebrationForm
    parent_page_types = ["iom_wagtail.CelebrationIndexPage"]
    subpage_types: list[str] = []
    template = "iom_wagtail/stories/celebration.html"
    search_fields = [
        *ConsentedPage.search_fields,
        index.SearchField("lead"),
        index.SearchField("place"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = _("celebration")
        verbose_name_plural = _("celebrations (pages)")
        indexes = [models.Index(fields=["-begins_at", "-page_ptr"], name="iom_celebration_date")]

    @property
    def tells_results(self) -> bool:
        """What somebody is honoured for is a result."""
        return True

    def clean(self) -> None:
        """Refuse an end before the beginning."""
        super().clean()
        if self.ends_at and self.begins_at and self.ends_at <= self.begins_at:
            raise ValidationError({"ends_at": _("It ends before it begins.")})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return what the page shows besides its own fields."""
        from iom_wagtail.stories.feasts import celebration_context

        return {
            **super().get_context(request, *args, **kwargs),
            **celebration_context(self, request),
        }

    @path("calendar/", name="calendar")
    def calendar(self, request: HttpRequest) -> HttpResponse:
        """Hand out the day for a calendar (iCalendar)."""
        from iom_wagtail.stories.calendars import calendar_file

        return calendar_file(self, request)


class ProgrammePoint(TranslatableMixin, Orderable):
    """One point of a celebration's programme."""

    page = ParentalKey(CelebrationPage, on_delete=models.CASCADE, related_name="programme")
    time: dt.time | None = models.TimeField(_("time"), null=True, blank=True)
    title = models.CharField(pgettext_lazy("programme", "what happens"), max_length=300)

    class Meta(Orderable.Meta):
        verbose_name = _("point of the programme")
        verbose_name_plural = _("points of the programme")
        unique_together = [("translation_key", "locale")]

    def __str__(self) -> str:
        return self.title


class HonouredPerson(ShownPerson):
    """Somebody a celebration honours, or who is to be seen in its pictures."""

    page = ParentalKey(CelebrationPage, on_delete=models.CASCADE, related_name="people")
    honour = models.CharField(_("honoured for"), max_length=300, blank=True)

    panels = person_panels("honour")

    class Meta(ShownPerson.Meta):
        verbose_name = _("honoured teacher")
        verbose_name_plural = _("honoured teachers")

    @property
    def tells_results(self) -> bool:
        """Somebody with an honour is named together with a result."""
        return bool(self.honour)
