"""Forms of the journal. They import no models."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from iom_wagtail.files.kinds import ACCEPT
from iom_wagtail.journal.attachments.rules import LONGEST_TITLE, attachment_problem
from iom_wagtail.journal.choices import KINDS_IN_SHORT, Moment

if TYPE_CHECKING:
    import datetime as dt

    from django.core.files.uploadedfile import UploadedFile


class FilesInput(forms.ClearableFileInput):
    """A chooser of several files; a telephone offers its camera too."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once; what each of them is, the files room says."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """Return the chosen files as they came."""
        given = data if isinstance(data, list | tuple) else [data]
        if not [file for file in given if file]:
            super().clean(None, initial)
        return [file for file in given if file]


class AttachForm(forms.Form):
    """Attaching material to the card (5.3): what it is, and its files."""

    kind = forms.ChoiceField(
        label=_("What it is"),
        choices=KINDS_IN_SHORT,
        widget=forms.Select(attrs={"class": "select"}),
    )
    moment = forms.ChoiceField(
        choices=[("", ""), *Moment.choices], required=False, label=_("Moment")
    )
    files = FilesField(
        label=_("Files"),
        widget=FilesInput(attrs={"class": "input", "accept": f"image/*,{ACCEPT}"}),
        error_messages={"required": _("Choose at least one file.")},
    )
    title = forms.CharField(
        label=_("Title of the material"),
        required=False,
        max_length=LONGEST_TITLE,
        help_text=_("May stay empty: then the name of the file is the title."),
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off"}),
    )
    dated_on = forms.DateField(
        label=_("Date of the material"),
        widget=forms.DateInput(
            format="%Y-%m-%d", attrs={"type": "date", "class": "input input--date"}
        ),
        error_messages={"invalid": _("There is no such date.")},
    )
    by_whom = forms.CharField(
        label=_("By whom"),
        required=False,
        max_length=150,
        help_text=_("Who compared or surveyed; for example: the mentor, the psychologist."),
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off"}),
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"class": "textarea", "rows": 3}),
    )

    def clean_dated_on(self) -> dt.date:
        """Refuse a day to come by the rule of the room."""
        day = self.cleaned_data["dated_on"]
        problems = attachment_problem(dated_on=day, today=timezone.localdate(), known=False)
        if "dated_on" in problems:
            raise forms.ValidationError(problems["dated_on"])
        return day

    def refuse(self, shown_name: str, error: forms.ValidationError) -> None:
        """Say at the chooser why a file was not taken, naming the file."""
        for message in error.messages:
            self.add_error("files", f"«{shown_name}»: {message}")
