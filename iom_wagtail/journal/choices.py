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


#: The same in few words, for a chooser on a telephone.
KINDS_IN_SHORT = [
    (AttachmentKind.PUPILS.value, _("Pupils' work")),
    (AttachmentKind.TESTS.value, _("Check-up papers, tests")),
    (AttachmentKind.MATERIALS.value, _("The teacher's own materials")),
    (AttachmentKind.SURVEY.value, _("Survey of pupils")),
    (AttachmentKind.OTHER.value, _("Other")),
]


class Moment(models.TextChoices):
    """Which side of a comparison a material shows (5.3)."""

    BEFORE = "before", _("before the accompaniment")
    AFTER = "after", _("after the accompaniment")
