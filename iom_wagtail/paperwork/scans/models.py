"""The scan of a signed paper, kept at the version it shows."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from iom_wagtail.files.models import PrivateFile
from iom_wagtail.school.models import StaffMember


class SignedScan(PrivateFile):
    """One page or file of a signed paper; several together are the whole paper.

    ``version`` is the number of the approved version the paper shows (of the programme or of the
    conclusion, as the kind says), None for papers of records. It is no key: versions are never
    deleted but with their route, and so are the scans.
    """

    route = models.ForeignKey(
        "iom_wagtail.RoutePage", on_delete=models.CASCADE, related_name="signed_scans"
    )
    paper = models.CharField(_("paper"), max_length=30)
    record = models.UUIDField(_("record"), null=True, blank=True)
    version = models.PositiveIntegerField(pgettext_lazy("approved", "version"), null=True)
    added_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(_("added at"), default=timezone.now)

    # Nothing is found through a file.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("scan of a signed paper")
        verbose_name_plural = _("scans of signed papers")
        ordering = ["pk"]
        indexes = [models.Index(fields=["route", "paper"], name="iom_scan_paper")]

    def __str__(self) -> str:
        return f"{self.paper} / {self.version}"

    def get_absolute_url(self) -> str:
        """Return the address of the file."""
        return reverse("iom_route_signed_scan", args=[self.route_id, self.uuid])
