"""Which routes are put away: live rows, never revisioned, like who is on a route."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ArchivedRoute(models.Model):
    """A route in the archive: out of the everyday lists, readable to its people as before.

    A row of its own and no field of the page: publishing an older revision would write such a
    field back (``wagtail8-facts.md`` 12). Coming back from the archive removes the row; who
    did what when is in the log.
    """

    route = models.OneToOneField(
        "iom_wagtail.RoutePage",
        verbose_name=_("route"),
        on_delete=models.CASCADE,
        related_name="archived",
    )
    archived_at = models.DateTimeField(_("in the archive since"), default=timezone.now)
    archived_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("route in the archive")
        verbose_name_plural = _("routes in the archive")

    def __str__(self) -> str:
        return f"{self.route_id}, {self.archived_at:%d.%m.%Y}"
