"""Forms of achievements and encouragements. They import no models."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from iom_wagtail.journal.achievements.rules import ONLY_FOR
from iom_wagtail.journal.choices import AchievementKind, EncouragementKind, LevelOf
from iom_wagtail.journal.fields import LinesField, MoneyField, choice, day, line, number


class KindForm(forms.Form):
    """A form whose fields depend on the kind; a script puts the others away (``kinds.js``)."""

    #: Field → kinds that have it.
    only_for: ClassVar[Mapping[str, Sequence[str]]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, kinds in self.only_for.items():
            self.fields[name].widget.attrs["data-only-for"] = " ".join(kinds)


class AchievementForm(KindForm):
    """What was achieved; which fields a kind has, ``achievements/rules.py`` says."""

    only_for = ONLY_FOR

    kind = choice(_("What it is"), AchievementKind.choices)
    title = line(
        pgettext_lazy("record", "Title"),
        longest=300,
        help_text=_("The contest, the topic of the talk, the title of the article or course."),
    )
    happened_on = day(_("Date"))
    level = choice(_("Level"), [("", "—"), *LevelOf.choices], required=False)
    stage = line(
        _("Stage"), longest=150, required=False, help_text=_("For example: the final round.")
    )
    result = line(
        _("Result"),
        longest=300,
        required=False,
        help_text=_("For example: a diploma of the second degree."),
    )
    preparation = LinesField(
        label=_("Steps of preparation"),
        required=False,
        help_text=_("One a line: what was done on the way to it, with whose help."),
    )
    hours = number(_("Hours"), most=2000)
    certificate = line(_("Certificate"), longest=200, required=False, help_text=_("Number, date."))


class EncouragementForm(KindForm):
    """How the teacher is encouraged (2.2)."""

    only_for = {"amount": (EncouragementKind.MATERIAL,)}

    kind = choice(_("What it is"), EncouragementKind.choices)
    title = line(
        _("What for, and how"),
        longest=300,
        help_text=_("For example: a letter of thanks for the open lesson."),
    )
    given_on = day(_("Date"))
    order_no = line(_("Order, №"), longest=50, required=False)
    amount = MoneyField(
        label=_("Sum, roubles"),
        required=False,
        max_digits=10,
        decimal_places=2,
        min_value=0.01,
        help_text=_("Seen by the teacher, the deputy director and the director only."),
    )
