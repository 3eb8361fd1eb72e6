"""Forms of the office. They import no models: querysets and choices are handed in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import FilteredSelect

from iom_wagtail.approval.office_forms import BASIS_HELP, day_field
from iom_wagtail.routes.choices import StopReason
from iom_wagtail.school.widgets import StaffField

if TYPE_CHECKING:
    from django.core.exceptions import ValidationError
    from django.db.models import QuerySet


class RouteForm(forms.Form):
    """What the office's forms share: errors of an action land at the fields they name."""

    def take(self, error: ValidationError) -> None:
        """Show the messages of a refused act; one without a field of ours stands on top."""
        if not hasattr(error, "error_dict"):
            self.add_error(None, error)
            return
        for field, messages in error.error_dict.items():
            self.add_error(field if field in self.fields else None, messages)


def school_year(today: dt.date) -> tuple[dt.date, dt.date]:
    """Return 1 September and 31 May of the school year a day lies in; in summer the coming one."""
    start = today.year if today.month >= 6 else today.year - 1
    return dt.date(start, 9, 1), dt.date(start + 1, 5, 31)


class OpenForm(RouteForm):
    """Opening a route: everything one act needs (5.1, items 1–3)."""

    teacher = StaffField(queryset=None, label=_("Young teacher"))
    mentor = StaffField(queryset=None, label=_("Leading mentor"))
    start_on = day_field(_("Period from"))
    end_on = day_field(_("Period to"), help_text=_("It may run into a second school year."))
    decision_date = day_field(
        _("Date of the decision"), help_text=_("When it was decided to accompany (5.1, item 1).")
    )
    decision_basis = forms.CharField(
        label=_("Basis"),
        max_length=300,
        required=False,
        help_text=BASIS_HELP,
    )
    earlier = forms.TypedChoiceField(
        label=_("Start from"),
        required=False,
        coerce=int,
        empty_value=None,
        widget=FilteredSelect(filter_field="id_teacher"),
        help_text=_(
            "An earlier route of the same teacher lends its card, programmes by class and "
            "difficulties; the programme is always written anew."
        ),
        error_messages={"invalid_choice": _("Choose one of this teacher's earlier routes.")},
    )

    def __init__(
        self,
        *args: Any,
        people: QuerySet,
        routes: Iterable[tuple[int, str, list[int]]],
        today: dt.date,
        **kwargs: Any,
    ) -> None:
        first, last = school_year(today)
        initial = {"start_on": first, "end_on": last, "decision_date": today}
        super().__init__(*args, initial={**initial, **kwargs.pop("initial", {})}, **kwargs)
        for name in ("teacher", "mentor"):
            self.fields[name].queryset = people
        routes = list(routes)
        blank = ("", _("a blank route"))
        self.fields["earlier"].choices = [blank, *((pk, label) for pk, label, _who in routes)]
        # The widget takes triples: with scripts, only the chosen teacher's routes are offered.
        self.fields["earlier"].widget.choices = [blank, *routes]


class ActForm(RouteForm):
    """What every act on the people of a route asks: from which day, on what basis."""

    since = day_field(_("From the day"))
    basis = forms.CharField(
        label=_("Basis"),
        max_length=300,
        required=False,
        help_text=BASIS_HELP,
    )

    def __init__(self, *args: Any, people: QuerySet, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"since": today, **kwargs.pop("initial", {})}, **kwargs)
        if "staff" in self.fields:
            self.fields["staff"].queryset = people


class MentorForm(ActForm):
    """A new leading mentor, or one more mentor beside the leading one."""

    staff = StaffField(queryset=None, label=_("Mentor"))
    field_order = ["staff", "since", "basis"]


class ParticipantForm(ActForm):
    """Somebody who takes part (5.1, item 3): of the staff, or a specialist from outside."""

    staff = StaffField(queryset=None, label=_("Person"), required=False)
    duty = forms.CharField(
        label=_("In what capacity"),
        max_length=150,
        help_text=_("For example: psychologist, methodist, lawyer."),
    )
    surname = forms.CharField(label=_("Surname"), max_length=100, required=False)
    given_name = forms.CharField(label=_("Given name"), max_length=100, required=False)
    patronymic = forms.CharField(label=_("Patronymic"), max_length=100, required=False)
    position = forms.CharField(label=_("Post"), max_length=200, required=False)
    organisation = forms.CharField(label=_("Organisation"), max_length=200, required=False)

    field_order = ["staff", "duty", "since", "basis"]
    outside_fields = ("surname", "given_name", "patronymic", "position", "organisation")

    @property
    def outside(self) -> list[forms.BoundField]:
        """The fields of a new person from outside, for the template."""
        return [self[name] for name in self.outside_fields]

    @property
    def outside_opened(self) -> bool:
        """Whether somebody has written into that part, so that it stays open."""
        return self.is_bound and any(self[name].value() for name in self.outside_fields)

    @property
    def new_person(self) -> dict[str, str]:
        """What was written of a new person from outside; empty when the staff was chosen from."""
        values = {name: self.cleaned_data.get(name, "") for name in self.outside_fields}
        return values if values["surname"] else {}

    def clean(self) -> dict[str, Any]:
        """Ask for one person: chosen, or new with at least a surname."""
        data = super().clean()
        written = any(data.get(name) for name in self.outside_fields)
        if written and data.get("staff"):
            self.add_error("staff", _("Choose a person or write a new one, not both."))
        elif written and not data.get("surname"):
            self.add_error("surname", _("Write at least the surname."))
        elif not written and not data.get("staff") and "staff" not in self.errors:
            self.add_error("staff", _("Choose a person, or write a specialist from outside."))
        return data


class EndForm(RouteForm):
    """The end of a person's part: the first day without access, and why."""

    row = forms.IntegerField(widget=forms.HiddenInput)
    until = day_field(_("Not on the route from"))
    basis = forms.CharField(label=_("Basis"), max_length=300, required=False)

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"until": today, **kwargs.pop("initial", {})}, **kwargs)


class StopForm(RouteForm):
    """From which day a route stands still, and why."""

    reason = forms.ChoiceField(
        label=_("Reason"), choices=StopReason.choices, widget=forms.RadioSelect
    )
    stopped_on = day_field(_("Stopped from"))
    note = forms.CharField(
        label=_("Note"),
        max_length=300,
        required=False,
        help_text=_("The order, for example. Everybody on the route reads it."),
    )

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"stopped_on": today}, **kwargs)


class ResumeForm(RouteForm):
    """From which day a stopped route goes on."""

    resumed_on = day_field(_("Resumed from"))

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"resumed_on": today}, **kwargs)


class CorrectionForm(RouteForm):
    """Why a typing error is mended; the director reads it before confirming."""

    reason = forms.CharField(
        label=_("What was mistyped"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
