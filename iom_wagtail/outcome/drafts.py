"""Adapter from a conclusion (or a form's half-built one) to the plain values of the rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from iom_wagtail.outcome.rules import ConclusionDraft, RowDraft

if TYPE_CHECKING:
    from iom_wagtail.outcome.models import ConclusionPage

#: Tables the rule reads.
RELATIONS = ("outcome_rows",)


def draft_of(
    page: ConclusionPage, rows: Mapping[str, Iterable[Any]] | None = None
) -> ConclusionDraft:
    """Return the conclusion as plain values; ``rows`` replaces its table before it is saved."""
    given = rows or {}
    table = list(given["outcome_rows"] if "outcome_rows" in given else page.outcome_rows.all())
    evidence = page.evidence
    answered = {str(row.difficulty) for row in table}
    return ConclusionDraft(
        took_place=page.took_place,
        concluded_on=page.concluded_on,
        rows=tuple(
            RowDraft(state=row.state, before=row.before, after=row.after, method=row.method)
            for row in table
        ),
        missing=tuple(row["no"] for row in evidence.difficulties if row["uuid"] not in answered),
        result=page.result,
        problems=page.problems_state,
        remaining=tuple(page.remaining),
        reasons=page.reasons,
        further=tuple(page.further),
        best_ways=page.best_ways,
        open_items=evidence.open_items,
        open_items_note=page.open_items_note,
        alone=page.approval_school().warn_lone_assessment and evidence.mentor_alone,
    )
