"""A story of a success, and who is in it (2.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.contrib.routable_page.models import path
from wagtail.fields import StreamField
from wagtail.images import get_image_model_string
from wagtail.models import PageManager
from wagtail.search import index

from iom_wagtail.stories.blocks import StoryBlocks
from iom_wagtail.stories.choices import Part, StoryKind
from iom_wagtail.stories.forms import StoryForm
from iom_wagtail.stories.models.base import ConsentedPage, ShownPerson, ShownQuerySet
from iom_wagtail.stories.panels import person_panels, story_panels
from iom_wagtail.stories.searching import asked_words
from iom_wagtail.stories.years import school_year_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


class StoryQuerySet(ShownQuerySet):
    """Stories, as sentences: ``SuccessStoryPage.objects.shown().matching("дроби")``."""

    def matching(self, question: str) -> StoryQuerySet:
        """Return the live stories in which every word of a question occurs; none for no words.

        The index of words knows live stories only; ask ``shown()`` as well.
        """
        if not asked_words(question):
            return self.none()
        entries = self.model._meta.get_field("entry").related_model.objects
        return self.filter(pk__in=entries.using(self.db).matching(question).values("page"))


def this_school_year() -> int:
    """Return the year in which the present school year began."""
    return school_year_of(timezone.localdate())


class SuccessStoryPage(ConsentedPage):
    """One story. A copy of what was proved, not a window: nothing leads back to a route."""

    lead = models.TextField(
        _("lead"),
        max_length=500,
        blank=True,
        help_text=_("One or two sentences: they stand under the title, in lists and in the feed."),
    )
    kind = models.CharField(
        _("kind of success"), max_length=20, choices=StoryKind.choices, default=StoryKind.OTHER
    )
    subject = models.CharField(
        pgettext_lazy("school subject", "subject"), max_length=100, blank=True
    )
    # 2025 for 2025/26.
    year_start = models.PositiveSmallIntegerField(
        _("school year"), null=True, blank=True, default=this_school_year
    )
    told_on = models.DateField(
        _("date"),
        default=timezone.localdate,
        help_text=_("Stands on the page; the newest stories stand first."),
    )
    cover = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Above the text and in lists; also where somebody shares the address."),
    )
    cover_alt = models.CharField(
        _("what the picture shows"),
        max_length=300,
        blank=True,
        help_text=_("Read aloud to those who don't see it: who does what, where."),
    )
    body = StreamField(StoryBlocks(), verbose_name=_("text"), blank=True)

    objects = PageManager.from_queryset(StoryQuerySet)()

    content_panels = story_panels()
    base_form_class = StoryForm
    parent_page_types = ["iom_wagtail.SuccessStoryIndexPage"]
    subpage_types: list[str] = []
    template = "iom_wagtail/stories/story.html"
    search_fields = [
        *ConsentedPage.search_fields,
        index.SearchField("lead"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = _("success story")
        verbose_name_plural = _("success stories")
        indexes = [models.Index(fields=["-told_on", "-page_ptr"], name="iom_story_date")]

    @property
    def tells_results(self) -> bool:
        """Whether the story names achievements or figures."""
        return any(block.block_type in ("achievements", "figures") for block in self.body)

    def clean(self) -> None:
        """Refuse an address that the feed of the index has."""
        super().clean()
        if self.slug == "feed":
            raise ValidationError({"slug": _("This address is taken; choose another one.")})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return what the page shows besides its own fields."""
        from iom_wagtail.stories.presenting import story_context

        return {**super().get_context(request, *args, **kwargs), **story_context(self, request)}

    @path("print/", name="print")
    def print_view(self, request: HttpRequest) -> HttpResponse:
        """Show the text alone, for paper."""
        return self.render(
            request,
            template="iom_wagtail/stories/print.html",
            context_overrides={"at_once": True},
        )

    @path("copy/", name="copy")
    def copy_view(self, request: HttpRequest) -> HttpResponse:
        """Show the text ready to be put on another site."""
        from iom_wagtail.stories.copying import copy_page

        return copy_page(self, request)

    @path("copy/files/", name="copy_files")
    def copy_files(self, request: HttpRequest) -> HttpResponse:
        """Hand out the same with its pictures in one ZIP file."""
        from iom_wagtail.stories.copying import copy_files

        return copy_files(self, request)


class StoryPerson(ShownPerson):
    """Somebody in a story."""

    page = ParentalKey(SuccessStoryPage, on_delete=models.CASCADE, related_name="people")
    part = models.CharField(
        pgettext_lazy("story", "part"), max_length=10, choices=Part.choices, default=Part.HERO
    )

    panels = person_panels("part")

    class Meta(ShownPerson.Meta):
        verbose_name = _("person in a story")
        verbose_name_plural = _("people in stories")

    @property
    def tells_results(self) -> bool:
        """The results in a story are its hero's."""
        return self.part == Part.HERO
