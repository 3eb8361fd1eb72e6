"""What approval writes: versions, events, delegations, and the two kinds of workflow step."""

from __future__ import annotations

import json
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import Page, Revision

from iom_wagtail.approval.rules import DOCUMENT_LENGTH, EventKind, Step
from iom_wagtail.approval.tasks import DirectorTask, RoleTask
from iom_wagtail.school.models import School, StaffMember

__all__ = ["ApprovalEvent", "ApprovedVersion", "Delegation", "DirectorTask", "RoleTask"]


class ImmutableError(Exception):
    """Raised when code tries to change or delete what approval wrote once."""


class AppendOnlyQuerySet(models.QuerySet):
    """A queryset that creates and reads, and refuses to change in bulk."""

    def update(self, **kwargs: Any) -> int:
        """Refuse: rows are written once."""
        raise ImmutableError(f"{self.model.__name__} rows are never changed")

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refuse: rows stay as long as their page."""
        raise ImmutableError(f"{self.model.__name__} rows are never deleted")


class ApprovedVersion(models.Model):
    """One approved version: the text that is in force, its checksum, who signed and how.

    People read, print and verify this row; it never changes (``design.md``).
    """

    page = models.ForeignKey(
        Page, verbose_name=_("page"), on_delete=models.PROTECT, related_name="approved_versions"
    )
    number = models.PositiveIntegerField(pgettext_lazy("approved", "version"))
    content = models.TextField(
        pgettext_lazy("approved", "content"), help_text=_("Canonical JSON, exactly as signed.")
    )
    sha256 = models.CharField(_("checksum SHA-256"), max_length=64)
    trail = models.JSONField(_("trail"), default=list)
    approved_at = models.DateTimeField(_("approved at"))
    is_correction = models.BooleanField(_("correction of a typing error"), default=False)
    revision = models.ForeignKey(
        Revision, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        verbose_name = _("approved version")
        verbose_name_plural = _("approved versions")
        ordering = ["page", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["page", "number"], name="iom_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.page_id} / {self.number}"

    @property
    def signature(self) -> dict[str, Any]:
        """The signing event of the trail; empty for a version without one."""
        return self.trail[-1] if self.trail else {}

    @property
    def data(self) -> dict[str, Any]:
        """The approved content as plain values."""
        return json.loads(self.content)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the row once; a second save raises ``ImmutableError``."""
        if not self._state.adding:
            raise ImmutableError("an approved version is never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refuse: only the retention routine may remove versions, with their page."""
        raise ImmutableError("an approved version is never deleted")


class ApprovalEvent(models.Model):
    """One thing that happened on the way to approval: who, in which post, when, with what words.

    ``round`` counts the submissions of a page: what was returned and sent again is round 2.
    """

    page = models.ForeignKey(
        Page, verbose_name=_("page"), on_delete=models.CASCADE, related_name="approval_events"
    )
    round = models.PositiveIntegerField(_("round"))
    kind = models.CharField(_("what happened"), max_length=20, choices=EventKind.choices)
    step = models.CharField(_("step"), max_length=20, choices=Step.choices, blank=True)
    person = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(_("name of that day"), max_length=310, blank=True)
    position = models.CharField(_("post of that day"), max_length=200, blank=True)
    on_behalf = models.CharField(_("on behalf of"), max_length=500, blank=True)
    comment = models.TextField(_("comment"), blank=True)
    document_no = models.CharField(
        _("number of the order or protocol"), max_length=DOCUMENT_LENGTH, blank=True
    )
    document_on = models.DateField(_("date of the order or protocol"), null=True, blank=True)
    moment = models.DateTimeField(_("when"), default=timezone.now)
    revision = models.ForeignKey(
        Revision, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        verbose_name = _("approval event")
        verbose_name_plural = _("approval events")
        ordering = ["page", "round", "pk"]

    def __str__(self) -> str:
        return f"{self.page_id} / {self.round} / {self.kind}"


class Delegation(models.Model):
    """Who signs for the director, from when to when (both days included), on what basis."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="delegations")
    person = models.ForeignKey(
        StaffMember,
        verbose_name=_("who signs"),
        on_delete=models.PROTECT,
        related_name="delegations",
    )
    since = models.DateField(_("from"))
    until = models.DateField(_("to"))
    basis = models.CharField(_("basis"), max_length=300)
    #: The day on which the person was told that these days have begun; None before.
    told_on = models.DateField(null=True, editable=False)

    class Meta:
        verbose_name = _("delegation")
        verbose_name_plural = _("delegations")
        ordering = ["-since"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__gte=models.F("since")), name="iom_delegation_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.since:%d.%m.%Y} – {self.until:%d.%m.%Y}"
