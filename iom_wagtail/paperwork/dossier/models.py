"""The order for a dossier: what goes in, how far it is, where the file lies, until when."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from iom_wagtail.files.storage import private_storage, random_name
from iom_wagtail.school.models import School


class DossierState(models.TextChoices):
    """How far a dossier is."""

    MAKING = "making", pgettext_lazy("dossier", "is being made")
    READY = "ready", pgettext_lazy("dossier", "ready")
    FAILED = "failed", pgettext_lazy("dossier", "could not be made")


class Dossier(models.Model):
    """One order. ``parts`` are the files to come, in their order; ``done`` of them are written.

    ``offices`` holds by route what the person was there on that day: whoever has another place
    now gets a new dossier, not the old one.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    ordered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    ordered_at = models.DateTimeField(default=timezone.now)
    year_start = models.PositiveSmallIntegerField(_("school year"), null=True)
    state = models.CharField(
        pgettext_lazy("dossier", "state"),
        max_length=10,
        choices=DossierState.choices,
        default=DossierState.MAKING,
    )
    parts = models.JSONField(default=list)
    offices = models.JSONField(default=dict)
    done = models.PositiveIntegerField(default=0)
    #: Whoever writes has the order to this moment; a later look means that the writer has died.
    busy_until = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    file = models.FileField(storage=private_storage, upload_to=random_name, blank=True)
    file_size = models.PositiveBigIntegerField(default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("dossier")
        verbose_name_plural = _("dossiers")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.uuid}"

    @property
    def total(self) -> int:
        """How many files it will hold."""
        return len(self.parts)

    @property
    def unprinted(self) -> list[tuple[str, str]]:
        """The files that couldn't be made, each with the template that can't be filled in."""
        return [(part["name"], part["broken"]) for part in self.parts if "broken" in part]

    @property
    def broken_templates(self) -> list[str]:
        """The templates that can't be filled in, each once."""
        return sorted({template for _name, template in self.unprinted})

    @property
    def percent(self) -> int:
        """How much of it is written."""
        return 100 * self.done // self.total if self.total else 0
