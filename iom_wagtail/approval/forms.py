"""The two decisions as forms; both name the revision that the person was shown."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class DecisionForm(forms.Form):
    """What every decision carries. ``revision`` is required: ``{}`` approves nothing (case 44)."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    comment = forms.CharField(
        label=pgettext_lazy("decision", "Comment"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @classmethod
    def showing(cls, revision_id: int | None) -> type[DecisionForm]:
        """Return the form class with the shown revision as the hidden field's initial value."""

        class Shown(cls):
            def __init__(self, *args: object, **kwargs: object) -> None:
                super().__init__(*args, **kwargs)
                self.fields["revision"].initial = revision_id

        return Shown


class AgreeForm(DecisionForm):
    """Yes, perhaps with words."""


class ReturnForm(DecisionForm):
    """No, and what has to be changed."""

    comment = forms.CharField(
        label=_("What has to be changed"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
