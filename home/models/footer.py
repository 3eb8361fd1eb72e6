"""What a school writes into the footer of its site."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import StreamField

from home.blocks import FooterColumnBlock


@register_setting(icon="list-ul")
class SiteFooter(BaseSiteSetting):
    """Contacts and columns of links; the school's name and director stand there by themselves."""

    contacts = models.TextField(
        _("contacts"), blank=True, help_text=_("Address, telephone, e-mail: a line each.")
    )
    columns = StreamField(
        [("column", FooterColumnBlock())],
        verbose_name=_("columns of links"),
        blank=True,
        max_num=3,
    )

    panels = [FieldPanel("contacts"), FieldPanel("columns")]
    # Words on the pages, so whoever writes those writes these (``setup_roles``).
    for_site_editors = True

    class Meta:
        verbose_name = _("footer of the site")
