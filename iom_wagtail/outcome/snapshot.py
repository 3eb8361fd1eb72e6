"""The conclusion as plain JSON values: what approval freezes and what every reader shows.

Labels are Russian whatever the language of the person who signs: they are the approved text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import translation

from iom_wagtail.outcome.choices import NAMES_PROBLEMS, Further, Problems, Result, RowState
from iom_wagtail.routes import rules
from iom_wagtail.routes.snapshot import choice_data, iso, people_data, school_data, several_data

if TYPE_CHECKING:
    from iom_wagtail.outcome.models import ConclusionPage

SCHEMA = 1


def _route(page: ConclusionPage) -> dict[str, Any]:
    """Return which route is concluded, and which edition of its programme."""
    route = page.route_page
    version = route.version_in_force()
    return {
        "id": route.pk,
        "title": rules.route_title(route.year_start, route.number),
        "year": rules.year_label(route.year_start),
        "number": route.number,
        "start_on": iso(route.start_on),
        "end_on": iso(route.end_on),
        "version": version.number if version else None,
        "sha256": version.sha256 if version else None,
    }


def _rows(page: ConclusionPage) -> list[dict[str, Any]]:
    return [
        {
            "uuid": str(row.uuid),
            "no": no,
            "difficulty": str(row.difficulty),
            "before": row.before,
            "after": row.after,
            "method": row.method,
            "state": choice_data(RowState, row.state),
            "finding": row.finding,
        }
        for no, row in enumerate(page.outcome_rows.all(), start=1)
    ]


def _open_items(page: ConclusionPage) -> list[dict[str, Any]]:
    """Return the items that stayed open on this day, by number and content."""
    evidence = page.evidence
    return [
        {"no": item.no, "content": item.row["content"]}
        for item in evidence.items
        if item.no in evidence.open_items
    ]


def snapshot_of(page: ConclusionPage) -> dict[str, Any]:
    """Return the whole conclusion as JSON values (schema 1); dates are ISO strings or None.

    What doesn't apply is left out: problems that remain beside «сняты полностью».
    """
    names = page.problems_state in NAMES_PROBLEMS
    with translation.override("ru"):
        return {
            "schema": SCHEMA,
            "kind": "conclusion",
            "title": page.title,
            "route": _route(page),
            "school": school_data(page.route_page.school),
            "people": people_data(page.route_page),
            "took_place": page.took_place,
            "concluded_on": iso(page.concluded_on),
            "rows": _rows(page),
            "open_items": _open_items(page),
            "open_items_note": page.open_items_note,
            "result": choice_data(Result, page.result),
            "diagnosis_blank": page.diagnosis_blank,
            "problems": choice_data(Problems, page.problems_state),
            "remaining": list(page.remaining) if names else [],
            "reasons": page.reasons,
            "further": several_data(Further, page.further),
            "best_ways": page.best_ways,
        }
