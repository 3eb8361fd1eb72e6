"""What came of the route: analysis of outcomes, general conclusion, and what followed."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from iom_wagtail.outcome.choices import Further, Problems, Result, RowState
from iom_wagtail.paperwork.archive.shapes.approval import DraftShape, EventShape, VersionShape
from iom_wagtail.paperwork.archive.shapes.base import Person, Rows, Shape, perhaps, several

Became, Counts, Solved, Needs = (
    perhaps(RowState),
    perhaps(Result),
    perhaps(Problems),
    several(Further),
)


class OutcomeRowShape(Shape):
    """A row of the analysis; ``difficulty`` is the ``uuid`` it was found as."""

    uuid: UUID
    difficulty: UUID
    before: str
    after: str
    method: str
    finding: str
    state: Became


class ConclusionText(Shape):
    """A text of the conclusion: what its tables hold, or what its latest draft does."""

    took_place: bool
    concluded_on: dt.date | None
    open_items_note: str
    result: Counts
    diagnosis_blank: str
    problems_state: Solved
    remaining: list[str]
    reasons: str
    further: Needs
    best_ways: str
    outcome_rows: Rows[OutcomeRowShape]


class ReopeningShape(Shape):
    """An approved version was opened again."""

    version: int
    by: Person
    name: str
    moment: dt.datetime
    reason: str


class CouncilShape(Shape):
    """What the pedagogical council decided."""

    protocol_no: str
    held_on: dt.date
    decision: str
    recorded_by: Person


class ConclusionDraft(DraftShape):
    """The latest draft."""

    text: ConclusionText


class ConclusionShape(Shape):
    """The conclusion. In force is the last of ``approved_versions``, unless it was reopened."""

    id: int
    title: str
    live: bool
    first_published_at: dt.datetime | None
    last_published_at: dt.datetime | None
    text: ConclusionText
    draft: ConclusionDraft | None
    approved_versions: list[VersionShape]
    approval_events: list[EventShape]
    reopenings: list[ReopeningShape]
    council: CouncilShape | None
