"""Closed lists of the journal; labels follow the regulation, clauses in the docstrings."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Status(models.TextChoices):
    """Where a programme item stands; that it is late is derived from its dates."""

    PLANNED = "planned", pgettext_lazy("item", "planned")
    WORK = "work", pgettext_lazy("item", "in work")
    DONE = "done", pgettext_lazy("item", "done")
    MOVED = "moved", pgettext_lazy("item", "moved")
    CANCELLED = "cancelled", pgettext_lazy("item", "taken off")


#: Items that still ask for something.
OPEN_STATUSES = frozenset({Status.PLANNED, Status.WORK, Status.MOVED})


class Score(models.IntegerChoices):
    """How far a criterion shows in a lesson (3.3)."""

    NO = 0, pgettext_lazy("score", "doesn't show")
    PARTLY = 1, pgettext_lazy("score", "partly")
    FULLY = 2, pgettext_lazy("score", "shows fully")


class LevelOf(models.TextChoices):
    """How far an achievement reached (3.4)."""

    SCHOOL = "school", pgettext_lazy("level", "school")
    DISTRICT = "district", pgettext_lazy("level", "district")
    REGION = "region", pgettext_lazy("level", "region")
    COUNTRY = "country", pgettext_lazy("level", "country")
    INTERNATIONAL = "international", pgettext_lazy("level", "international")


class AchievementKind(models.TextChoices):
    """What an achievement is (1.2, 2.2, 3.4, 3.5)."""

    CONTEST = "contest", _("contest")
    FESTIVAL = "festival", _("festival or campaign")
    TALK = "talk", _("talk")
    FREE_MICROPHONE = "free_microphone", _("free microphone")
    PUBLICATION = "publication", _("publication")
    OPEN_LESSON = "open_lesson", _("open lesson")
    PROJECT = "project", _("project of the school")
    COURSE = "course", _("course")
    OTHER = "other", _("other (achievement)")


class EncouragementKind(models.TextChoices):
    """How somebody is encouraged (2.2)."""

    MORAL = "moral", _("moral")
    MATERIAL = "material", _("material")


class Source(models.TextChoices):
    """From whom a testimonial comes (5.3)."""

    PUPILS = "pupils", _("pupils")
    CLASS_TEACHERS = "class_teachers", _("class teachers")
    PARENTS = "parents", _("parents")
    PSYCHOLOGISTS = "psychologists", _("psychologists")
    MENTOR = "mentor", _("mentor (testimonial)")
    OTHER = "other", _("other participants of the educational process")


class Circle(models.TextChoices):
    """Who reads a testimonial: wider than its author, narrower than the route."""

    LEADERS = "leaders", _("mentor, methodist, deputy director, director")
    NARROW = "narrow", _("author and deputy director only")


class AttachmentKind(models.TextChoices):
    """What an attachment to the card is (5.3)."""

    PUPILS = "pupils", _("Comparative analysis of pupils' work")
    TESTS = "tests", _("Comparative analysis of check-up papers and tests")
    MATERIALS = "materials", _("Comparative analysis of the teacher's own materials")
    SURVEY = "survey", _("Results of a survey of pupils")
    OTHER = "other", _("Other material")


#: Kinds that set what was before beside what came after.
COMPARISONS = frozenset({AttachmentKind.PUPILS, AttachmentKind.TESTS, AttachmentKind.MATERIALS})

#: The same in few words, for a chooser on a telephone.
KINDS_IN_SHORT = [
    (AttachmentKind.PUPILS.value, _("Pupils' work")),
    (AttachmentKind.TESTS.value, _("Check-up papers, tests")),
    (AttachmentKind.MATERIALS.value, _("The teacher's own materials")),
    (AttachmentKind.SURVEY.value, _("Survey of pupils")),
    (AttachmentKind.OTHER.value, _("Other")),
]


class Moment(models.TextChoices):
    """Which side of a comparison a material shows (5.3)."""

    BEFORE = "before", _("before the accompaniment")
    AFTER = "after", _("after the accompaniment")
