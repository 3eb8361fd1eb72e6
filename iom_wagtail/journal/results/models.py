"""What came of a checkpoint, keyed by the checkpoint's ``uuid``."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from iom_wagtail.journal.records.fields import long_text
from iom_wagtail.journal.records.models import Record

#: Assessments of a checkpoint run from 1 to 5, as marks at school do.
MARK = [MinValueValidator(1), MaxValueValidator(5)]


class CheckpointResult(Record):
    """Held on, by whom, self-assessment and assessment side by side, decision (3.1)."""

    route = models.ForeignKey(
        "iom_wagtail.RoutePage", on_delete=models.CASCADE, related_name="checkpoint_results"
    )
    checkpoint = models.UUIDField(_("checkpoint"))
    held_on = models.DateField(_("held on"), null=True, blank=True)
    held_by = models.CharField(_("held by"), max_length=500, blank=True)
    self_score = models.PositiveSmallIntegerField(
        _("self-assessment, score"), null=True, blank=True, validators=MARK
    )
    self_text = long_text(_("self-assessment"), 5000, blank=True)
    score = models.PositiveSmallIntegerField(
        _("assessment, score"), null=True, blank=True, validators=MARK
    )
    text = long_text(_("assessment"), 5000, blank=True)
    decision = long_text(_("decision"), 2000, blank=True)

    class Meta:
        verbose_name = _("result of a checkpoint")
        verbose_name_plural = _("results of checkpoints")
        constraints = [
            models.UniqueConstraint(fields=["route", "checkpoint"], name="iom_result_once"),
        ]
