"""Forms of lesson visits. They import no models: people and criteria are handed in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from iom_wagtail.journal.fields import day, line, words
from iom_wagtail.journal.visits.rules import (
    LAST_LESSON,
    LONGEST_LINE,
    MOST_RECOMMENDATIONS,
    criteria_from,
)
from iom_wagtail.school.words import lines

if TYPE_CHECKING:
    from django.db.models import QuerySet

#: What a score is called in a form; «—» is a decision too, so it has a value of its own.
NOT_PLANNED = "na"
SCORES = (
    ("2", pgettext_lazy("score", "shows fully")),
    ("1", pgettext_lazy("score", "partly")),
    ("0", pgettext_lazy("score", "doesn't show")),
    (NOT_PLANNED, _("not planned in this lesson")),
)

_HEADER = ("visited_on", "lesson_no", "subject", "topic", "goal", "host", "follow_up")


class VisitorsField(forms.ModelMultipleChoiceField):
    """People of the school, by name and post."""

    def label_from_instance(self, obj: Any) -> str:
        """Return «Орлова М. В., учитель математики»."""
        return ", ".join(filter(None, [obj.list_name, obj.position]))


class SheetForm(forms.Form):
    """The sheet of one lesson (3.3), for a telephone held in one hand."""

    visited_on = day(_("Date"))
    lesson_no = forms.IntegerField(
        label=_("Lesson №"),
        required=False,
        min_value=0,
        max_value=LAST_LESSON,
        widget=forms.NumberInput(attrs={"class": "input", "inputmode": "numeric"}),
    )
    class_choice = forms.CharField(required=False, max_length=100)
    classes = line(_("Another class"), longest=100, required=False)
    host = line(_("Whose lesson"), longest=310)
    subject = line(_("Subject"), longest=200, required=False)
    topic = line(_("Topic of the lesson"), longest=500, required=False)
    goal = line(_("Goal of the visit"), longest=500, required=False)
    visitors = VisitorsField(
        queryset=None,
        label=_("Who else visited"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    strengths = words(
        _("What went well"), longest=10 * LONGEST_LINE, required=False, help_text=_("One a line.")
    )
    follow_up = day(_("I will come again on"), required=False)

    def __init__(
        self,
        *args: Any,
        criteria: Sequence[dict[str, Any]],
        people: QuerySet,
        classes: Sequence[str] = (),
        by_teacher: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.criteria, self.class_names = list(criteria), list(classes)
        self.fields["visitors"].queryset = people
        if not self.class_names:
            self.fields["classes"].label = _("Class")
        if not by_teacher:
            del self.fields["host"]
        for number in range(len(self.criteria)):
            self.fields[f"c{number}"] = forms.ChoiceField(
                choices=SCORES, error_messages={"required": _("Choose 2, 1, 0 or —.")}
            )
        for number in range(1, MOST_RECOMMENDATIONS + 1):
            self.fields[f"r{number}"] = words(
                _("Recommendation %(no)d") % {"no": number},
                longest=LONGEST_LINE,
                rows=1,
                required=False,
            )

    @property
    def score_rows(self) -> list[tuple[int, dict[str, Any], forms.BoundField]]:
        """Number, criterion and field, in the order of the set."""
        return [(no, row, self[f"c{no - 1}"]) for no, row in enumerate(self.criteria, start=1)]

    @property
    def scores(self) -> tuple[tuple[str, Any], ...]:
        """What each criterion may be given, with its words."""
        return SCORES

    @property
    def recommendation_fields(self) -> list[forms.BoundField]:
        """The three fields."""
        return [self[f"r{number}"] for number in range(1, MOST_RECOMMENDATIONS + 1)]

    def sheet(self) -> dict[str, Any]:
        """Return the cleaned sheet as the acts take it."""
        data = self.cleaned_data
        scores = [data[f"c{number}"] for number in range(len(self.criteria))]
        given = [data[f"r{number}"].strip() for number in range(1, MOST_RECOMMENDATIONS + 1)]
        return {
            **{name: data[name] for name in _HEADER if name in data},
            "classes": data["classes"] or data["class_choice"],
            "visitors": list(data["visitors"]),
            "strengths": lines(data["strengths"]),
            "recommendations": [text for text in given if text],
            "scores": [None if score == NOT_PLANNED else int(score) for score in scores],
        }


def initial_of(visit: Any, class_names: Sequence[str]) -> dict[str, Any]:
    """Return what the form of a written sheet begins with."""
    chosen = visit.classes in class_names
    given = {f"r{no}": text for no, text in enumerate(visit.recommendations, start=1)}
    scores = {
        f"c{no}": NOT_PLANNED if row["score"] is None else str(row["score"])
        for no, row in enumerate(visit.criteria)
    }
    return {
        **{name: getattr(visit, name) for name in _HEADER},
        "class_choice": visit.classes if chosen else "",
        "classes": "" if chosen else visit.classes,
        "visitors": [person.pk for person in visit.visitors.all()],
        "strengths": "\n".join(visit.strengths),
        **given,
        **scores,
    }


class AcquaintedForm(forms.Form):
    """«Ознакомлен(а)», with words if wished."""

    words = words(_("Words to the visitor"), longest=1000, rows=2, required=False)


class SetForm(forms.Form):
    """A set of criteria as one text."""

    name = forms.CharField(
        label=_("Name of the set"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    criteria = forms.CharField(
        label=_("Criteria"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text=_(
            "One criterion a line. What to look at stands after « | »: "
            "Work with mistakes | The mistake is gone through together with the pupil."
        ),
    )

    def clean_criteria(self) -> list[dict[str, str]]:
        """Return the criteria of the text; what is wrong with them, the act says."""
        return criteria_from(self.cleaned_data["criteria"])
