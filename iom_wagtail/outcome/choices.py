"""Closed lists of the general conclusion, with the numbers of the paper form.

The Russian wording lies in the catalogue and is the regulation's to the letter, also where it is
clumsy; so are the numbers: after 1 the form goes on with 6.2.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RowState(models.TextChoices):
    """What became of one problem; contradictions are found by these states alone."""

    RESOLVED = "resolved", pgettext_lazy("problem", "resolved")
    PARTLY = "partly", pgettext_lazy("problem", "resolved in part")
    UNRESOLVED = "unresolved", pgettext_lazy("problem", "not resolved")


class Result(models.TextChoices):
    """«Индивидуальное сопровождение можно считать» (1)."""

    SUCCESS = "success", _("successful, effective")
    PARTIAL = "partial", _("not quite successful, not effective enough")
    FAIL = "fail", _("ineffective")


class Problems(models.TextChoices):
    """«Выявленные в ___ результате предварительной диагностики проблемы» (6.2)."""

    ALL = "all", _("resolved completely")
    PARTLY = "partly", _("resolved partly")
    NAMED_REMAIN = "named_remain", _("not resolved (the problems are named)")
    NONE = "none", _("not a single problem is resolved")


class Further(models.TextChoices):
    """«Сопровождаемый молодой специалист» (6.4); several may hold, but ``NO`` alone."""

    FULL = "full", _("needs further full-scale accompaniment")
    SUPPORT = "support", _("needs support in solving the most difficult problems")
    NO = "no", _("needs no accompaniment")
    TRAINING = "training", _("needs advanced training in the postgraduate education system")
    ROUTE = "route", _("needs an individual educational route worked out")


#: Needs that a next route answers.
NEEDS_ROUTE = frozenset({Further.FULL, Further.SUPPORT, Further.ROUTE})

#: Answers after which the form names problems that remain (6.2).
NAMES_PROBLEMS = frozenset({Problems.PARTLY, Problems.NAMED_REMAIN})

#: Numbers of the paper form, kept for printing «как в Положении».
NUMBERS = {"result": "1", "problems": "6.2", "reasons": "6.3", "further": "6.4", "ways": "6.5"}

#: Headings of the paper form, by the same names; ``problems`` has a blank in it.
HEADINGS = {
    "result": _("Individual accompaniment can be considered:"),
    "problems": _("The problems found in %(blank)s result of the preliminary diagnosis:"),
    "reasons": _(
        "Reasons why individual accompaniment did not take place and/or the problems were not "
        "resolved"
    ),
    "further": _("The accompanied young specialist:"),
    "ways": _("The most effective ways (means) of further accompaniment (name them):"),
}
