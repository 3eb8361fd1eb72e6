"""Forms of public pages in the office: whose people may be chosen, what has to be said."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm

from iom_wagtail.stories.consent.page_form import ConsentedPageForm
from iom_wagtail.stories.letters import one_line
from iom_wagtail.stories.years import FIRST, school_year_of, year_words

#: So many school years are offered, the coming one first.
YEARS_OFFERED = 16
MOST_SUGGESTIONS = 60


class SuggestedInput(forms.TextInput):
    """A line of text that offers what stands elsewhere already."""

    template_name = "iom_wagtail/stories/editor/suggested.html"
    suggestions: tuple[str, ...] = ()

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add the list and its id."""
        context = super().get_context(name, value, attrs)
        list_id = f"{context['widget']['attrs'].get('id', name)}-list"
        context["widget"]["attrs"]["list"] = list_id
        return {**context, "list_id": list_id, "suggestions": self.suggestions}


class PersonForm(WagtailAdminModelForm):
    """One person of a page."""

    def clean(self) -> dict[str, Any]:
        """Refuse a row that is two people's. One that is nobody's may stay in a draft."""
        cleaned = super().clean() or self.cleaned_data
        person, consent = cleaned.get("person"), cleaned.get("consent")
        if person and consent:
            self.add_error("consent", _("Choose one: somebody of the staff, or somebody else."))
        return cleaned


class PublicPageForm(ConsentedPageForm):
    """A page about people: it asks for words beside its picture."""

    def clean(self) -> dict[str, Any]:
        """Ask what the picture shows, unless a draft is saved."""
        cleaned = super().clean() or self.cleaned_data
        silent = cleaned.get("cover") and not (cleaned.get("cover_alt") or "").strip()
        if silent and not self.is_deferred_validation and "cover_alt" not in self.errors:
            self.add_error(
                "cover_alt", _("Say what the picture shows, for those who don't see it.")
            )
        return cleaned


class StoryForm(PublicPageForm):
    """A story."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "year_start" in self.fields:
            self.fields["year_start"] = self._years(self.fields["year_start"])
        if isinstance(getattr(self.fields.get("subject"), "widget", None), SuggestedInput):
            self.fields["subject"].widget.suggestions = self._subjects

    def _years(self, field: forms.Field) -> forms.TypedChoiceField:
        """Return the school years to choose from; the one that stands there is among them."""
        latest = school_year_of(timezone.localdate()) + 1
        years = set(range(max(FIRST, latest - YEARS_OFFERED + 1), latest + 1))
        if self.instance.year_start:
            years.add(self.instance.year_start)
        return forms.TypedChoiceField(
            label=field.label,
            help_text=field.help_text,
            required=False,
            coerce=int,
            empty_value=None,
            choices=[
                ("", "—"),
                *((year, year_words(year)) for year in sorted(years, reverse=True)),
            ],
        )

    @cached_property
    def _subjects(self) -> tuple[str, ...]:
        rows = type(self.instance)._default_manager.exclude(subject="").order_by("subject")
        return tuple(rows.values_list("subject", flat=True).distinct()[:MOST_SUGGESTIONS])

    def clean_subject(self) -> str:
        """Return the subject as it is written elsewhere: lists sort by it."""
        given = one_line(self.cleaned_data["subject"])
        for known in self._subjects:
            if known.lower() == given.lower():
                return known
        return given[:1].upper() + given[1:]


class CelebrationForm(PublicPageForm):
    """A celebration."""

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the beginning, also in a draft: no calendar understands it."""
        cleaned = super().clean() or self.cleaned_data
        begins, ends = cleaned.get("begins_at"), cleaned.get("ends_at")
        if begins and ends and ends <= begins:
            raise ValidationError({"ends_at": _("It ends before it begins.")})
        return cleaned
