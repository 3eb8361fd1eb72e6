"""«Наши успехи»: the index, the story, and who is in it (2.2)."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.images import get_image_model_string
from wagtail.models import Page

from iom_wagtail.stories.blocks import StoryBlocks
from iom_wagtail.stories.choices import Part, StoryKind
from iom_wagtail.stories.models.base import ConsentedPage, ShownPerson, people_panels


class SuccessStoryIndexPage(Page):
    """«Наши успехи»: all stories of a school, with filters."""

    lead = models.TextField(_("lead"), blank=True)

    subpage_types = ["iom_wagtail.SuccessStoryPage"]
    max_count_per_parent = 1
    template = "iom_wagtail/stories/index.html"

    class Meta:
        verbose_name = _("success stories")
        verbose_name_plural = _("indexes of success stories")


class SuccessStoryPage(ConsentedPage):
    """One story. A copy of what was proved, not a window: nothing leads back to a route."""

    lead = models.TextField(_("lead"), max_length=500, blank=True)
    kind = models.CharField(
        _("kind of success"), max_length=20, choices=StoryKind.choices, default=StoryKind.OTHER
    )
    subject = models.CharField(
        pgettext_lazy("school subject", "subject"), max_length=100, blank=True
    )
    # 2025 for 2025/26.
    year_start = models.PositiveSmallIntegerField(_("school year"), null=True, blank=True)
    told_on = models.DateField(_("date"), default=timezone.localdate)
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

    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        FieldPanel("kind"),
        FieldPanel("subject"),
        FieldPanel("year_start"),
        FieldPanel("told_on"),
        FieldPanel("cover"),
        FieldPanel("cover_alt"),
        FieldPanel("body"),
        *people_panels(),
    ]
    parent_page_types = ["iom_wagtail.SuccessStoryIndexPage"]
    subpage_types: list[str] = []
    template = "iom_wagtail/stories/story.html"

    class Meta:
        verbose_name = _("success story")
        verbose_name_plural = _("success stories")
        indexes = [models.Index(fields=["-told_on", "-page_ptr"], name="iom_story_date")]

    @property
    def tells_results(self) -> bool:
        """Whether the story names achievements or figures."""
        return any(block.block_type in ("achievements", "figures") for block in self.body)


class StoryPerson(ShownPerson):
    """Somebody in a story."""

    page = ParentalKey(SuccessStoryPage, on_delete=models.CASCADE, related_name="people")
    part = models.CharField(
        pgettext_lazy("story", "part"), max_length=10, choices=Part.choices, default=Part.HERO
    )

    panels = [FieldPanel("part"), *ShownPerson.panels]

    class Meta(ShownPerson.Meta):
        verbose_name = _("person in a story")
        verbose_name_plural = _("people in stories")

    @property
    def tells_results(self) -> bool:
        """The results in a story are its hero's."""
        return self.part == Part.HERO
