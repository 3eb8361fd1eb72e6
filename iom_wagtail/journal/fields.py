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
