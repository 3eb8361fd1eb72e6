"""Fields of the preview, and what its forms share. They import no models."""

from __future__ import annotations

from typing import Any

from django import forms

from iom_wagtail.paperwork.intake.word.names import lazy_name_of as name_of
from iom_wagtail.routes.fields import RouteDateField, tidy_texts

#: A blank choice, as the editor shows it.
NONE = ("", "—")


def text_field(name: str, rows: int = 2) -> forms.CharField:
    """Return a text of several lines."""
    return forms.CharField(
        label=name_of(name), required=False, widget=forms.Textarea(attrs={"rows": rows})
    )


def line_field(name: str, length: int) -> forms.CharField:
    """Return a line as long as its field in the model."""
    return forms.CharField(label=name_of(name), required=False, max_length=length)


def date_field(name: str) -> RouteDateField:
    """Return a day as the editor reads it."""
    return RouteDateField(
        label=name_of(name), required=False, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )


class Mended(forms.Form):
    """What all forms of the preview share."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            # The browser would cut a pasted text short without a word; a message says how long.
            field.widget.attrs.pop("maxlength", None)

    def clean(self) -> dict[str, Any]:
        """Keep one kind of line break; refuse texts beyond the limit."""
        cleaned = super().clean() or self.cleaned_data
        tidy_texts(self, cleaned)
        return cleaned
