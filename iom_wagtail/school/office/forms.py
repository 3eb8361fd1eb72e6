"""Forms of the school room. They import no models: models and querysets are handed in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from iom_wagtail.files.exceptions import FileRefused
from iom_wagtail.files.sheets.reading import ACCEPT
from iom_wagtail.school import list_text, staff_file, written_names
from iom_wagtail.school.day_input import DayInput
from iom_wagtail.school.widgets import StaffField, StaffListField

if TYPE_CHECKING:
    from django.core.exceptions import ValidationError
    from django.db.models import Model, QuerySet

DAY_FORMATS = ["%d.%m.%Y", "%Y-%m-%d", "%d.%m.%y"]

SCHOOL_GROUPS = {
    "names": ("short_name", "full_name", "place"),
    "regulation": (
        "regulation_title",
        "adoption_protocol",
        "adopted_on",
        "approved_by",
        "approved_on",
    ),
    "steps": (
        "step_mentor",
        "step_deputy",
        "step_acquaint",
        "assessments_together",
        "warn_lone_assessment",
    ),
    "print": ("print_clause_numbers", "print_grif"),
    "site": ("director_approves_stories",),
}

STAFF_FIELDS = (
    "surname",
    "given_name",
    "patronymic",
    "position",
    "subject",
    "category",
    "education",
    "outside",
    "organisation",
)


class Taking:
    """Lets errors of an action land at the fields they name."""

    def take(self, error: ValidationError) -> None:
        """Show the messages of a refused act; one without a field of ours stands on top."""
        if not hasattr(error, "error_dict"):
            self.add_error(None, error)
            return
        for name, messages in error.error_dict.items():
            self.add_error(name if name in self.fields else None, messages)


class Grouped:
    """Gives templates the fields of a group."""

    def group(self, name: str) -> list[forms.BoundField]:
        """Return the fields of one group, as ``SCHOOL_GROUPS`` has them."""
        return [self[field] for field in SCHOOL_GROUPS[name] if field in self.fields]

    @property
    def names(self) -> list[forms.BoundField]:
        """Names and place."""
        return self.group("names")

    @property
    def regulation(self) -> list[forms.BoundField]:
        """The regulation's title, adoption and approval."""
        return self.group("regulation")

    @property
    def steps(self) -> list[forms.BoundField]:
        """Steps of approval."""
        return self.group("steps")

    @property
    def printing(self) -> list[forms.BoundField]:
        """Print options."""
        return self.group("print")

    @property
    def publishing(self) -> list[forms.BoundField]:
        """Who has a say in what the site tells."""
        return self.group("site")


class RecordForm(Taking, Grouped, forms.ModelForm):
    """A form over a record; saving is the action's matter, never the form's."""

    def save(self, commit: bool = True) -> Any:
        """Refuse: the action checks, changes and logs."""
        raise NotImplementedError

    def _post_clean(self) -> None:
        """Leave the record alone and let the action check it: a refused form changes nothing."""


def _day_field(field: Any, **kwargs: Any) -> forms.Field:
    """Return the form field of a model's field; a day may be written in several ways."""
    made = field.formfield(**kwargs)
    if isinstance(made, forms.DateField):
        made.input_formats = DAY_FORMATS
        made.widget = DayInput(attrs={"placeholder": _("dd.mm.yyyy")})
        made.error_messages["invalid"] = _("Write the date as 01.09.2025.")
    return made


def school_form(model: type[Model], *groups: str) -> type[RecordForm]:
    """Return the form of a school's record with the given groups of fields."""
    return forms.modelform_factory(
        model,
        form=RecordForm,
        fields=[name for group in groups for name in SCHOOL_GROUPS[group]],
        formfield_callback=_day_field,
        labels={
            "short_name": _("Short name"),
            "full_name": _("Full name"),
        },
        help_texts={
            "short_name": _("As people say it, for example: MBOU Secondary School № 7."),
            "full_name": _("As on the seal and on printed forms."),
            "place": _("As on printed forms, for example: village of Zarechnoye."),
        },
        widgets={"full_name": forms.Textarea(attrs={"rows": 2})},
    )


