"""Meetings and consultations (3.2, 3.5), and what the teacher asks for."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from iom_wagtail.journal.records.fields import long_text
from iom_wagtail.journal.records.models import Record
from iom_wagtail.routes.choices import HelpKind
from iom_wagtail.school.models import StaffMember


class Consultation(Record):
    """One meeting on one route; a meeting with a group is a row a route with one ``group``."""

    route = models.ForeignKey(
        "iom_wagtail.RoutePage", on_delete=models.CASCADE, related_name="consultations"
    )
    held_on = models.DateField(_("date"))
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    specialist = models.ForeignKey(
        StaffMember,
        verbose_name=_("with whom"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    specialist_other = models.CharField(_("specialist from outside"), max_length=310, blank=True)
    help_kind = models.CharField(
        _("kind of help"), max_length=20, choices=HelpKind.choices, blank=True
    )
    topic = models.CharField(_("topic"), max_length=500)
    works = long_text(_("what works"), 5000, blank=True)
    concern = long_text(_("what worries"), 5000, blank=True)
    result = long_text(_("what was agreed"), 5000, blank=True)
    teacher_step = long_text(_("next step of the teacher"), 2000, blank=True)
    mentor_step = long_text(_("next step of the mentor"), 2000, blank=True)
    next_on = models.DateField(_("next meeting on"), null=True, blank=True)
    group = models.UUIDField(null=True, blank=True, editable=False, db_index=True)

    class Meta:
        verbose_name = _("consultation")
        verbose_name_plural = _("consultations")
        ordering = ["-held_on", "-pk"]
        indexes = [models.Index(fields=["route", "-held_on"], name="iom_meeting_date")]


class ConsultationRequest(Record):
    """The teacher asks somebody for a meeting; the asked person is told without the words."""

    route = models.ForeignKey(
        "iom_wagtail.RoutePage", on_delete=models.CASCADE, related_name="consultation_requests"
    )
    asked = models.ForeignKey(
        StaffMember, verbose_name=_("who is asked"), on_delete=models.PROTECT, related_name="+"
    )
    topic = models.CharField(_("topic"), max_length=500)
    wish = models.CharField(_("when it suits"), max_length=300, blank=True)
    consultation = models.OneToOneField(
        Consultation, null=True, blank=True, on_delete=models.SET_NULL, related_name="request"
    )
    declined = models.CharField(_("why not"), max_length=500, blank=True)

    @property
    def answered(self) -> bool:
        """Whether the asked person held the meeting; a removed one no longer answers."""
        return self.consultation is not None and self.consultation.removed_at is None

    @property
    def state(self) -> str:
        """Where the request stands: a key of ``meetings.rules.STATES``."""
        if self.answered:
            return "answered"
        return "declined" if self.declined else "waits"

    @property
    def open(self) -> bool:
        """Whether the request still waits for the asked person."""
        return self.removed_at is None and self.state == "waits"

    class Meta:
        verbose_name = _("request for a consultation")
        verbose_name_plural = _("requests for consultations")
        ordering = ["-created_at", "-pk"]
