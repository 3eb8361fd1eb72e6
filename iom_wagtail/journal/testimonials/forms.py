"""The form of a testimonial. It imports no models."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from iom_wagtail.journal.choices import Circle, Source
from iom_wagtail.journal.fields import choice, day, line, words


class TestimonialForm(forms.Form):
    """From whom, when, what was said, and who reads it (5.3)."""

    source = choice(_("From whom"), Source.choices)
    author_words = line(
        _("Who said it"),
        longest=300,
        required=False,
        help_text=_("For example: parents of class 6 «A». Names of children are better left out."),
    )
    given_on = day(_("Date"))
    text = words(_("Testimonial"), longest=10_000, rows=5)
    circle = forms.ChoiceField(
        label=_("Who reads it"), choices=Circle.choices, widget=forms.RadioSelect
    )
    shown_to_teacher = forms.BooleanField(label=_("The teacher reads it too"), required=False)
