"""A route is stopped when its teacher is away for long or leaves, and may be resumed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from iom_wagtail.routes.choices import StopReason
from iom_wagtail.school.models import StaffMember


class RouteStop(models.Model):
    """From when to when a route stood still, why, and who stopped and resumed it; live rows."""

    route = models.ForeignKey(
        "iom_wagtail.RoutePage", on_delete=models.CASCADE, related_name="stops"
    )
    reason = models.CharField(_("reason"), max_length=20, choices=StopReason.choices)
    note = models.CharField(_("note"), max_length=300, blank=True)
    stopped_on = models.DateField(_("stopped from"))
    stopped_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    resumed_on = models.DateField(_("resumed from"), null=True, blank=True)
    resumed_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("stop of a route")
        verbose_name_plural = _("stops of routes")
        ordering = ["route", "stopped_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["route"], condition=Q(resumed_on=None), name="iom_stop_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_reason_display()}, {self.stopped_on:%d.%m.%Y}"
