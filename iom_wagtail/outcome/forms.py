"""The form of a conclusion in the Wagtail admin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from iom_wagtail.approval.rules import Problem
from iom_wagtail.journal.fields import LinesField
from iom_wagtail.outcome import rules
from iom_wagtail.outcome.choices import Further, Problems, Result
from iom_wagtail.outcome.drafts import RELATIONS, draft_of
from iom_wagtail.outcome.tables import OUTCOME_ROWS
from iom_wagtail.routes.draft_form import DraftForm
from iom_wagtail.routes.fields import ChoiceListField, RouteDateField
from iom_wagtail.routes.row_forms import RowForm, RowFormSet
from iom_wagtail.school.day_input import DayInput


def _one_of(choices: Any) -> forms.ChoiceField:
    """Return a field for one answer of a closed list, or none yet."""
    return forms.ChoiceField(choices=choices.choices, required=False, widget=forms.RadioSelect)


class OutcomeRowForm(RowForm):
    """A row of the analysis (5.4)."""


class GivenRows(RowFormSet):
    """A table whose rows are given: one for each difficulty, whatever a post says."""

    def clean(self) -> None:
        """Refuse a row that the conclusion doesn't have."""
        super().clean()
        if any(form.instance.pk is None and not self._is_given(form) for form in self.forms):
            raise forms.ValidationError(
                _("A row was sent that this conclusion doesn't have. Open the page again.")
            )

    def _is_given(self, form: RowForm) -> bool:
        return any(row is form.instance for row in self.current_rows)

    def _should_delete_form(self, form: RowForm) -> bool:
        """Delete nothing: a problem found by diagnosis stays in the analysis."""
        return False


class ConclusionForm(DraftForm):
    """Saves drafts whatever their state; on submission leads to each contradiction."""

    tables = {OUTCOME_ROWS.relation: OUTCOME_ROWS}
    ruled = RELATIONS
    named_by_model = (
        "took_place",
        "concluded_on",
        "result",
        "problems_state",
        "remaining",
        "further",
    )

    took_place = forms.TypedChoiceField(
        choices=[("True", gettext_lazy("yes")), ("False", gettext_lazy("no"))],
        coerce=lambda value: value == "True",
        empty_value=True,
        required=False,
        widget=forms.RadioSelect,
    )
    concluded_on = RouteDateField(required=False, widget=DayInput())
    result = _one_of(Result)
    problems_state = _one_of(Problems)
    remaining = LinesField(
        required=False, longest=500, help_text=gettext_lazy("One problem on a line.")
    )
    further = ChoiceListField(choices=Further)

    def find_problems(self, rows: Mapping[str, Sequence[Any]]) -> list[Problem]:
        """Ask the rule of the conclusion."""
        return rules.problems(draft_of(self.instance, rows))

    def beside(self, relation: str, uuid: str) -> str:
        """Return what answered the problem of a row: items, their statuses and results."""
        row = next(
            (row for row in self.formsets[relation].current_rows if str(row.uuid) == uuid), None
        )
        trouble = self.instance.evidence.troubles.get(str(row.difficulty)) if row else None
        if trouble is None:
            return ""
        return render_to_string("iom_wagtail/outcome/editor/answers.html", {"trouble": trouble})
