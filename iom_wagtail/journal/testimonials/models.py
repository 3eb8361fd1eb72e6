"""Testimonials (5.3): never on the page object, in compare, JSON or search."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from iom_wagtail.journal.choices import Circle, Source
from iom_wagtail.journal.records.fields import long_text
from iom_wagtail.journal.records.models import Record


class Testimonial(Record):
    """What somebody says of the teacher's work; a psychologist's note has the narrow circle."""

    # No way leads here from the page: ``testimonials.queries.readable`` is the only door.
    route = models.ForeignKey("iom_wagtail.RoutePage", on_delete=models.CASCADE, related_name="+")
    source = models.CharField(_("from whom"), max_length=20, choices=Source.choices)
    given_on = models.DateField(_("date"))
    author_words = models.CharField(_("who said it"), max_length=300, blank=True)
    text = long_text(_("testimonial"), 10_000)
    circle = models.CharField(
        _("who reads it"), max_length=10, choices=Circle.choices, default=Circle.LEADERS
    )
    shown_to_teacher = models.BooleanField(_("the teacher reads it too"), default=False)

    class Meta:
        verbose_name = _("testimonial")
        verbose_name_plural = _("testimonials")
        ordering = ["-given_on", "-pk"]