def staff_form(model: type[Model]) -> type[RecordForm]:
    """Return the form of a person's record."""
    return forms.modelform_factory(
        model, form=RecordForm, fields=STAFF_FIELDS, formfield_callback=_day_field
    )


class NameField(forms.CharField):
    """A whole name in one field: «Лебедева Анна Игоревна» → its three parts."""

    def clean(self, value: Any) -> dict[str, str]:
        """Return surname, given name, patronymic; {} for nothing."""
        text = super().clean(value)
        if not text:
            return {}
        parts = written_names.split(text)
        if complaint := written_names.complaint(**parts):
            raise forms.ValidationError(complaint)
        return parts


class LeadersForm(Taking, forms.Form):
    """Director and deputy, by name and position."""

    director = NameField(
        label=_("Director: surname, given name, patronymic"),
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    director_position = forms.CharField(label=_("Position of the director"), max_length=200)
    deputy = NameField(
        label=_("Deputy director: surname, given name, patronymic"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("The deputy opens routes. Without a deputy, the director does."),
    )
    deputy_position = forms.CharField(
        label=_("Position of the deputy"), max_length=200, required=False
    )
    me = forms.ChoiceField(
        label=_("Which of them are you?"),
        required=False,
        widget=forms.RadioSelect,
        choices=[
            ("", _("Neither of them")),
            ("director", _("I am the director")),
            ("deputy", _("I am the deputy")),
        ],
        help_text=_("Your present account then becomes that person's."),
    )

    def __init__(self, *args: Any, ask_me: bool, positions: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, initial=positions, **kwargs)
        if not ask_me:
            del self.fields["me"]

    def clean(self) -> dict[str, Any]:
        """Ask for the name of the deputy whom the reader claims to be."""
        data = super().clean()
        if data.get("me") == "deputy" and not data.get("deputy"):
            self.add_error("deputy", _("Write your name."))
        return data


class StaffListForm(forms.Form):
    """A staff list, pasted or as a file; the file's text lands in the field, so nothing is lost."""

    text = forms.CharField(
        label=_("Staff list"),
        required=False,
        strip=False,
        widget=forms.Textarea(
            attrs={
                "rows": 10,
                "spellcheck": "false",
                "class": "iom-list-text",
                "autocomplete": "off",
            }
        ),
        help_text=_(
            "One person a row: name, position, subject, e-mail. Copy the cells from a spreadsheet, "
            "or separate them with semicolons."
        ),
    )
    file = forms.FileField(
        label=_("Or a file: Excel or CSV"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
    )

    def clean(self) -> dict[str, Any]:
        """Return the text, from the file when there is one."""
        data = super().clean()
        upload = data.get("file")
        if upload is not None:
            try:
                data["text"] = staff_file.text_in(upload)
            except FileRefused as error:
                self.add_error("file", error)
        elif not data.get("text", "").strip():
            self.add_error("text", _("Paste the list, or choose a file."))
        elif len(data["text"]) > list_text.MOST_BYTES:
            self.add_error("text", _("The file is too large for a staff list."))
        return data


class OfficesForm(Taking, forms.Form):
    """Who holds the offices of the school; each field is there for whoever gives that office."""

    director = StaffField(queryset=None, label=_("Director"), required=False)
    deputy = StaffField(queryset=None, label=_("Deputy director"), required=False)
    methodists = StaffListField(
        queryset=None,
        label=_("Methodists"),
        required=False,
        help_text=_("Read every route of the school and help where they are asked."),
    )

    def __init__(self, *args: Any, people: QuerySet, offices: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("director", "deputy", "methodists"):
            if name in offices:
                self.fields[name].queryset = people
            else:
                del self.fields[name]
