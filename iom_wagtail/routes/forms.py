"""The form of a route in the Wagtail admin."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django import forms
from django.apps import apps
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.forms import WagtailAdminPageForm

from iom_wagtail.approval.rules import Problem
from iom_wagtail.conf import get_settings
from iom_wagtail.routes.completeness import problems as find_problems
from iom_wagtail.routes.drafts import RELATIONS, draft_of
from iom_wagtail.routes.fields import RouteDateField, StaffListField, keep_order, tidy_texts
from iom_wagtail.routes.row_forms import RowFormSet
from iom_wagtail.routes.row_moves import rewrite
from iom_wagtail.routes.stale import Conflict, find_conflict
from iom_wagtail.routes.tables import TABLES
from iom_wagtail.school.day_input import DayInput

DATES = ("start_on", "end_on", "decision_date", "mentor_consent_on", "diagnosed_on")

_MARKS = str.maketrans("", "", "\ue000\ue001")


def _date() -> RouteDateField:
    return RouteDateField(required=False, widget=DayInput())


def _key(text: Any) -> int | None:
    return int(text) if str(text or "").isdecimal() else None


class RoutePageForm(WagtailAdminPageForm):
    """Saves drafts half-empty, names everything missing on submission, loses nothing.

    Every saved value is checked against this route and this school: a stranger's staff key,
    another route's row and an unknown difficulty are refused with a message.
    """

    start_on = _date()
    end_on = _date()
    decision_date = _date()
    mentor_consent_on = _date()
    diagnosed_on = _date()
    diagnosed_by = StaffListField()
    based_on_revision = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        #: The row to come back to after a button without JavaScript; see ``row_moves.py``.
        self.target_row = ""
        self.conflict: Conflict | None = None
        self.problems: list[Problem] = []
        self._ordered: dict[str, list[Any]] = {}
        if data is not None and hasattr(data, "copy"):
            most = get_settings().max_rows + 500
            data, self.target_row = rewrite(data, TABLES, most)
        super().__init__(data, *args, **kwargs)
        for name in {"diagnosed_by", *DATES} & set(self.fields):
            self.fields[name].label = capfirst(self._meta.model._meta.get_field(name).verbose_name)
        for field in self.fields.values():
            # The browser would cut a pasted text short without a word; ``clean`` says how long.
            field.widget.attrs.pop("maxlength", None)
        if "based_on_revision" in self.fields:
            self.fields["based_on_revision"].initial = self.instance.latest_revision_id
        if field := self.fields.get("diagnosed_by"):
            field.allowed = lambda: [key for key, _name, _title in self.people]
            field.widget.choices = [(key, name) for key, name, _title in self.people]
        self._let_rows_refer()

    def _let_rows_refer(self) -> None:
        """Tell the row formsets which people and difficulties their rows may name."""
        for relation, formset in self.formsets.items():
            if relation in TABLES:
                formset.referable = self._referable

    def _referable(self, name: str) -> tuple[list[Any], list[Any]]:
        """Return what rows may name in a field, and what is being deleted in this save."""
        if name == "held_by":
            return [key for key, _name, _title in self.people], []
        formset: RowFormSet = self.formsets["difficulties"]
        return formset.uuids(deleted=False), formset.uuids(deleted=True)

    @cached_property
    def closed(self) -> bool:
        """Whether the user only reads here: the lock would refuse what they wrote.

        What was posted all the same is shown in its cells, to be copied: nothing is lost.
        """
        if self.is_bound or self.for_user is None or self.instance.pk is None:
            return False
        lock = self.instance.get_lock()
        return lock is not None and lock.for_user(self.for_user)

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

    @property
    def row_count(self) -> int:
        """How many rows all tables of the page show together."""
        formsets = [self.formsets[name] for name in TABLES if name in self.formsets]
        return sum(
            formset.total_form_count() if formset.is_bound else len(formset.current_rows)
            for formset in formsets
        )

    # --- checks ---------------------------------------------------------------

    def clean(self) -> dict[str, Any]:
        """Check lengths, and that nobody else saved in the meantime."""
        cleaned = super().clean() or self.cleaned_data
        tidy_texts(self, cleaned)
        keep_order(self, cleaned)
        based_on = _key(self.data.get("based_on_revision") or self.data.get("loaded_revision_id"))
        self.conflict = find_conflict(
            self.instance, self.for_user, based_on, _key(self.data.get("keep_mine"))
        )
        if self.conflict:
            self.add_error(
                None,
                _(
                    "%(who)s saved this route while you were writing. Nothing of yours is lost: "
                    "see below what was changed, then save again."
                )
                % {"who": self.conflict.who},
            )
        return cleaned

    def is_valid(self) -> bool:
        """On submission also ask the rule of completeness, and lead to each field."""
        valid = super().is_valid()
        if valid and self.is_bound and not self.is_deferred_validation and not self.problems:
            # Blaming a row makes its formset invalid, and then Django no longer orders it.
            self._ordered = {
                name: self.formsets[name].ordered_forms for name in TABLES if name in self.formsets
            }
            self.problems = find_problems(self._draft())
            for problem in self.problems:
                if problem.blocking:
                    self._blame(problem)
            valid = not any(problem.blocking for problem in self.problems)
            if not valid:
                self.add_error(None, self._refusal())
        return valid and not any(problem.blocking for problem in self.problems)

    def _draft(self) -> Any:
        """Return the plain values of what was typed: the page with its rows in their order."""
        rows = {
            name: [form.instance for form in self._ordered[name]]
            for name in RELATIONS
            if name in self._ordered
        }
        return draft_of(self.instance, rows)

    def _refusal(self) -> str:
        count = sum(1 for problem in self.problems if problem.blocking)
        return ngettext(
            "It can't be submitted yet: %(count)d thing is missing or contradictory.",
            "It can't be submitted yet: %(count)d things are missing or contradictory.",
            count,
        ) % {"count": count}

    def _blame(self, problem: Problem) -> None:
        """Put a problem on its field, or on the cell of its row."""
        relation, index, name = self._place(problem)
        if relation and index is not None:
            form = self._ordered[relation][index]
            if name in form.fields:
                form.add_error(name, problem.message)
        elif problem.field in self.fields:
            self.add_error(problem.field, problem.message)

    def _place(self, problem: Problem) -> tuple[str, int | None, str]:
        relation, _dash, rest = problem.field.partition("-")
        index, _dash, name = rest.partition("-")
        if relation in self.formsets and index.isdecimal():
            return relation, int(index), name
        return "", None, problem.field

    def anchor(self, problem: Problem) -> str:
        """Return the id of the element a problem leads to, in the form as it is shown now."""
        relation, index, name = self._place(problem)
        if not relation or index is None:
            return f"id_{problem.field}" if problem.field in self.fields else problem.field
        if self.is_bound:
            return f"id_{self._ordered[relation][index].prefix}-{name}"
        return f"id_{relation}-{index}-{name}"

    def remarks_for(self, prefix: str) -> list[str]:
        """Return the warnings about one row, by its prefix."""
        return [
            problem.message
            for problem in self.problems
            if not problem.blocking and self.anchor(problem).startswith(f"id_{prefix}-")
        ]

    def current_problems(self) -> list[Problem]:
        """Return what stands between this draft and submission, for the list above the tabs."""
        if self.is_bound:
            return self.problems
        rows = {name: self.formsets[name].current_rows for name in RELATIONS}
        return find_problems(draft_of(self.instance, rows))
