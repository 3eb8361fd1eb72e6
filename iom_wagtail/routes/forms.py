"""The form of a route in the Wagtail admin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from django.apps import apps
from django.db.models import Q

from iom_wagtail.approval.rules import Problem
from iom_wagtail.routes.completeness import problems as find_problems
from iom_wagtail.routes.draft_form import DraftForm
from iom_wagtail.routes.drafts import RELATIONS, draft_of
from iom_wagtail.routes.fields import RouteDateField, StaffListField
from iom_wagtail.routes.row_forms import RowFormSet
from iom_wagtail.routes.tables import TABLES
from iom_wagtail.school.day_input import DayInput

_MARKS = str.maketrans("", "", "\ue000\ue001")


def _date() -> RouteDateField:
    return RouteDateField(required=False, widget=DayInput())


class RoutePageForm(DraftForm):
    """Saves drafts half-empty, names everything missing on submission, loses nothing.

    Every saved value is checked against this route and this school: a stranger's staff key,
    another route's row and an unknown difficulty are refused with a message.
    """

    tables = TABLES
    ruled = RELATIONS
    named_by_model = (
        "start_on",
        "end_on",
        "decision_date",
        "mentor_consent_on",
        "diagnosed_on",
        "diagnosed_by",
    )

    start_on = _date()
    end_on = _date()
    decision_date = _date()
    mentor_consent_on = _date()
    diagnosed_on = _date()
    diagnosed_by = StaffListField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if field := self.fields.get("diagnosed_by"):
            field.allowed = lambda: [key for key, _name, _title in self.people]
            field.widget.choices = [(key, name) for key, name, _title in self.people]
        for relation, formset in self.formsets.items():
            if relation in TABLES:
                formset.referable = self._referable

    def _referable(self, name: str) -> tuple[list[Any], list[Any]]:
        """Return what rows may name in a field, and what is being deleted in this save."""
        if name == "held_by":
            return [key for key, _name, _title in self.people], []
        formset: RowFormSet = self.formsets["difficulties"]
        return formset.uuids(deleted=False), formset.uuids(deleted=True)

    def find_problems(self, rows: Mapping[str, Sequence[Any]]) -> list[Problem]:
        """Ask the rule of completeness."""
        return find_problems(draft_of(self.instance, rows))

    # --- choices --------------------------------------------------------------

    @cached_property
    def people(self) -> list[tuple[int, str, str]]:
        """Whom this route may name: its people, the school's leaders, those named already.

        Key, «Лебедева А. И.», position; only staff of the route's school.
        """
        page = self.instance
        school = page.school
        keys = {row.staff_id for row in page.current_assignments}
        keys |= {school.director_id, school.deputy_id} - {None}
        stored = set(page.diagnosed_by or ())
        if "checkpoints" in self.formsets:
            for row in self.formsets["checkpoints"].current_rows:
                stored.update(row.held_by or ())
        stored = {key for key in stored if isinstance(key, int)}
        staff = apps.get_model("iom_wagtail", "StaffMember")._default_manager
        leads = Q(
            pk__in=school.methodists.through.objects.filter(school=school).values("staffmember")
        )
        rows = staff.filter(Q(pk__in=keys | stored) | leads, school=school)
        return [(row.pk, row.list_name, row.position) for row in rows]

    def cell_choices(self, relation: str) -> dict[str, list[tuple[str, Any, str]]]:
        """Return what is offered in cells whose choices depend on the route."""
        if relation == "checkpoints":
            return {"held_by": [(str(key), name, title) for key, name, title in self.people]}
        if relation == "programme_items":
            return {"difficulties": self._difficulty_choices()}
        return {}

    def _difficulty_choices(self) -> list[tuple[str, Any, str]]:
        formset: RowFormSet = self.formsets["difficulties"]
        if not formset.is_bound:
            pairs = [(str(row.uuid), row.text) for row in formset.current_rows]
        else:
            posted = [form for form in formset.forms if not form["DELETE"].data]
            posted.sort(key=lambda form: int(form["ORDER"].data or 0))
            pairs = [(str(form.row_uuid), form["text"].data or "") for form in posted]
        return [
            (value, number, text.translate(_MARKS))
            for number, (value, text) in enumerate(pairs, start=1)
        ]
