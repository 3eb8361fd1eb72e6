"""Visits to lessons (3.3) and the school's sets of criteria."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from iom_wagtail.journal.records.models import Record
from iom_wagtail.school.models import School, StaffMember


class CriteriaSet(models.Model):
    """One edition of a school's set of criteria; a changed set is the next edition.

    ``criteria`` is a list of {"text", "hint"}; a visit copies what it was judged by. Editions of
    one set share their ``series``, and only its latest edition is offered (``active``).
    """

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="criteria_sets")
    series = models.UUIDField(default=uuid.uuid4, editable=False)
    name = models.CharField(pgettext_lazy("criteria", "name"), max_length=150)
    edition = models.PositiveIntegerField(_("edition"), default=1)
    criteria = models.JSONField(_("criteria"), default=list)
    active = models.BooleanField(_("in use"), default=True)
    made_on = models.DateField(_("made on"), default=timezone.localdate, editable=False)

    class Meta:
        verbose_name = _("set of criteria")
        verbose_name_plural = _("sets of criteria")
        ordering = ["name", "-edition"]
        constraints = [
            models.UniqueConstraint(fields=["series", "edition"], name="iom_criteria_edition_once"),
        ]

    def __str__(self) -> str:
        return self.name


class LessonVisit(Record):
    """A sheet of one 45-minute lesson: criteria, strengths, at most three recommendations.

    ``by_teacher`` tells a visit of the route's teacher to somebody else's lesson.
    """

    route = models.ForeignKey(
        "iom_wagtail.RoutePage", on_delete=models.CASCADE, related_name="lesson_visits"
    )
    visited_on = models.DateField(_("date"))
    lesson_no = models.PositiveSmallIntegerField(_("lesson №"), null=True, blank=True)
    classes = models.CharField(_("class"), max_length=100, blank=True)
    subject = models.CharField(pgettext_lazy("lesson", "subject"), max_length=200, blank=True)
    topic = models.CharField(_("topic of the lesson"), max_length=500, blank=True)
    goal = models.CharField(_("goal of the visit"), max_length=500, blank=True)
    by_teacher = models.BooleanField(_("the teacher visited"), default=False)
    visitors = models.ManyToManyField(StaffMember, verbose_name=_("visited by"), related_name="+")
    #: Their names of that day, so that the history tells when somebody was added.
    visited_by = models.JSONField(_("names of the visitors"), default=list, editable=False)
    host = models.CharField(_("whose lesson"), max_length=310, blank=True)
    criteria_set = models.ForeignKey(
        CriteriaSet, null=True, blank=True, on_delete=models.PROTECT, related_name="visits"
    )
    #: [{"text", "hint", "score": 2 | 1 | 0 | None}]; None stands for «—», not part of the lesson.
    criteria = models.JSONField(_("criteria"), default=list, blank=True)
    #: What ``rules.mean`` says of the criteria; a column, because every list shows it.
    mean = models.DecimalField(
        _("mean score"), max_digits=3, decimal_places=2, null=True, editable=False
    )
    strengths = models.JSONField(_("strengths"), default=list, blank=True)
    recommendations = models.JSONField(_("recommendations"), default=list, blank=True)
    follow_up = models.DateField(_("will come again on"), null=True, blank=True)
    acquainted_at = models.DateTimeField(_("acquainted at"), null=True, blank=True)
    acquainted_words = models.CharField(_("words of the teacher"), max_length=1000, blank=True)
    #: Made by the browser: the same sheet sent twice after a lost connection is one visit.
    client_key = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    class Meta:
        verbose_name = _("lesson visit")
        verbose_name_plural = _("lesson visits")
        ordering = ["-visited_on", "-pk"]
        indexes = [models.Index(fields=["route", "-visited_on"], name="iom_visit_date")]

    @property
    def scored(self) -> list[tuple[int, dict]]:
        """The criteria with their numbers."""
        return list(enumerate(self.criteria, start=1))
