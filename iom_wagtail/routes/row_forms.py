"""Forms of the tables' rows. Showing a page builds none of them: only a POST does."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import DELETION_FIELD_NAME, BaseFormSet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.forms.models import WagtailAdminModelForm

from iom_wagtail.conf import get_settings
from iom_wagtail.routes.choices import DiagnosisMethod, HelpKind
from iom_wagtail.routes.fields import (
    ChoiceListField,
    RouteDateField,
    StaffListField,
    UuidListField,
    keep_order,
    tidy_texts,
)

_FOREIGN_ROW: Promise = _("This row belongs to another route and can't be changed here.")


def _uuid_or_none(text: Any) -> uuid.UUID | None:
    try:
        return uuid.UUID(str(text))
    except ValueError:
        return None


class RowIdField(forms.Field):
    """The key of the row on this route; a key of another route's row is refused."""

    widget = forms.HiddenInput

    def __init__(self, *, foreign: bool) -> None:
        super().__init__(required=False)
        self.foreign = foreign

    def clean(self, value: Any) -> Any:
        """Return nothing of use: the form already stands on its row."""
        if self.foreign:
            raise ValidationError(_FOREIGN_ROW, code="foreign")
        return None

    def has_changed(self, initial: Any, data: Any) -> bool:
        """The key itself never makes a row changed."""
        return False


class RowForm(WagtailAdminModelForm):
    """A row; it keeps the uuid it was given, so that others go on referring to it."""

    #: Set by the formset before the form is read.
    row_uuid: uuid.UUID | None = None

    def has_changed(self) -> bool:
        """A row that isn't in the database yet counts as changed, even when blank."""
        if self.is_bound and not self.instance.pk and self.row_uuid:
            return True
        return super().has_changed()

    def clean(self) -> dict[str, Any]:
        """Keep one kind of line break; refuse texts beyond the limit, losing nothing typed."""
        cleaned = super().clean() or self.cleaned_data
        tidy_texts(self, cleaned)
        keep_order(self, cleaned)
        return cleaned

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.row_uuid and not self.instance.pk:
            self.instance.uuid = self.row_uuid

    def get_field_updates_for_resave(self) -> list[tuple[str, Any]]:
        """Tell the open page the uuid of a row made by this save (autosave)."""
        updates = super().get_field_updates_for_resave()
        if str(self.instance.uuid) != self.data.get(self.add_prefix("uuid")):
            updates.append((self.add_prefix("uuid"), str(self.instance.uuid)))
        return updates


class ObjectiveForm(RowForm):
    """A task (1.2, 2.2)."""

    help_kinds = ChoiceListField(choices=HelpKind)


class TaughtProgrammeForm(RowForm):
    """A taught programme (5.2)."""


class DifficultyForm(RowForm):
    """A difficulty (4.1, 4.2)."""

    methods = ChoiceListField(choices=DiagnosisMethod)


class ProgrammeItemForm(RowForm):
    """A programme item (5.1)."""

    due_from = RouteDateField(required=False)
    due_to = RouteDateField(required=False)
    difficulties = UuidListField()


class CheckpointForm(RowForm):
    """A planned checkpoint (3.1)."""

    planned_on = RouteDateField(required=False)
    held_by = StaffListField()


ROW_FORMS: dict[str, type[RowForm]] = {
    "objectives": ObjectiveForm,
    "taught_programmes": TaughtProgrammeForm,
    "difficulties": DifficultyForm,
    "programme_items": ProgrammeItemForm,
    "checkpoints": CheckpointForm,
}


