"""Forms of meetings and requests. They import no models: people and routes are handed in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from iom_wagtail.journal.fields import choice, day, line, number, words
from iom_wagtail.journal.meetings.rules import LONGEST_MEETING
from iom_wagtail.routes.choices import HelpKind

GROUPS = {"here": _("On this route"), "there": _("Other people of the school")}

Choices = Sequence[tuple[Any, Any]]


def _person(label: Any, **kwargs: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        coerce=int,
        empty_value=None,
        widget=forms.Select(attrs={"class": "select"}),
        **kwargs,
    )


def _named(people: Choices, empty: Any) -> Choices:
    return [("", empty), *((GROUPS[group], rows) for group, rows in people)]


class MeetingForm(forms.Form):
    """With whom, about what, and what comes of it (3.2, 3.5)."""

    held_on = day(_("Date"))
    minutes = number(_("Minutes"), most=LONGEST_MEETING)
    specialist = _person(_("With whom"), required=False)
    specialist_other = line(
        _("Or a specialist from outside"),
        longest=310,
        required=False,
        help_text=_("Name, position, organisation."),
    )
    help_kind = choice(_("Kind of help"), [("", "—"), *HelpKind.choices], required=False)
    topic = line(_("Topic"), longest=500)
    works = words(_("What works"), longest=5000, rows=2, required=False)
    concern = words(_("What worries"), longest=5000, rows=2, required=False)
    result = words(_("What was agreed"), longest=5000, rows=2, required=False)
    teacher_step = words(_("Next step of the teacher"), longest=2000, rows=2, required=False)
    mentor_step = words(_("Next step of the mentor"), longest=2000, rows=2, required=False)
    next_on = day(_("Next meeting on"), required=False)
    others = forms.TypedMultipleChoiceField(
        label=_("The same meeting on other routes"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Date, people, topic and what was agreed are written there too. What works, what "
            "worries and the next steps stay here."
        ),
    )

    def __init__(self, *args: Any, people: Choices, others: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["specialist"].choices = _named(people, "—")
        self.fields["others"].choices = others
        if not others:
            del self.fields["others"]


class RequestForm(forms.Form):
    """Whom the teacher asks, and about what."""

    asked = _person(_("Whom you ask"))
    topic = line(_("Topic"), longest=500)
    wish = line(
        _("When it suits"),
        longest=300,
        required=False,
        help_text=_("For example: Thursday after the sixth lesson."),
    )

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["asked"].choices = _named(people, _("choose a person"))


class DeclineForm(forms.Form):
    """A word to the one who asked."""

    declined = line(_("Why not, or what to do instead"), longest=500)
