"""The one screen of the wizard."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from iom_wagtail.journal.fields import line, words
from iom_wagtail.stories.wizard.parts import Sources
from iom_wagtail.stories.wizard.rules import detail_of

#: As long as a quote may be (``blocks.QuoteBlock``).
LONGEST_QUOTE = 1000


class StoryForm(forms.Form):
    """Title, lead, text; which achievements, which words, whose names."""

    title = line(
        pgettext_lazy("story", "Title"),
        longest=200,
        help_text=_("For example: From “quiet, please” to a diploma."),
    )
    lead = words(_("In one or two sentences"), longest=500, rows=2, required=False)
    text = words(
        pgettext_lazy("story", "What happened"),
        longest=20_000,
        rows=8,
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
            (one.key, f"{capfirst(one.title)} ({detail_of(one)})") for one in sources.won
        ]
        if not sources.won:
            del self.fields["won"]
        if sources.mentor is None:
            del self.fields["mentor_named"]
        for said in sources.said:
            self.fields[self._tick(said.key)] = forms.BooleanField(
                label=_("take these words"), required=False
            )
            self.fields[self._words(said.key)] = words(
                _("words, shortened as you like"),
                longest=LONGEST_QUOTE,
                required=False,
                initial=said.text[:LONGEST_QUOTE],
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
