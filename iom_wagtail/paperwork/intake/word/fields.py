"""Fields of the preview, and what its forms share. They import no models."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from iom_wagtail.paperwork.intake.word.names import lazy_name_of as name_of
from iom_wagtail.paperwork.intake.word.printed import numbers_of
from iom_wagtail.routes.fields import RouteDateField, tidy_texts
from iom_wagtail.school import words

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


def ticks_field(name: str, choices: Any) -> forms.MultipleChoiceField:
    """Return values of a closed list, to be ticked."""
    return forms.MultipleChoiceField(
        label=name_of(name), required=False, choices=choices, widget=forms.CheckboxSelectMultiple
    )


class NumbersField(forms.CharField):
    """Numbers of rows: «1–3, 6»."""

    default_error_messages = {"invalid": _("Write numbers: 1–3, 6.")}

    def to_python(self, value: Any) -> list[int]:
        """Return the numbers; raises ``ValidationError`` for anything else."""
        try:
            return numbers_of(super().to_python(value))
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None

    def prepare_value(self, value: Any) -> Any:
        """Show numbers as papers do."""
        return words.numbers(value) if isinstance(value, list) else value


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
        """Keep one kind of line break; refuse texts beyond the limit that somebody can mend."""
        cleaned = super().clean() or self.cleaned_data
        shown = {n: v for n, v in cleaned.items() if not self.fields[n].widget.is_hidden}
        tidy_texts(self, shown)
        return {**cleaned, **shown}
