"""The site's own pages; everything about routes lies in the plugin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.documents import get_document_model_string
from wagtail.fields import StreamField
from wagtail.models import Page

from home.blocks import HomeBlocks, TextBlocks
from home.frame.reading import surroundings_of
from home.newest import counts_here, newest_for
from iom_wagtail.school.models import School

if TYPE_CHECKING:
    from django.http import HttpRequest


class HomePage(Page):
    """The school's public home page: what accompaniment is here, and the way in for teachers."""

    lead = models.TextField(
        _("lead"), blank=True, help_text=_("One or two sentences under the title.")
    )
    body = StreamField(HomeBlocks(), verbose_name=_("text"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body")]
    parent_page_types = ["wagtailcore.Page"]
    template = "home/home_page.html"

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the head of the page, and what its blocks tell of the site."""
        context = super().get_context(request, *args, **kwargs)
        blocks = list(self.body)
        context["hero"] = next((one for one in blocks if one.block_type == "hero"), None)
        context["blocks"] = [one for one in blocks if one.block_type != "hero"]
        context["newest"] = newest_for(self, request, blocks)
        return context


class ContentPage(Page):
    """A plain page: about the school, personal data and whatever else has to be said."""

    lead = models.TextField(_("lead"), max_length=500, blank=True)
    body = StreamField(TextBlocks(), verbose_name=_("text"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body")]
    parent_page_types = ["home.HomePage", "home.ContentPage", "home.MentoringPage"]
    subpage_types = ["home.ContentPage"]
    template = "home/content_page.html"

    class Meta:
        verbose_name = _("content page")
        verbose_name_plural = _("content pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the pages below this one."""
        context = super().get_context(request, *args, **kwargs)
        context["below"] = self.get_children().live().in_menu() if self.numchild else []
        return context


class MentoringPage(Page):
    """«Наставничество»: the regulation, and this year in numbers that name nobody."""

    lead = models.TextField(_("lead"), max_length=500, blank=True)
    body = StreamField(TextBlocks(), verbose_name=_("text"), blank=True)
    document = models.ForeignKey(
        get_document_model_string(),
        verbose_name=_("the regulation as a file"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    shows_counts = models.BooleanField(
        _("show this year in numbers"),
        default=True,
        help_text=_("Young teachers, checkpoints, items done: without any name."),
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        FieldPanel("body"),
        FieldPanel("document"),
        FieldPanel("shows_counts"),
    ]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.ContentPage"]
    max_count_per_parent = 1
    template = "home/mentoring_page.html"

    class Meta:
        verbose_name = _("mentoring page")
        verbose_name_plural = _("mentoring pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the school, whose regulation it is, the counts and the pages below."""
        context = super().get_context(request, *args, **kwargs)
        site = surroundings_of(request, self).site
        context["school"] = School.objects.filter(site=site).first() if site is not None else None
        context["counts"] = counts_here(request, self) if self.shows_counts else None
        context["below"] = self.get_children().live().in_menu() if self.numchild else []
        return context
