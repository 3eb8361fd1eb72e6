"""The form of a draft with tables: it saves half-empty, leads to each problem, loses nothing.

What is asked of the text is said by the page's own rule; which tables there are, by the class.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, ClassVar

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.forms import WagtailAdminPageForm

from iom_wagtail.approval.rules import Problem
from iom_wagtail.conf import get_settings
from iom_wagtail.routes.fields import keep_order, tidy_texts
from iom_wagtail.routes.row_moves import rewrite
from iom_wagtail.routes.stale import Conflict, find_conflict
from iom_wagtail.routes.tables import Table


def _key(text: Any) -> int | None:
    return int(text) if str(text or "").isdecimal() else None


class DraftForm(WagtailAdminPageForm):
    """A page with tables and a rule; saves drafts whatever their state (facts 9)."""

    #: The page's tables by relation, and those of them that its rule reads.
    tables: ClassVar[Mapping[str, Table]] = {}
    ruled: ClassVar[Sequence[str]] = ()
    #: Fields declared here that keep the names their model gives them.
    named_by_model: ClassVar[Sequence[str]] = ()

    based_on_revision = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        #: The row to come back to after a button without JavaScript; see ``row_moves.py``.
        self.target_row = ""
        self.conflict: Conflict | None = None
        self.problems: list[Problem] = []
        self._ordered: dict[str, list[Any]] = {}
        if data is not None and hasattr(data, "copy"):
            most = get_settings().max_rows + 500
            data, self.target_row = rewrite(data, self.tables, most)
        super().__init__(data, *args, **kwargs)
        for name in set(self.named_by_model) & set(self.fields):
            self.fields[name].label = capfirst(self._meta.model._meta.get_field(name).verbose_name)
        for field in self.fields.values():
            # The browser would cut a pasted text short without a word; ``clean`` says how long.
            field.widget.attrs.pop("maxlength", None)
        if "based_on_revision" in self.fields:
            self.fields["based_on_revision"].initial = self.instance.latest_revision_id

    @cached_property
    def closed(self) -> bool:
        """Whether the user only reads here: the lock would refuse what they wrote.

        What was posted all the same is shown in its cells, to be copied: nothing is lost.
        """
        if self.is_bound or self.for_user is None or self.instance.pk is None:
            return False
        lock = self.instance.get_lock()
        return lock is not None and lock.for_user(self.for_user)

    # --- what a page's own form answers ---------------------------------------

    def find_problems(self, rows: Mapping[str, Sequence[Any]]) -> list[Problem]:
        """Return what the page's rule says of the page with these rows in its tables."""
        raise NotImplementedError

    def cell_choices(self, relation: str) -> dict[str, list[tuple[str, Any, str]]]:
        """Return what is offered in cells whose choices depend on the page."""
        return {}

    def beside(self, relation: str, uuid: str) -> str:
        """Return what stands under a row of a table that has something to tell of it; escaped."""
        return ""

    @property
    def row_count(self) -> int:
        """How many rows all tables of the page show together."""
        formsets = [self.formsets[name] for name in self.tables if name in self.formsets]
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
                    "%(who)s saved this text while you were writing. Nothing of yours is lost: "
                    "see below what was changed, then save again."
                )
                % {"who": self.conflict.who},
            )
        return cleaned

    def is_valid(self) -> bool:
        """On submission also ask the page's rule, and lead to each field."""
        valid = super().is_valid()
        if valid and self.is_bound and not self.is_deferred_validation and not self.problems:
            # Blaming a row makes its formset invalid, and then Django no longer orders it.
            self._ordered = {
                name: self.formsets[name].ordered_forms
                for name in self.tables
                if name in self.formsets
            }
            self.problems = self.find_problems(self._typed())
            for problem in self.problems:
                if problem.blocking:
                    self._blame(problem)
            valid = not any(problem.blocking for problem in self.problems)
            if not valid:
                self.add_error(None, self._refusal())
        return valid and not any(problem.blocking for problem in self.problems)

    def _typed(self) -> dict[str, list[Any]]:
        """Return the rows as they were typed, in their order."""
        return {
            name: [form.instance for form in self._ordered[name]]
            for name in self.ruled
            if name in self._ordered
        }

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
        return self.find_problems({name: self.formsets[name].current_rows for name in self.ruled})
