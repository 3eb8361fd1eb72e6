"""Fields that the journal's forms share: days, words, one thing a line."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

#: How a day may be written; a browser's date field sends the second form.
DAY_FORMATS = ["%d.%m.%Y", "%Y-%m-%d", "%d.%m.%y"]


def day(label: Any, **kwargs: Any) -> forms.DateField:
    """Return a field for a day, with the browser's own calendar."""
    return forms.DateField(
        label=label,
        input_formats=DAY_FORMATS,
        widget=forms.DateInput(
            format="%Y-%m-%d", attrs={"type": "date", "class": "input input--date"}
        ),
        error_messages={"invalid": _("Write the date as 01.09.2025.")},
        **kwargs,
    )


def words(label: Any, *, longest: int, rows: int = 3, **kwargs: Any) -> forms.CharField:
    """Return a field for several lines of text."""
    return forms.CharField(
        label=label,
        max_length=longest,
        widget=forms.Textarea(attrs={"class": "textarea", "rows": rows}),
        **kwargs,
    )


def line(label: Any, *, longest: int, **kwargs: Any) -> forms.CharField:
    """Return a field for one line of text."""
    return forms.CharField(
        label=label,
        max_length=longest,
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off"}),
        **kwargs,
    )


class LinesField(forms.CharField):
    """Several short texts, one a line; gives and takes a list."""

    widget = forms.Textarea(attrs={"class": "textarea", "rows": 4})

    def __init__(self, *args: Any, longest: int = 300, most: int = 30, **kwargs: Any) -> None:
        self.longest, self.most = longest, most
        super().__init__(*args, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Return the lines as the text that is edited."""
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        """Return the lines that hold something; raises ``ValidationError``."""
        text = super().clean(value)
        found = [" ".join(row.split()) for row in text.splitlines() if row.strip()]
        if len(found) > self.most:
            raise forms.ValidationError(_("At most %(most)d lines.") % {"most": self.most})
        if any(len(row) > self.longest for row in found):
            raise forms.ValidationError(
                _("A line has at most %(longest)d characters.") % {"longest": self.longest}
            )
        return found


class MoneyField(forms.DecimalField):
    """A sum as people write it: «5 000,50»."""

    widget = forms.TextInput(
        attrs={"class": "input input--short", "inputmode": "decimal", "autocomplete": "off"}
    )

    def to_python(self, value: Any) -> Any:
        """Return the sum; spaces between thousands and a decimal comma are welcome."""
        if isinstance(value, str):
            value = "".join(value.split()).replace(",", ".").removesuffix("₽").removesuffix("р.")
        return super().to_python(value)


def choice(label: Any, choices: Any, **kwargs: Any) -> forms.ChoiceField:
    """Return a field for one thing of a list."""
    return forms.ChoiceField(
        label=label,
        choices=choices,
        widget=forms.Select(attrs={"class": "select"}),
        **kwargs,
    )


def number(label: Any, *, most: int, **kwargs: Any) -> forms.IntegerField:
    """Return a field for a number from 1."""
    return forms.IntegerField(
        label=label,
        min_value=1,
        max_value=most,
        required=False,
        widget=forms.NumberInput(attrs={"class": "input input--short", "inputmode": "numeric"}),
        **kwargs,
    )
