"""Closed lists of the journal; the labels follow the regulation (5.3)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class AttachmentKind(models.TextChoices):
    """What an attachment to the card is (5.3)."""

    PUPILS = "pupils", _("Comparative analysis of pupils' work")
    TESTS = "tests", _("Comparative analysis of check-up papers and tests")
    MATERIALS = "materials", _("Comparative analysis of the teacher's own materials")
    SURVEY = "survey", _("Results of a survey of pupils")
    OTHER = "other", _("Other material")


class Moment(models.TextChoices):
    """Which side of a comparison a material shows (5.3)."""

    BEFORE = "before", _("before the accompaniment")
    AFTER = "after", _("after the accompaniment")
