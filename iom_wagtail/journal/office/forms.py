"""What the office's list is narrowed by. It imports no models: the kinds are handed in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from iom_wagtail.approval.office_forms import day_field


class LinesForm(forms.Form):
    """Kind of record, route or person, days."""

    kind = forms.ChoiceField(label=_("Kind of record"), required=False, choices=())
    q = forms.CharField(label=_("Surname or № of a route"), required=False, max_length=100)
    since = day_field(_("From the day"), required=False)
    until = day_field(_("To the day"), required=False)

    def __init__(self, *args: Any, kinds: Sequence[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("All kinds")), *kinds]
