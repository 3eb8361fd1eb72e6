"""Names of everything in a conclusion's snapshot, for comparing two texts in words."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from iom_wagtail.approval.comparison import Changes, Field, Section, Snapshot, Table, compare
from iom_wagtail.routes.outline import date, label, labels, person, yes_no


def differences(before: Snapshot, after: Snapshot) -> list[Changes]:
    """Return what changed between two snapshots of a conclusion, part by part, in words."""
    return compare(before, after, conclusion_outline())


def _listed(value: Any, snapshot: Snapshot) -> str:
    return "; ".join(value or [])


def _row(row: dict[str, Any]) -> str:
    return _("Problem %(no)d") % {"no": row["no"]}


def conclusion_outline() -> tuple[Section, ...]:
    """Return the outline of a conclusion in the active language, in the order of the papers."""
    return (
        Section(
            _("Analysis of outcomes"),
            (
                Field("took_place", _("The accompaniment took place"), yes_no),
                Field("open_items_note", _("Why items of the programme stayed open")),
            ),
            (
                Table(
                    "rows",
                    _row,
                    "before",
                    (
                        Field("before", _("before the accompaniment")),
                        Field("after", _("after the accompaniment")),
                        Field("method", _("how the results were found")),
                        Field("state", _("is it resolved"), label),
                        Field("finding", _("finding")),
                    ),
                ),
            ),
        ),
        Section(
            _("General conclusion"),
            (
                Field("concluded_on", _("Date of the conclusion"), date),
                Field("result", _("1. Result"), label),
                Field("diagnosis_blank", _("6.2. Words in the blank")),
                Field("problems", _("6.2. Problems"), label),
                Field("remaining", _("6.2. Problems that remain"), _listed),
                Field("reasons", _("6.3. Reasons")),
                Field("further", _("6.4. Further need"), labels),
                Field("best_ways", _("6.5. Most effective ways")),
            ),
        ),
        Section(
            _("People"),
            (
                Field("people.teacher", _("Teacher"), person),
                Field("people.deputy", _("Deputy director"), person),
                Field("people.director", _("Director"), person),
            ),
        ),
    )
