"""Rows of the route's tables: what was decided, revisioned with the page.

Rows refer to each other by their stable ``uuid``: keys change when a revision is published
(``wagtail8-facts.md`` 13), so lists of uuid stand where a relation would be.
"""

from __future__ import annotations

import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from iom_wagtail.routes.choices import CheckpointKind, DifficultyKind, Severity


class RouteRow(Orderable):
    """A row of one of the route's tables; its ``uuid`` outlives drafts, reverts and keys."""

    uuid = models.UUIDField(default=uuid.uuid4, editable=False)

    # Rows hold texts, not references; indexing them would only spread personal text.
    wagtail_reference_index_ignore = True

    class Meta(Orderable.Meta):
        abstract = True


class Objective(RouteRow):
    """A task of the accompaniment with the kinds of help it asks for (1.2, 2.2)."""

    page = ParentalKey("iom_wagtail.RoutePage", on_delete=models.CASCADE, related_name="objectives")
    text = models.TextField(_("task"), blank=True)
    help_kinds = models.JSONField(_("kinds of help"), default=list, blank=True)

    class Meta(RouteRow.Meta):
        verbose_name = _("task")
        verbose_name_plural = _("tasks")


class TaughtProgramme(RouteRow):
    """A row of «Реализуемые программы (по классам)» of the card (5.2)."""

    page = ParentalKey(
        "iom_wagtail.RoutePage", on_delete=models.CASCADE, related_name="taught_programmes"
    )
    classes = models.CharField(_("class"), max_length=200, blank=True)
    programme = models.TextField(_("programme"), blank=True)
    planning = models.TextField(_("planning"), blank=True)
    textbook_set = models.TextField(_("textbook set"), blank=True)

    class Meta(RouteRow.Meta):
        verbose_name = _("taught programme")
        verbose_name_plural = _("taught programmes")


class Difficulty(RouteRow):
    """A difficulty found by diagnosis (4.1) and how it was found (4.2)."""

    page = ParentalKey(
        "iom_wagtail.RoutePage", on_delete=models.CASCADE, related_name="difficulties"
    )
    kind = models.CharField(_("kind"), max_length=20, choices=DifficultyKind.choices, blank=True)
    text = models.TextField(_("difficulty"), blank=True)
    severity = models.PositiveSmallIntegerField(
        _("severity"),
        choices=Severity.choices,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(3)],
    )
    methods = models.JSONField(_("methods of diagnosis"), default=list, blank=True)
    method_other = models.CharField(_("other method"), max_length=200, blank=True)

    class Meta(RouteRow.Meta):
        verbose_name = _("difficulty")
        verbose_name_plural = _("difficulties")


class ProgrammeItem(RouteRow):
    """A row of the programme table (5.1): content, due date, the three activity columns."""

    page = ParentalKey(
        "iom_wagtail.RoutePage", on_delete=models.CASCADE, related_name="programme_items"
    )
    content = models.TextField(_("content of the item"), blank=True)
    due_from = models.DateField(_("due from"), null=True, blank=True)
    due_to = models.DateField(_("due to"), null=True, blank=True)
    due_words = models.CharField(
        _("due in words"), max_length=100, blank=True, help_text=_("For example: all year.")
    )
    activity_accompanied = models.TextField(_("activity of the accompanied"), blank=True)
    activity_accompanying = models.TextField(_("activity of the accompanying"), blank=True)
    activity_joint = models.TextField(_("joint activity"), blank=True)
    direction = models.CharField(_("direction"), max_length=150, blank=True)
    expected_result = models.TextField(_("expected result"), blank=True)
    difficulties = models.JSONField(_("answers difficulties"), default=list, blank=True)

    class Meta(RouteRow.Meta):
        verbose_name = _("programme item")
        verbose_name_plural = _("programme items")


class Checkpoint(RouteRow):
    """A planned checkpoint (3.1): what, when, held by whom."""

    page = ParentalKey(
        "iom_wagtail.RoutePage", on_delete=models.CASCADE, related_name="checkpoints"
    )
    kind = models.CharField(_("kind"), max_length=20, choices=CheckpointKind.choices, blank=True)
    kind_other = models.CharField(_("other kind"), max_length=150, blank=True)
    title = models.TextField(_("checkpoint"), blank=True)
    planned_on = models.DateField(_("planned on"), null=True, blank=True)
    held_by = models.JSONField(_("held by"), default=list, blank=True)
    held_by_other = models.CharField(_("somebody else"), max_length=200, blank=True)

    class Meta(RouteRow.Meta):
        verbose_name = _("checkpoint")
        verbose_name_plural = _("checkpoints")
