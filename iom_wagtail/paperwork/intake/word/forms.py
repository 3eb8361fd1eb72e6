"""Forms of the preview: what was understood, to be mended. They import no models."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from iom_wagtail.approval.office_forms import day_field
from iom_wagtail.paperwork.intake.word.limits import DUTY, LENGTHS, ROW_LENGTHS
from iom_wagtail.paperwork.intake.word.names import lazy_name_of as name_of
from iom_wagtail.routes.choices import (
    CheckpointKind,
    DiagnosisMethod,
    DifficultyKind,
    Dominance,
    Place,
    Severity,
)
from iom_wagtail.routes.fields import MAX_TEXT, RouteDateField, tidy_texts
from iom_wagtail.routes.office.forms import RouteForm
from iom_wagtail.routes.rules import year_label
from iom_wagtail.school.widgets import StaffField

if TYPE_CHECKING:
    import datetime as dt

    from django.db.models import QuerySet

#: A blank choice, as the editor shows it.
_NONE = ("", "—")


def _text(name: str, rows: int = 2, length: int = MAX_TEXT) -> forms.CharField:
    return forms.CharField(
        label=name_of(name),
        required=False,
        max_length=length,
        widget=forms.Textarea(attrs={"rows": rows, "maxlength": None}),
    )


def _line(name: str, length: int) -> forms.CharField:
    return forms.CharField(
        label=name_of(name),
        required=False,
        max_length=length,
        widget=forms.TextInput(attrs={"maxlength": None}),
    )


def _day(name: str) -> RouteDateField:
    return RouteDateField(
        label=name_of(name), required=False, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )


class UploadForm(forms.Form):
    """The Word file, and the school year of dates that name none."""

    file = forms.FileField(
        label=_("Word file"),
        widget=forms.FileInput(attrs={"accept": ".docx"}),
        help_text=_(
            "A .docx file. A file of old Word (.doc) is opened in Word and saved as .docx first."
        ),
        error_messages={"required": _("Choose a file."), "empty": _("The file is empty.")},
    )
    year = forms.TypedChoiceField(
        label=_("School year"),
        coerce=int,
        help_text=_("For terms without a year, unless the file names its own."),
    )

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        now = today.year if today.month >= 6 else today.year - 1
        super().__init__(*args, initial={"year": now}, **kwargs)
        years = range(now + 1, now - 6, -1)
        self.fields["year"].choices = [(year, year_label(year)) for year in years]


class Mended(forms.Form):
    """What all forms of the preview share."""

    def clean(self) -> dict[str, Any]:
        """Keep one kind of line break; refuse texts beyond the limit."""
        cleaned = super().clean() or self.cleaned_data
        tidy_texts(self, cleaned)
        return cleaned


class PreviewForm(Mended, RouteForm):
    """What opening needs, and the page's own fields."""

    teacher = StaffField(queryset=None, label=name_of("teacher"))
    mentor = StaffField(queryset=None, label=name_of("mentor"))
    start_on = day_field(_("Period from"))
    end_on = day_field(_("Period to"))
    decision_date = day_field(_("Date of the decision"))
    decision_basis = _line("decision_basis", 300)

    goal = _text("goal")
    dominance = forms.ChoiceField(
        label=name_of("dominance"), required=False, choices=[_NONE, *Dominance.choices]
    )
    place = forms.ChoiceField(
        label=name_of("place"), required=False, choices=[_NONE, *Place.choices]
    )
    place_note = _line("place_note", LENGTHS["place_note"])
    achievements = _text("achievements")
    requests = _text("requests")
    strengths = _text("strengths")
    weaknesses = _text("weaknesses")
    self_education_topic = _line("self_education_topic", LENGTHS["self_education_topic"])
    mentor_consent = forms.BooleanField(label=name_of("mentor_consent"), required=False)
    mentor_consent_on = _day("mentor_consent_on")
    mentor_consent_document = _line("mentor_consent_document", LENGTHS["mentor_consent_document"])
    mentor_order = _line("mentor_order", LENGTHS["mentor_order"])

    subject = _line("subject", LENGTHS["subject"])
    education = _line("education", LENGTHS["education"])
    category = _line("category", LENGTHS["category"])
    total_experience = _line("total_experience", LENGTHS["total_experience"])
    school_experience = _line("school_experience", LENGTHS["school_experience"])
    load_words = _text("load_words")
    load_hours = forms.DecimalField(
        label=name_of("load_hours"),
        required=False,
        max_digits=4,
        decimal_places=1,
        min_value=0,
        localize=True,
    )
    classes = _line("classes", LENGTHS["classes"])
    diagnosed_on = _day("diagnosed_on")
    diagnosed_by = _line("diagnosed_by", LENGTHS["diagnosed_by"])

    import_note = forms.CharField(
        label=name_of("import_note"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "What has no place in a route. It stays with the draft, for those who write it, and is "
            "no part of the approved text."
        ),
    )
    #: Where each piece went, signed: shown again when something has to be mended.
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    opening_fields = ("teacher", "mentor", "start_on", "end_on", "decision_date", "decision_basis")
    card_fields = (
        "subject",
        "education",
        "category",
        "total_experience",
        "school_experience",
        "load_words",
        "load_hours",
        "classes",
    )

    def __init__(self, *args: Any, people: QuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("teacher", "mentor"):
            self.fields[name].queryset = people

    @property
    def page_fields(self) -> list[str]:
        """The names of the page's own fields."""
        own = (*self.opening_fields, "import_note", "seen", "diagnosed_by")
        return [name for name in self.fields if name not in own]

    def _told(self, names: list[str]) -> list[forms.BoundField]:
        """Return the fields in which something stands; the others are filled in the editor."""
        fields = [self[name] for name in names]
        return [field for field in fields if field.value() not in (None, "", False) or field.errors]

    @property
    def passport(self) -> list[forms.BoundField]:
        """The fields of the passport that the file tells something for."""
        others = (*self.card_fields, "diagnosed_on")
        return self._told([name for name in self.page_fields if name not in others])

    @property
    def card(self) -> list[forms.BoundField]:
        """The fields of the card that the file tells something for."""
        return self._told(list(self.card_fields))

    @property
    def diagnosis(self) -> list[forms.BoundField]:
        """The fields of the diagnosis that the file tells something for."""
        return self._told(["diagnosed_on", "diagnosed_by"])


class PersonRow(Mended):
    """Somebody who takes part: as written in the file, chosen on the staff, in what capacity."""

    written = forms.CharField(required=False, max_length=MAX_TEXT, widget=forms.HiddenInput)
    staff = StaffField(queryset=None, label=_("Person"), required=False)
    duty = forms.CharField(label=_("In what capacity"), required=False, max_length=DUTY)

    def __init__(self, *args: Any, everybody: QuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["staff"].queryset = everybody


class ObjectiveRow(Mended):
    """A task."""

    text = _text("objectives")


class TaughtRow(Mended):
    """A programme by class."""

    classes = _line("class", ROW_LENGTHS["taught_programmes"]["classes"])
    programme = _text("programme")
    planning = _text("planning")
    textbook_set = _text("textbook_set")


class DifficultyRow(Mended):
    """A difficulty."""

    text = _text("text")
    kind = forms.ChoiceField(
        label=name_of("kind"), required=False, choices=[_NONE, *DifficultyKind.choices]
    )
    severity = forms.TypedChoiceField(
        label=name_of("severity"),
        required=False,
        choices=[_NONE, *Severity.choices],
        coerce=int,
        empty_value=None,
    )
    methods = forms.MultipleChoiceField(
        label=name_of("methods"),
        required=False,
        choices=DiagnosisMethod.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    method_other = forms.CharField(
        label=_("Other method"),
        required=False,
        max_length=ROW_LENGTHS["difficulties"]["method_other"],
    )


class ItemRow(Mended):
    """An item of the programme."""

    content = _text("content")
    due_from = _day("due_from")
    due_to = _day("due_to")
    due_words = _line("due_words", ROW_LENGTHS["programme_items"]["due_words"])
    activity_accompanied = _text("accompanied")
    activity_accompanying = _text("accompanying")
    activity_joint = _text("joint")
    direction = _line("direction", ROW_LENGTHS["programme_items"]["direction"])
    expected_result = _text("result", rows=1)


class CheckpointRow(Mended):
    """A checkpoint."""

    title = _text("title")
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[_NONE, *CheckpointKind.choices]
    )
    kind_other = _line("kind_other", ROW_LENGTHS["checkpoints"]["kind_other"])
    planned_on = _day("planned_on")
    held_by = _line("held_by", ROW_LENGTHS["checkpoints"]["held_by"])


class RowSet(BaseFormSet):
    """The rows of one table: each may be mended or left out; none is added here."""

    deletion_widget = forms.CheckboxInput

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        """Name the box that leaves a row out."""
        super().add_fields(form, index)
        form.fields["DELETE"].label = _("Leave out")

    @property
    def taken(self) -> list[forms.Form]:
        """The valid rows that are not left out."""
        return [form for form in self.forms if not self._should_delete_form(form)]


#: Relation → the form of its rows; the prefix of the fields is the relation's name.
ROWS: dict[str, type[forms.Form]] = {
    "participants": PersonRow,
    "objectives": ObjectiveRow,
    "taught_programmes": TaughtRow,
    "difficulties": DifficultyRow,
    "programme_items": ItemRow,
    "checkpoints": CheckpointRow,
}


def row_sets(
    data: Any, initial: dict[str, list[dict[str, Any]]], *, everybody: QuerySet, most: int
) -> dict[str, RowSet]:
    """Return the tables of the preview, by relation; bound when there is data."""
    sets = {}
    for relation, form in ROWS.items():
        make = formset_factory(
            form,
            formset=RowSet,
            extra=0,
            can_delete=True,
            max_num=most,
            absolute_max=most + 1,
            validate_max=True,
        )
        kwargs = {"everybody": everybody} if relation == "participants" else {}
        make = partial(make, prefix=relation, form_kwargs=kwargs)
        sets[relation] = make(data) if data is not None else make(initial=initial.get(relation))
        for each in sets[relation].forms:
            # A row of the file is a row, blank or not: nothing is passed over in silence.
            each.empty_permitted = False
    return sets
