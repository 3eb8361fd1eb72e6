"""The diary (3.1): private by default, shown to whom the teacher chooses, entry by entry."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from iom_wagtail.journal.records.fields import long_text
from iom_wagtail.journal.records.models import Record


class DiaryEntry(Record):
    """What happened → what I understood → what I will do. Nobody but its author writes in it."""

    route = models.ForeignKey(
        "iom_wagtail.RoutePage", on_delete=models.CASCADE, related_name="diary_entries"
    )
    happened_on = models.DateField(_("date"))
    text = long_text(_("what happened"), 10_000)
    insight = long_text(_("what I understood"), 10_000, blank=True)
    next_step = long_text(_("what I will do"), 5000, blank=True)
    # Shown to nobody until the teacher says so; columns, because every list asks them.
    to_mentor = models.BooleanField(_("shown to the mentor"), default=False)
    to_methodist = models.BooleanField(_("shown to the methodist"), default=False)
    to_deputy = models.BooleanField(_("shown to the deputy director"), default=False)
    to_all = models.BooleanField(_("shown to everybody on the route"), default=False)

    class Meta:
        verbose_name = _("diary entry")
        verbose_name_plural = _("diary entries")
        ordering = ["-happened_on", "-pk"]
        indexes = [models.Index(fields=["route", "-happened_on"], name="iom_diary_date")]


class DiaryReply(Record):
    """An answer to a shared entry, seen by whoever sees the entry."""

    route = models.ForeignKey(
        "iom_wagtail.RoutePage", on_delete=models.CASCADE, related_name="diary_replies"
    )
    entry = models.ForeignKey(DiaryEntry, on_delete=models.CASCADE, related_name="replies")
    text = long_text(_("answer"), 5000)

    class Meta:
        verbose_name = _("answer to a diary entry")
        verbose_name_plural = _("answers to diary entries")
        ordering = ["created_at", "pk"]
