"""The rows of the preview's tables, to be mended or left out. They import no models."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from iom_wagtail.paperwork.intake.word.fields import (
    NONE,
    Mended,
    NumbersField,
    date_field,
    line_field,
    text_field,
    ticks_field,
)
from iom_wagtail.paperwork.intake.word.limits import DUTY, ROW_LENGTHS
from iom_wagtail.paperwork.intake.word.names import lazy_name_of as name_of
from iom_wagtail.routes.choices import (
    CheckpointKind,
    DiagnosisMethod,
    DifficultyKind,
    HelpKind,
    Severity,
)
from iom_wagtail.routes.fields import MAX_TEXT
from iom_wagtail.school import words
from iom_wagtail.school.widgets import StaffField

if TYPE_CHECKING:
    from django.db.models import QuerySet


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

    text = text_field("objectives")
    help_kinds = ticks_field("help_kinds", HelpKind.choices)


class TaughtRow(Mended):
    """A programme by class."""

    classes = line_field("class", ROW_LENGTHS["taught_programmes"]["classes"])
    programme = text_field("programme")
    planning = text_field("planning")
    textbook_set = text_field("textbook_set")


class DifficultyRow(Mended):
    """A difficulty."""

    text = text_field("text")
    kind = forms.ChoiceField(
        label=name_of("kind"), required=False, choices=[NONE, *DifficultyKind.choices]
    )
    severity = forms.TypedChoiceField(
        label=name_of("severity"),
        required=False,
        choices=[NONE, *Severity.choices],
        coerce=int,
        empty_value=None,
    )
    methods = ticks_field("methods", DiagnosisMethod.choices)
    method_other = forms.CharField(
        label=_("Other method"),
        required=False,
        max_length=ROW_LENGTHS["difficulties"]["method_other"],
    )


class ItemRow(Mended):
    """An item of the programme."""

    content = text_field("content")
    due_from = date_field("due_from")
    due_to = date_field("due_to")
    due_words = line_field("due_words", ROW_LENGTHS["programme_items"]["due_words"])
    activity_accompanied = text_field("accompanied")
    activity_accompanying = text_field("accompanying")
    activity_joint = text_field("joint")
    direction = line_field("direction", ROW_LENGTHS["programme_items"]["direction"])
    expected_result = text_field("result", rows=1)
    answers = NumbersField(label=name_of("answers"), required=False)

    @property
    def tells_more(self) -> bool:
        """Whether the file says more than the regulation's columns, or says it wrongly."""
        more = (self[name] for name in ("direction", "expected_result", "answers"))
        return any(field.value() or field.errors for field in more)

    def check_answers(self, most: int) -> bool:
        """Mark numbers beyond those of the difficulties; return whether there are none."""
        beyond = [number for number in self.cleaned_data["answers"] if number > most]
        if beyond:
            message = _("There is no difficulty №\u00a0%(numbers)s.")
            self.add_error("answers", message % {"numbers": words.numbers(beyond)})
        return not beyond


class CheckpointRow(Mended):
    """A checkpoint."""

    title = text_field("title")
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[NONE, *CheckpointKind.choices]
    )
    kind_other = line_field("kind_other", ROW_LENGTHS["checkpoints"]["kind_other"])
    planned_on = date_field("planned_on")
    held_by = line_field("held_by", ROW_LENGTHS["checkpoints"]["held_by"])


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
