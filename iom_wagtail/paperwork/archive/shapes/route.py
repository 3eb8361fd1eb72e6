"""The route: passport, card, diagnosis, programme, checkpoints; its people and its states."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from uuid import UUID

from iom_wagtail.paperwork.archive.shapes.approval import DraftShape, EventShape, VersionShape
from iom_wagtail.paperwork.archive.shapes.base import (
    Account,
    PeopleByKey,
    Person,
    Rows,
    Shape,
    one_of,
    perhaps,
    several,
)
from iom_wagtail.routes.choices import (
    CheckpointKind,
    DiagnosisMethod,
    DifficultyKind,
    Dominance,
    HelpKind,
    Place,
    Role,
    Severity,
    StopReason,
)

Helps, Methods = several(HelpKind), several(DiagnosisMethod)
Leans, Runs = perhaps(Dominance), perhaps(Place)
OfKind, Weight, CutKind = perhaps(DifficultyKind), perhaps(Severity), perhaps(CheckpointKind)
InRole, Why = one_of(Role), one_of(StopReason)


class ObjectiveShape(Shape):
    """A task with the kinds of help it asks for."""

    uuid: UUID
    text: str
    help_kinds: Helps


class TaughtProgrammeShape(Shape):
    """A row of «Реализуемые программы (по классам)»."""

    uuid: UUID
    classes: str
    programme: str
    planning: str
    textbook_set: str


class DifficultyShape(Shape):
    """A difficulty and how it was found."""

    uuid: UUID
    kind: OfKind
    text: str
    severity: Weight
    methods: Methods
    method_other: str


class ProgrammeItemShape(Shape):
    """A row of the programme; ``difficulties`` are those it answers, by ``uuid``."""

    uuid: UUID
    content: str
    due_from: dt.date | None
    due_to: dt.date | None
    due_words: str
    activity_accompanied: str
    activity_accompanying: str
    activity_joint: str
    direction: str
    expected_result: str
    difficulties: list[UUID]


class CheckpointShape(Shape):
    """A planned checkpoint."""

    uuid: UUID
    kind: CutKind
    kind_other: str
    title: str
    planned_on: dt.date | None
    held_by: PeopleByKey
    held_by_other: str


class RouteText(Shape):
    """A text of the route: what its tables hold, or what its latest draft does."""

    start_on: dt.date | None
    end_on: dt.date | None
    decision_date: dt.date | None
    decision_basis: str
    goal: str
    dominance: Leans
    place: Runs
    place_note: str
    achievements: str
    requests: str
    strengths: str
    weaknesses: str
    self_education_topic: str
    mentor_consent: bool
    mentor_consent_on: dt.date | None
    mentor_consent_document: str
    mentor_order: str
    import_note: str
    subject: str
    education: str
    category: str
    total_experience: str
    school_experience: str
    load_words: str
    load_hours: Decimal | None
    classes: str
    diagnosed_on: dt.date | None
    diagnosed_by: PeopleByKey
    diagnosed_by_other: str
    objectives: Rows[ObjectiveShape]
    taught_programmes: Rows[TaughtProgrammeShape]
    difficulties: Rows[DifficultyShape]
    programme_items: Rows[ProgrammeItemShape]
    checkpoints: Rows[CheckpointShape]


class AssignmentShape(Shape):
    """Who is or was on the route; ``until`` is the first day outside."""

    staff: Person
    role: InRole
    leads: bool
    duty: str
    since: dt.date
    until: dt.date | None
    basis: str
    end_basis: str
    created_at: dt.datetime
    created_by: Account | None


class StopShape(Shape):
    """From when to when the route stood still."""

    reason: Why
    note: str
    stopped_on: dt.date
    stopped_by: Person
    resumed_on: dt.date | None
    resumed_by: Person | None


class ArchivedShape(Shape):
    """Since when the route is put away, and by whom."""

    archived_at: dt.datetime
    archived_by: Account | None


class RouteDraft(DraftShape):
    """The latest draft."""

    text: RouteText


class RouteShape(Shape):
    """The route. What is in force is the last of ``approved_versions``.

    ``text`` is what the tables hold, published or not; ``draft`` the latest saved text.
    """

    id: int
    title: str
    year_start: int
    number: int
    live: bool
    first_published_at: dt.datetime | None
    last_published_at: dt.datetime | None
    assignments: list[AssignmentShape]
    stops: list[StopShape]
    archived: ArchivedShape | None
    text: RouteText
    draft: RouteDraft | None
    approved_versions: list[VersionShape]
    approval_events: list[EventShape]
