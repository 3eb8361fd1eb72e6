"""Achievements (1.2, 2.2, 3.4, 3.5) and encouragements (2.2)."""

from __future__ import annotations

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from iom_wagtail.journal.choices import AchievementKind, EncouragementKind, LevelOf
from iom_wagtail.journal.records.models import Record


class Achievement(Record):
    """A contest, talk, publication, open lesson, project or course, with what led to it."""

    route = models.ForeignKey(
        "iom_wagtail.RoutePage", on_delete=models.CASCADE, related_name="route_achievements"
    )
    kind = models.CharField(_("kind"), max_length=20, choices=AchievementKind.choices)
    happened_on = models.DateField(_("date"))
    title = models.CharField(pgettext_lazy("record", "title"), max_length=300)
    level = models.CharField(_("level"), max_length=20, choices=LevelOf.choices, blank=True)
    stage = models.CharField(_("stage"), max_length=150, blank=True)
    result = models.CharField(_("result"), max_length=300, blank=True)
    preparation = models.JSONField(_("steps of preparation"), default=list, blank=True)
    hours = models.PositiveSmallIntegerField(_("hours"), null=True, blank=True)
    certificate = models.CharField(_("certificate"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("achievement")
        verbose_name_plural = _("achievements")
        ordering = ["-happened_on", "-pk"]
        indexes = [models.Index(fields=["route", "-happened_on"], name="iom_achievement_date")]


class Encouragement(Record):
    """Moral or material; the sum of a material one is seen by fewer than the rest."""

    route = models.ForeignKey(
        "iom_wagtail.RoutePage", on_delete=models.CASCADE, related_name="encouragements"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=EncouragementKind.choices)
    given_on = models.DateField(_("date"))
    title = models.CharField(_("what for"), max_length=300)
    order_no = models.CharField(_("order, №"), max_length=50, blank=True)
    amount = models.DecimalField(
        _("sum, roubles"),
        max_digits=10,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.01"))],
    )

    class Meta:
        verbose_name = _("encouragement")
        verbose_name_plural = _("encouragements")
        ordering = ["-given_on", "-pk"]
