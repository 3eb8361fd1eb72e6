"""Which steps a public page passes, and who decides them. Pure."""

from __future__ import annotations

from collections.abc import Collection

from django.db import models
from django.utils.translation import pgettext_lazy


class Step(models.TextChoices):
    """The two steps of a public page."""

    EDITOR = "editor", pgettext_lazy("step", "site editor")
    DIRECTOR = "director", pgettext_lazy("step", "director")


def is_asked(
    step: Step, *, director_wished: bool, submitter: int, deciders: Collection[int]
) -> bool:
    """Return whether a step waits for somebody; keys are those of accounts.

    The submitter's own step passes by itself, and the director is asked only where the school
    wishes it. A step that nobody could decide waits all the same: nothing goes public unread.
    """
    if step == Step.DIRECTOR and not director_wished:
        return False
    return submitter not in deciders


def may_publish_alone(*, director_wished: bool, is_director: bool) -> bool:
    """Return whether somebody with the right to publish does so past the director."""
    return is_director or not director_wished
