"""Adapter from a route (or a form's half-built route) to the plain values of the rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from iom_wagtail.routes.completeness import (
    CheckpointDraft,
    DifficultyDraft,
    ItemDraft,
    RouteDraft,
)

if TYPE_CHECKING:
    from iom_wagtail.routes.models import RoutePage

CARD_FIELDS = ("subject", "education", "total_experience", "load_words", "classes")
#: Tables the rule reads; ``draft_of`` takes replacements for them under these names.
RELATIONS = ("objectives", "difficulties", "programme_items", "checkpoints")


def draft_of(page: RoutePage, rows: Mapping[str, Iterable[Any]] | None = None) -> RouteDraft:
    """Return the route as plain values.

    ``rows`` replaces the page's tables, by relation: a form passes its rows here, in their
    order, before they are saved.
    """
    tables = {
        name: list(getattr(page, name).all()) for name in RELATIONS if name not in (rows or {})
    }
    tables.update({name: list(given) for name, given in (rows or {}).items()})
    teacher, mentor = page.teacher, page.leading_mentor
    return RouteDraft(
        stopped=page.stop.get_reason_display() if page.stop else "",
        teacher=teacher.pk if teacher else None,
        mentor=mentor.pk if mentor else None,
        start_on=page.start_on,
        end_on=page.end_on,
        decision_date=page.decision_date,
        goal=page.goal,
        tasks=tuple(row.text for row in tables["objectives"]),
        card={name: getattr(page, name) for name in CARD_FIELDS},
        diagnosed_on=page.diagnosed_on,
        diagnosed_by=bool(page.diagnosed_by or page.diagnosed_by_other.strip()),
        difficulties=tuple(_difficulty(row) for row in tables["difficulties"]),
        items=tuple(_item(row) for row in tables["programme_items"]),
        checkpoints=tuple(_checkpoint(row) for row in tables["checkpoints"]),
    )


def _difficulty(row: Any) -> DifficultyDraft:
    return DifficultyDraft(
        uuid=str(row.uuid),
        kind=row.kind,
        text=row.text,
        severity=row.severity,
        methods=tuple(row.methods),
        method_other=row.method_other,
    )


def _item(row: Any) -> ItemDraft:
    return ItemDraft(
        content=row.content,
        due_from=row.due_from,
        due_to=row.due_to,
        due_words=row.due_words,
        activities=(row.activity_accompanied, row.activity_accompanying, row.activity_joint),
        difficulties=tuple(row.difficulties),
    )


def _checkpoint(row: Any) -> CheckpointDraft:
    return CheckpointDraft(
        kind=row.kind,
        kind_other=row.kind_other,
        title=row.title,
        planned_on=row.planned_on,
        held=bool(row.held_by or row.held_by_other.strip()),
    )
