"""The decisions as forms of Wagtail's modals; each names the step and the text that were shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from iom_wagtail.approval.rules import DOCUMENT_LENGTH, Document

#: How a day may be written, whatever the language of the interface.
DAY_FORMATS = ["%d.%m.%Y", "%Y-%m-%d", "%d.%m.%y"]


@dataclass
class Shown:
    """What a modal shows: filled when Wagtail names the object, read when a form is made.

    ``check`` returns what is wrong with an order or protocol, when one is asked for.
    """

    step: str = ""
    revision_id: int | None = None
    check: Callable[[Document], Mapping[str, str]] | None = None


def document_from(data: Mapping[str, Any]) -> Document:
    """Return the order or protocol as it was typed; an unreadable day is no day."""
    try:
        day = forms.DateField(input_formats=DAY_FORMATS).clean(data.get("document_on"))
    except ValidationError:
        day = None
    return Document(str(data.get("document_no") or "").strip(), day)


class DecisionForm(forms.Form):
    """What every decision carries; ``{}`` approves nothing (case 44)."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    step = forms.CharField(max_length=20, widget=forms.HiddenInput)
    comment = forms.CharField(
        label=pgettext_lazy("decision", "Comment"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    shown = Shown()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["revision"].initial = self.shown.revision_id
        self.fields["step"].initial = self.shown.step

    @classmethod
    def showing(cls, shown: Shown) -> type[DecisionForm]:
        """Return the form class that shows this."""
        return type(cls.__name__, (cls,), {"shown": shown})


class AgreeForm(DecisionForm):
    """Yes, perhaps with words; with an order or protocol where the text is approved by one."""

    document_no = forms.CharField(label=_("Order or protocol No."), max_length=DOCUMENT_LENGTH)
    document_on = forms.DateField(
        label=_("Date of the order or protocol"),
        input_formats=DAY_FORMATS,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.shown.check is None:
            del self.fields["document_no"], self.fields["document_on"]

    def clean(self) -> dict[str, Any]:
        """Say by the rule of the act itself what is wrong with the order or protocol."""
        said = super().clean()
        if self.shown.check is not None and not self.errors:
            for name, message in self.shown.check(document_from(said)).items():
                self.add_error(name, message)
        return said


class ReturnForm(DecisionForm):
    """No, and what has to be changed."""

    comment = forms.CharField(
        label=_("What has to be changed"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
