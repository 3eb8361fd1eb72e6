"""The form of a checkpoint's result: the fields its reader writes. It imports no models."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from iom_wagtail.journal.fields import day, line, words


def _score(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("not given")), *((mark, str(mark)) for mark in range(5, 0, -1))],
        widget=forms.Select(attrs={"class": "select"}),
    )


class ResultForm(forms.Form):
    """Everything that may be written of a checkpoint; the fields of the other side are left out."""

    self_score = _score(_("Self-assessment"))
    self_text = words(_("Self-assessment in words"), longest=5000, required=False)
    held_on = day(_("Held on"), required=False)
    held_by = line(_("Held by"), longest=500, required=False)
    score = _score(_("Assessment"))
    text = words(_("Assessment in words"), longest=5000, required=False)
    decision = words(_("Decision"), longest=2000, rows=2, required=False)

    def __init__(self, *args: Any, writes: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in [name for name in self.fields if name not in writes]:
            del self.fields[name]