class RowFormSet(BaseChildFormSet):
    """The rows of one table under Wagtail's ordinary names and prefixes.

    Reading a page asks for rows (``current_rows``) and never builds their forms.
    """

    #: What rows may name in a field, and what is being deleted; the page's form answers.
    referable: Callable[[str], tuple[list[Any], list[Any]]] | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.max_num = get_settings().max_rows
        self.absolute_max = self.max_num + 500
        self.error_messages["too_many_forms"] = _(
            "The table holds more than %(most)d rows. Delete some of them, or divide the route."
        ) % {"most": self.max_num}

    @cached_property
    def current_rows(self) -> list[Any]:
        """The page's rows as they stand, in their order."""
        return list(self.get_queryset())

    @property
    def media(self) -> forms.Media:
        """No row needs files of its own."""
        return forms.Media()

    def is_multipart(self) -> bool:
        """No row holds a file."""
        return False

    # --- identity of rows -----------------------------------------------------

    @cached_property
    def _known(self) -> dict[Any, Any]:
        return {row.pk: row for row in self.current_rows if row.pk is not None}

    def _posted(self, index: int, name: str) -> str:
        return self.data.get(f"{self.add_prefix(index)}-{name}") or ""

    def _posted_key(self, index: int) -> int | None:
        text = self._posted(index, "id")
        return int(text) if text.isdecimal() else None

    @cached_property
    def _foreign_keys(self) -> set[int]:
        """Posted keys that are rows of other routes; a row deleted meanwhile is not one."""
        posted = {self._posted_key(index) for index in range(self.total_form_count())}
        unknown = posted - set(self._known) - {None}
        if not unknown:
            return set()
        rows = self.model._default_manager.filter(pk__in=unknown)
        return set(rows.exclude(**{self.fk.name: self.instance.pk}).values_list("pk", flat=True))

    @cached_property
    def _named_rows(self) -> dict[int, Any]:
        """The rows the posted ones stand for, by index: named by key, else by uuid.

        A form opened before a row had a key (another tab, the back button, another person's
        save) names it by uuid; without this it would be made a second time.
        """
        count = range(self.total_form_count())
        named = {i: self._known[key] for i in count if (key := self._posted_key(i)) in self._known}
        free = {row.uuid: row for row in self.current_rows}
        for row in named.values():
            free.pop(row.uuid, None)
        for i in count:
            if i not in named:
                value = _uuid_or_none(self._posted(i, "uuid") or self._drawn_as(i))
                if row := free.pop(value, None):
                    named[i] = row
        return named

    @cached_property
    def row_uuids(self) -> list[uuid.UUID]:
        """The uuid of every posted row, by index.

        A saved row keeps its own whatever was posted. A new one keeps the posted uuid unless
        that is no uuid, stands in the table already, or belongs to another route's row.
        """
        count = self.total_form_count()
        saved = {index: row.uuid for index, row in self._named_rows.items()}
        posted = {
            index: _uuid_or_none(self._posted(index, "uuid"))
            for index in range(count)
            if index not in saved
        }
        taken = set(saved.values()) | self._uuids_elsewhere({u for u in posted.values() if u})
        for index, value in posted.items():
            if value is None or value in taken:
                posted[index] = value = uuid.uuid4()
            taken.add(value)
        return [saved[index] if index in saved else posted[index] for index in range(count)]

    def _drawn_as(self, index: int) -> uuid.UUID | None:
        """Return the uuid of the draft's row a brief row without key was drawn from.

        A long table holds no uuid in its rows; its script adds them, but need not have run.
        """
        drawn = self.initial_form_count()
        if self._posted(index, "id") or index >= drawn or drawn != len(self.current_rows):
            return None
        row = self.current_rows[index]
        return row.uuid if row.pk is None else None

    def _uuids_elsewhere(self, values: set[uuid.UUID]) -> set[uuid.UUID]:
        own = {row.uuid for row in self.current_rows}
        values = values - own
        if not values:
            return set()
        rows = self.model._default_manager.filter(uuid__in=values)
        return set(rows.exclude(**{self.fk.name: self.instance.pk}).values_list("uuid", flat=True))

    def uuids(self, *, deleted: bool) -> list[str]:
        """Return the uuids of the posted rows that stay, or of those deleted by this save."""
        return [
            str(value)
            for index, value in enumerate(self.row_uuids)
            if bool(self._posted(index, DELETION_FIELD_NAME)) == deleted
        ]

    @cached_property
    def _referring(self) -> list[str]:
        kinds = (StaffListField, UuidListField)
        return [n for n, f in self.form.base_fields.items() if isinstance(f, kinds)]

    @cached_property
    def _references(self) -> dict[str, tuple[list[Any], list[Any]]]:
        return {name: self.referable(name) for name in self._referring} if self.referable else {}

    def save(self, commit: bool = True) -> list[Any]:
        """Save the rows; also delete one that got its key after the form was opened."""
        late = [
            form.instance
            for form in self.extra_forms
            if form.instance.pk and self._should_delete_form(form)
        ]
        getattr(self.instance, self.rel_name).remove(*late)
        return super().save(commit=commit)

    # --- forms (POST only) ----------------------------------------------------

    def _construct_form(self, i: int, **kwargs: Any) -> RowForm:
        """Build one row's form on the row it names, or on a new row.

        Replaces Django's, which looks rows up one by one and asks the database for keys.
        """
        row = self._named_rows.get(i) if self.is_bound else None
        kwargs["instance"] = row or self.model(**{self.fk.name: self.instance})
        form = BaseFormSet._construct_form(self, i, **kwargs)
        form.empty_permitted = False
        for name in self._referring:
            field = form.fields[name]
            field.allowed = lambda name=name: self._references[name][0]
            field.forgotten = lambda name=name: self._references[name][1]
        if self.is_bound:
            form.row_uuid = self.row_uuids[i]
        return form

    def add_fields(self, form: RowForm, index: int | None) -> None:
        """Add key, ORDER and DELETE; the key is checked against other routes' rows."""
        BaseFormSet.add_fields(self, form, index)
        foreign = (
            self.is_bound and index is not None and self._posted_key(index) in self._foreign_keys
        )
        form.fields[self.model._meta.pk.name] = RowIdField(foreign=foreign)
