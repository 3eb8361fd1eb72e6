"""Closed lists of the regulation, with the clause each comes from.

The Russian wording lies in the catalogue and follows the regulation to the letter.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """Roles on a route (5.1, items 2 and 3)."""

    TEACHER = "teacher", _("accompanied teacher")
    MENTOR = "mentor", _("mentor")
    PARTICIPANT = "participant", _("participant")


class HelpKind(models.TextChoices):
    """Kinds of help (1.2)."""

    PEDAGOGICAL = "pedagogical", _("pedagogical help")
    PSYCHOLOGICAL = "psychological", _("psychological help")
    METHODICAL = "methodical", _("methodical help")
    SOCIAL = "social", _("social help")
    OTHER = "other", _("other help")


class Dominance(models.TextChoices):
    """What the route leans on (3.1)."""

    THEORETICAL = "theoretical", _("theoretical")
    PRACTICAL = "practical", _("practical")


class Place(models.TextChoices):
    """Where the route runs (3.1)."""

    SCHOOL = "school", _("within the school")
    OUTSIDE = "outside", _("outside the school")


class DifficultyKind(models.TextChoices):
    """The five kinds of difficulties (4.1)."""

    GENERAL = "general", _("general pedagogical")
    PSYCHOLOGICAL = "psych", _("psychological and pedagogical")
    METHODICAL = "method", _("methodical")
    THEORETICAL = "theory", _("scientific and theoretical")
    ORGANISATIONAL = "org", _("organisational")


class Severity(models.IntegerChoices):
    """How much a difficulty weighs; from 3 on help is needed and an item must answer it."""

    NONE = 0, _("no difficulty")
    SLIGHT = 1, _("slight")
    MARKED = 2, _("marked")
    SEVERE = 3, _("needs help")


class DiagnosisMethod(models.TextChoices):
    """How difficulties are diagnosed (4.2)."""

    INTERVIEW = "interview", _("interview with the teacher")
    PUPIL_SURVEY = "pupil_survey", _("pupils' questionnaire without psychologists")
    PUPIL_SURVEY_PSYCH = "pupil_survey_psych", _("pupils' questionnaire with psychologists")
    LESSONS = "lessons", _("analysis of lessons")
    JOURNAL = "journal", _("analysis of the class journal")
    LESSON_PLANNING = "lesson_planning", _("analysis of lesson planning")
    PLANS = "plans", _("analysis of plans and lesson notes")
    MATERIALS = "materials", _("analysis of lesson materials")
    NOTEBOOKS = "notebooks", _("analysis of pupils' notebooks")
    TESTS = "tests", _("analysis of administrative tests")
    OTHER = "other", _("other (diagnosis)")


class CheckpointKind(models.TextChoices):
    """Kinds of checkpoints (3.1)."""

    INTERVIEW = "interview", _("interview")
    DIARY = "diary", _("keeping the route diary")
    TALK = "speech", _("talk at the council or methodical association")
    OPEN_LESSON = "open_lesson", _("open lesson")
    DEFENCE = "defence", _("defence of methodical or didactic materials")
    ARTICLE = "article", _("article in a professional journal")
    OTHER = "other", _("other (checkpoint)")


class Stage(models.TextChoices):
    """Where a route stands; derived by one rule, never stored."""

    DRAFT = "draft", _("draft")
    APPROVAL = "approval", _("in approval")
    RUNNING = "running", _("running")
    STOPPED = "stopped", _("stopped (stage)")
    COMPLETED = "completed", _("completed (stage)")


class StopReason(models.TextChoices):
    """Why a route stands still."""

    LEAVE = "leave", _("long leave")
    DISMISSAL = "dismissal", _("the teacher has left the school")
    OTHER = "other", _("other (reason)")
