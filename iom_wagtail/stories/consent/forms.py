"""Forms of the consent room. They import no models: querysets are handed in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from iom_wagtail.approval.office_forms import day_field
from iom_wagtail.journal.attachments.forms import FilesField
from iom_wagtail.school.office.forms import Taking
from iom_wagtail.school.widgets import StaffField
from iom_wagtail.stories.choices import ConsentField, Withdrawal
from iom_wagtail.stories.consent.rules import STATE_LABELS

if TYPE_CHECKING:
    from django.db.models import QuerySet

WHOSE = (
    ("staff", gettext_lazy("Staff")),
    ("other", gettext_lazy("Others: pupils, parents, guests")),
)
COPY = (
    ("yes", gettext_lazy("There is a signed copy")),
    ("no", gettext_lazy("No signed copy")),
)


class ListForm(forms.Form):
    """What the list is narrowed by."""

    state = forms.ChoiceField(
        label=gettext_lazy("State"),
        required=False,
        choices=[("", pgettext_lazy("consents", "All")), *STATE_LABELS.items()],
    )
    whose = forms.ChoiceField(
        label=gettext_lazy("Whose"),
        required=False,
        choices=[("", pgettext_lazy("people", "All")), *WHOSE],
    )
    copy = forms.ChoiceField(
        label=gettext_lazy("Signed copy"),
        required=False,
        choices=[("", pgettext_lazy("consents", "All")), *COPY],
    )
    q = forms.CharField(label=gettext_lazy("Name"), required=False, max_length=100)


class CopiesForm(forms.Form):
    """Scans or photographs of a signed paper."""

    files = FilesField(
        label=gettext_lazy("A scan or photographs"),
        help_text=gettext_lazy("PDF, JPEG, PNG or HEIC. Only the director and the deputy open it."),
    )


class RecordForm(Taking, CopiesForm):
    """A consent as the signed paper has it; checking is the action's matter."""

    person = StaffField(queryset=None, label=gettext_lazy("Member of staff"), required=False)
    other_name = forms.CharField(
        label=gettext_lazy("Somebody else: surname, given name, patronymic"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy(
            "A pupil, a parent, a guest: everybody who is named or to be recognised."
        ),
    )
    signed_by = forms.CharField(
        label=gettext_lazy("Signed for them by (parent or guardian of a minor)"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    fields_allowed = forms.MultipleChoiceField(
        label=gettext_lazy("What may be published"),
        required=False,
        choices=ConsentField.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("As ticked on the paper. What isn't ticked is not allowed."),
    )
    conditions = forms.CharField(
        label=gettext_lazy("Conditions and prohibitions"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("As on the paper; empty if there are none."),
    )
    signed_on = day_field(gettext_lazy("Signed on"))
    valid_until = day_field(
        gettext_lazy("Valid until, this day included"),
        required=False,
        help_text=gettext_lazy("Empty: until it is withdrawn."),
    )

    field_order = (
        "person",
        "other_name",
        "signed_by",
        "fields_allowed",
        "conditions",
        "signed_on",
        "valid_until",
        "files",
    )

    def __init__(self, *args: Any, people: QuerySet, known: bool = False, **kwargs: Any) -> None:
        """Take whom one may choose; ``known``: it is somebody whose consent is renewed."""
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people
        if known:
            del self.fields["person"], self.fields["other_name"]

    def take(self, error: ValidationError) -> None:
        """Show the messages of a refused act at the fields they name."""
        if hasattr(error, "error_dict") and "fields" in error.error_dict:
            told = dict(error.error_dict)
            told["fields_allowed"] = told.pop("fields")
            error = ValidationError(told)
        super().take(error)


class WithdrawForm(Taking, forms.Form):
    """How a consent came to its end, and on which day the demand came."""

    how = forms.ChoiceField(
        label=gettext_lazy("Why"),
        choices=[
            (Withdrawal.DEMAND, gettext_lazy("The person (or a parent) demands it")),
            (Withdrawal.MISTAKE, gettext_lazy("It was recorded wrongly")),
        ],
        initial=Withdrawal.DEMAND,
        widget=forms.RadioSelect,
    )
    withdrawn_on = day_field(gettext_lazy("The demand came on"))
    anonymise = forms.BooleanField(
        label=gettext_lazy("Prepare drafts of these pages without the name"),
        required=False,
        help_text=gettext_lazy(
            "Names and positions are emptied, pictures taken out. Nothing is published by itself."
        ),
    )

    def __init__(self, *args: Any, offers_drafts: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["withdrawn_on"].initial = timezone.localdate()
        if not offers_drafts:
            del self.fields["anonymise"]


class AnonymiseForm(forms.Form):
    """Whom a draft shall no longer name or show."""

    people = forms.MultipleChoiceField(
        label=gettext_lazy("Who is shown without a name"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Tick at least one person.")},
    )

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].choices = people


def no_files(form: CopiesForm) -> None:
    """Say that at least one file is needed."""
    form.add_error("files", _("Choose at least one file."))
