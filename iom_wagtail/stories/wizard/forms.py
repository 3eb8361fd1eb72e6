"""The one screen of the wizard."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from iom_wagtail.stories.wizard.rules import detail_of
from iom_wagtail.stories.wizard.sources import Sources

#: As long as a quote may be (``blocks.QuoteBlock``).
LONGEST_QUOTE = 1000


class StoryForm(forms.Form):
    """Title, lead, text; which achievements, which words, whose names."""

    title = forms.CharField(
        label=pgettext_lazy("story", "Title"),
        max_length=200,
        help_text=_("For example: From “quiet, please” to a diploma."),
    )
    lead = forms.CharField(
        label=_("In one or two sentences"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    text = forms.CharField(
        label=_("What happened"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("In your own words. A new line begins a new paragraph. No names of children."),
    )
    won = forms.MultipleChoiceField(
        label=_("Which achievements does the story name?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    named = forms.BooleanField(label=_("the teacher by name"), required=False, initial=True)
    mentor_named = forms.BooleanField(label=_("the mentor by name"), required=False, initial=True)

    def __init__(self, *args: Any, sources: Sources, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sources = sources
        self.fields["won"].choices = [
            (one.key, f"{one.title} ({detail_of(one)})") for one in sources.won
        ]
        if not sources.won:
            del self.fields["won"]
        if sources.mentor is None:
            del self.fields["mentor_named"]
        for said in sources.said:
            self.fields[self._tick(said.key)] = forms.BooleanField(
                label=_("take these words"), required=False
            )
            self.fields[self._words(said.key)] = forms.CharField(
                label=_("words, shortened as you like"),
                required=False,
                max_length=LONGEST_QUOTE,
                initial=said.text[:LONGEST_QUOTE],
                widget=forms.Textarea(attrs={"rows": 3}),
            )

    @staticmethod
    def _tick(key: str) -> str:
        return f"take_{key}"

    @staticmethod
    def _words(key: str) -> str:
        return f"words_{key}"

    @property
    def quotes(self) -> list[dict[str, Any]]:
        """The words that may be taken, each with its two fields."""
        return [
            {"said": said, "tick": self[self._tick(said.key)], "words": self[self._words(said.key)]}
            for said in self.sources.said
        ]

    def picked(self) -> dict[str, Any]:
        """Return the values for ``actions.begin_story``; the form is valid."""
        data = self.cleaned_data
        return {
            "title": data["title"],
            "lead": data["lead"],
            "text": data["text"],
            "won": [one for one in self.sources.won if one.key in data.get("won", ())],
            "quotes": [
                data[self._words(said.key)]
                for said in self.sources.said
                if data[self._tick(said.key)]
            ],
            "named": data["named"],
            "mentor_named": data.get("mentor_named", False),
        }
