"""Closed lists of the stories room."""

from __future__ import annotations

from django.db import models
from django.utils.translation import pgettext_lazy


class StoryKind(models.TextChoices):
    """What was a success (2.2, 3.4, 3.5)."""

    FIRST_YEAR = "first_year", pgettext_lazy("story", "first year at school")
    CONTEST = "contest", pgettext_lazy("story", "contest")
    OPEN_LESSON = "open_lesson", pgettext_lazy("story", "open lesson")
    TALK = "talk", pgettext_lazy("story", "talk")
    FREE_MICROPHONE = "free_microphone", pgettext_lazy("story", "free microphone")
    MATERIALS = "materials", pgettext_lazy("story", "teaching materials")
    PROJECT = "project", pgettext_lazy("story", "project of the school")
    OTHER = "other", pgettext_lazy("story", "another success")


class Part(models.TextChoices):
    """Who somebody is in a story."""

    HERO = "hero", pgettext_lazy("story", "the story is about them")
    MENTOR = "mentor", pgettext_lazy("story", "mentor")
    OTHER = "other", pgettext_lazy("story", "also named or to be seen")


class ConsentField(models.TextChoices):
    """What a person lets the school publish, each by itself (152-ФЗ, art. 10.1)."""

    FULL_NAME = "full_name", pgettext_lazy("consent", "surname, given name, patronymic")
    POSITION = "position", pgettext_lazy("consent", "position and subject")
    PHOTO = "photo", pgettext_lazy("consent", "photographs and video")
    CONTEST_RESULT = "contest_result", pgettext_lazy("consent", "results and awards")
    EXPERIENCE = "experience", pgettext_lazy("consent", "length of service and education")
    BIRTH_DATE = "birth_date", pgettext_lazy("consent", "date of birth")


class Withdrawal(models.TextChoices):
    """How a consent came to its end before its term (152-ФЗ, art. 10.1, clauses 12 and 13)."""

    SELF = "self", pgettext_lazy("consent withdrawn", "by the person, on the site")
    DEMAND = "demand", pgettext_lazy("consent withdrawn", "by a demand to the school")
    MISTAKE = "mistake", pgettext_lazy("consent withdrawn", "it was recorded wrongly")


class Reason(models.TextChoices):
    """Why a page went offline; a code in the log."""

    WITHDRAWN = "withdrawn", pgettext_lazy("page", "a consent was withdrawn")
    RUN_OUT = "run_out", pgettext_lazy("page", "a consent ran out")
    MOVED = "moved", pgettext_lazy("page", "it was moved to the site of another school")
