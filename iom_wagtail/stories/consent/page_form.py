"""The form of a story or a celebration: a draft is saved whatever it shows; what goes out is asked.

What is missing is said at each field before anything is sent; ``ConsentedPage.save`` is the wall
behind it. Imports no models: the page answers what it shows, and whom it may.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.fields import StreamField

from iom_wagtail.stories import rules
from iom_wagtail.stories.consent import words
from iom_wagtail.stories.texts import texts_of

#: Buttons after which the text goes on its way to everybody.
GOING_OUT = ("action-publish", "action-submit", "action-restart-workflow")


class ConsentedPageForm(WagtailAdminPageForm):
    """Scopes people to the page's school; asks for consents when the page is to go out."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.missing: list[rules.Missing] = []
        self.named: list[rules.Named] = []
        if "people" in self.formsets:
            formset = self.formsets["people"]
            formset.form = _narrowed(formset.form, self._narrow())

    def _narrow(self) -> Callable[[Any], None]:
        """Return what lets a row choose people of the page's school only."""
        staff, others = self.instance.choosable(self.parent_page)
        choices: list[tuple[Any, str]] = []

        def narrow(form: Any) -> None:
            if field := form.fields.get("person"):
                field.queryset = staff
                field.error_messages["invalid_choice"] = _(
                    "This person is not on this school's staff."
                )
            if field := form.fields.get("consent"):
                if not choices:  # asked once for all rows
                    known = [(one.pk, f"{one.subject_name} ({one})") for one in others]
                    choices.extend([("", "—"), *known])
                field.queryset = others
                field.widget.choices = choices

        return narrow

    @property
    def goes_out(self) -> bool:
        """Whether what was pressed sends the text on its way; returning it and saving don't."""
        if self.is_deferred_validation or not self.is_bound:
            return False
        if any(self.data.get(button) for button in GOING_OUT):
            return True
        decided = self.data.get("workflow-action-name", "reject")
        return bool(self.data.get("action-workflow-action")) and decided != "reject"

    def is_valid(self) -> bool:
        """Ask for consents once all else is in order, and say at each field what is missing."""
        valid = super().is_valid()
        if valid and self.goes_out and not self.missing and not self.named:
            self._ask()
            valid = not self.missing and not self.named
        return valid and not self.missing and not self.named

    def _ask(self) -> None:
        page, forms = self.instance, self._typed()
        rows = {name: [form.instance for form in typed] for name, typed in forms.items()}
        people = page.shown_people(rows.get("people"))
        self.missing = rules.missing(people, page.consents(people), page.goes_live_on())
        self.named = rules.named(people, texts_of(page, rows))
        by_person = dict(zip((id(one) for one in people), forms.get("people", ()), strict=False))
        told: dict[str, list[str]] = defaultdict(list)
        for one in self.missing:
            form, name = by_person.get(id(one.shown)), words.ROW_FIELDS.get(one.field, "shown_name")
            if form is not None and name in form.fields:
                form.add_error(name, words.lacks(one))
            else:
                told[""].append(words.lacks(one))
        for place in self.named:
            told[place.field if place.field in self.fields else ""].append(words.tells(place))
        for name, sentences in told.items():
            # Wagtail shows one message above a text of blocks.
            whole = name and isinstance(page._meta.get_field(name), StreamField)
            for sentence in [" ".join(sentences)] if whole else sentences:
                self.add_error(name or None, sentence)
        if self.missing or self.named:
            self.add_error(None, _("Not everybody allowed what is shown here. Nothing was sent."))

    def _typed(self) -> dict[str, list[Any]]:
        """Return the forms of the rows that stay, by their relation."""
        return {
            name: [
                form
                for form in formset.forms
                if form not in formset.deleted_forms
                and (form.instance.pk is not None or form.has_changed())
            ]
            for name, formset in self.formsets.items()
        }


def _narrowed(form_class: type, narrow: Callable[[Any], None]) -> type:
    """Return a class of forms that are narrowed when they are made, the empty one too."""

    class NarrowedForm(form_class):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            narrow(self)

    return NarrowedForm
