"""The site's own pages; everything about routes lies in the plugin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.documents.models import AbstractDocument, Document
from wagtail.fields import RichTextField
from wagtail.models import Locale, Page

from iom_wagtail.files.storage import private_storage

if TYPE_CHECKING:
    from django.http import HttpRequest


class HomePage(Page):
    """The school's public home page: what accompaniment is here, and the way in for teachers."""

    lead = models.TextField(
        _("lead"), blank=True, help_text=_("One or two sentences under the title.")
    )
    body = RichTextField(
        _("text"), blank=True, features=["h2", "h3", "bold", "italic", "ol", "ul", "link"]
    )

    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body")]
    parent_page_types = ["wagtailcore.Page"]
    template = "home/home_page.html"

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Answer 404 in a language into which the home page was not translated.

        Wagtail serves the Russian pages there, at a second address and with an English frame.
        """
        if self.locale_id != Locale.get_active().pk:
            raise Http404
        return super().route(request, path_components)

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")


class SchoolDocument(AbstractDocument):
    """A document of the public site. It lies in the private storage, so that its only address is
    Wagtail's view, which asks whether its collection is for everybody.
    """

    file = models.FileField(_("file"), upload_to="documents", storage=private_storage)

    admin_form_fields = Document.admin_form_fields
