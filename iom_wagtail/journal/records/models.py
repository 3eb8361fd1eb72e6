"""The record: an ordinary live model on a route, never in a revision; and its history.

A revision would reset or delete such rows when it is published (``wagtail8-facts.md`` 12, 13).
"""

from __future__ import annotations

import uuid

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from iom_wagtail.journal.records.rules import Act
from iom_wagtail.school.models import StaffMember


class RecordQuerySet(models.QuerySet):
    """Queries over records that read as sentences."""

    def present(self) -> RecordQuerySet:
        """Return the records that nobody removed."""
        return self.filter(removed_at=None)


class Record(models.Model):
    """What every record has: a stable ``uuid``, an author, an edition that counts its changes.

    Each record model adds its own ``route`` with the relation's public name.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    edition = models.PositiveIntegerField(default=0, editable=False)
    created_by = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, related_name="+", editable=False
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_by = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, related_name="+", editable=False
    )
    changed_at = models.DateTimeField(default=timezone.now, editable=False)
    removed_at = models.DateTimeField(null=True, editable=False)

    objects = RecordQuerySet.as_manager()

    # Nothing is found through a record, and indexing would only spread personal text.
    wagtail_reference_index_ignore = True

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class RecordChange(models.Model):
    """Who did what to which record when. Holds names of fields; texts only while undo needs them.

    ``before`` keeps the former values of the latest act alone: the next act clears it.
    """

    route = models.ForeignKey(
        "iom_wagtail.RoutePage", on_delete=models.CASCADE, related_name="record_changes"
    )
    kind = models.CharField(_("kind of record"), max_length=40)
    record = models.UUIDField(_("record"))
    edition = models.PositiveIntegerField(_("edition"))
    act = models.CharField(_("what was done"), max_length=10, choices=Act.choices)
    fields = models.JSONField(_("changed fields"), default=list)
    before = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    person = models.ForeignKey(
        StaffMember, verbose_name=_("person"), on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(_("name of that day"), max_length=310)
    moment = models.DateTimeField(_("when"), default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("change of a record")
        verbose_name_plural = _("changes of records")
        ordering = ["record", "edition"]
        constraints = [
            models.UniqueConstraint(fields=["record", "edition"], name="iom_change_once"),
        ]
        indexes = [models.Index(fields=["route", "-moment"], name="iom_change_route")]

    def __str__(self) -> str:
        return f"{self.kind} {self.record} / {self.edition}"
