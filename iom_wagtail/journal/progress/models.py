"""The live state of a programme item, keyed by the item's ``uuid``."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from iom_wagtail.journal.choices import Status
from iom_wagtail.journal.records.fields import long_text
from iom_wagtail.journal.records.models import Record


class ItemProgress(Record):
    """What became of an item: status, actual result. Outlives the item in later versions."""

    route = models.ForeignKey(
        "iom_wagtail.RoutePage", on_delete=models.CASCADE, related_name="item_progress"
    )
    item = models.UUIDField(_("programme item"))
    status = models.CharField(
        pgettext_lazy("item", "status"),
        max_length=10,
        choices=Status.choices,
        default=Status.PLANNED,
    )
    done_on = models.DateField(_("done on"), null=True, blank=True)
    moved_to = models.DateField(_("moved to"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    actual_result = long_text(_("actual result"), 5000, blank=True)

    class Meta:
        verbose_name = _("progress of an item")
        verbose_name_plural = _("progress of items")
        constraints = [
            models.UniqueConstraint(fields=["route", "item"], name="iom_progress_once"),
        ]
