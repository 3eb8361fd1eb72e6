"""Fields and forms of the office. They import no models: querysets are handed in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from iom_wagtail.approval.forms import DAY_FORMATS
from iom_wagtail.school.day_input import DayInput
from iom_wagtail.school.widgets import StaffField

if TYPE_CHECKING:
    from django.db.models import QuerySet

BASIS_HELP = _("For example: order № 112 of 1 September 2025.")


def day_field(label: str, **kwargs: Any) -> forms.DateField:
    """Return a field for a day, with Wagtail's calendar."""
    return forms.DateField(
        label=label,
        input_formats=DAY_FORMATS,
        widget=DayInput(attrs={"placeholder": _("dd.mm.yyyy")}),
        error_messages={"invalid": _("Write the date as 01.09.2025.")},
        **kwargs,
    )


class DelegationForm(forms.Form):
    """Who signs for the director, from when to when, on what basis."""

    person = StaffField(queryset=None, label=_("Who signs"))
    since = day_field(_("From the day"))
    until = day_field(_("To, this day included"))
    basis = forms.CharField(label=_("Basis"), max_length=300, help_text=BASIS_HELP)

    def __init__(self, *args: Any, people: QuerySet, **kwargs: Any) -> None:
        super().__init__(*args, initial={"since": timezone.localdate()}, **kwargs)
        self.fields["person"].queryset = people
