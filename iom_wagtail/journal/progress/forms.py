"""The form of an item's progress. It imports no models: the statuses are handed in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from iom_wagtail.journal.choices import Status
from iom_wagtail.journal.fields import day, words


class ProgressForm(forms.Form):
    """Status, and what belongs to it; the actual result is the same for all of them."""

    status = forms.ChoiceField(label=_("Where it stands"), choices=())
    done_on = day(_("Done on"), required=False)
    moved_to = day(_("Moved to"), required=False)
    reason = words(_("Reason"), longest=500, rows=2, required=False)
    actual_result = words(_("Actual result"), longest=5000, rows=4, required=False)

    def __init__(self, *args: Any, statuses: Sequence[Status], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["status"].choices = [(s.value, s.label) for s in statuses]
        if not {Status.MOVED, Status.CANCELLED} & set(statuses):
            del self.fields["moved_to"], self.fields["reason"]
