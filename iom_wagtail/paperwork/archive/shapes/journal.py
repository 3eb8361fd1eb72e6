"""What happened on the way: every record, removed ones too, with its history."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from uuid import UUID

from pydantic import JsonValue

from iom_wagtail.journal.choices import (
    AchievementKind,
    AttachmentKind,
    Circle,
    EncouragementKind,
    LevelOf,
    Moment,
    Source,
    Status,
)
from iom_wagtail.journal.records.rules import Act
from iom_wagtail.paperwork.archive.shapes.base import (
    Person,
    RowRef,
    Rows,
    Shape,
    one_of,
    perhaps,
)
from iom_wagtail.routes.choices import HelpKind

InStatus, Done = one_of(Status), one_of(Act)
Help, Level, Side = perhaps(HelpKind), perhaps(LevelOf), perhaps(Moment)
Success, Praise, Material = (
    one_of(AchievementKind),
    one_of(EncouragementKind),
    one_of(AttachmentKind),
)
From, ReadBy = one_of(Source), one_of(Circle)


class ChangeShape(Shape):
    """Who did what to a record; ``before`` holds former values while they can be brought back."""

    kind: str
    record: UUID
    edition: int
    act: Done
    fields: list[str]
    before: dict[str, JsonValue] | None
    person: Person
    name: str
    moment: dt.datetime


class RecordShape(Shape):
    """What every record has; ``edition`` counts its changes, ``removed_at`` says it was removed."""

    uuid: UUID
    edition: int
    created_by: Person
    created_at: dt.datetime
    changed_by: Person
    changed_at: dt.datetime
    removed_at: dt.datetime | None
    history: list[ChangeShape]


class ProgressShape(RecordShape):
    """What became of a programme item; ``item`` is its ``uuid``."""

    item: UUID
    status: InStatus
    done_on: dt.date | None
    moved_to: dt.date | None
    reason: str
    actual_result: str


class ResultShape(RecordShape):
    """What came of a checkpoint; ``checkpoint`` is its ``uuid``."""

    checkpoint: UUID
    held_on: dt.date | None
    held_by: str
    self_score: int | None
    self_text: str
    score: int | None
    text: str
    decision: str


class DiaryEntryShape(RecordShape):
    """An entry of the diary; shown to those alone whom ``to_…`` names."""

    happened_on: dt.date
    text: str
    insight: str
    next_step: str
    to_mentor: bool
    to_methodist: bool
    to_deputy: bool
    to_all: bool


class DiaryReplyShape(RecordShape):
    """An answer to an entry of the diary."""

    entry: RowRef
    text: str


class CriterionShape(Shape):
    """A criterion of a set."""

    text: str
    hint: str


class ScoredShape(CriterionShape):
    """A criterion as a lesson was judged by it: 2, 1, 0; nothing stands for «—»."""

    score: int | None


class CriteriaSetShape(Shape):
    """The edition of the school's set by which a lesson was judged."""

    series: UUID
    name: str
    edition: int
    criteria: list[CriterionShape]
    active: bool
    made_on: dt.date


class VisitShape(RecordShape):
    """A visit to a lesson."""

    visited_on: dt.date
    lesson_no: int | None
    classes: str
    subject: str
    topic: str
    goal: str
    by_teacher: bool
    visitors: Rows[Person]
    visited_by: list[str]
    host: str
    criteria_set: CriteriaSetShape | None
    criteria: list[ScoredShape]
    mean: Decimal | None
    strengths: list[str]
    recommendations: list[str]
    follow_up: dt.date | None
    acquainted_at: dt.datetime | None
    acquainted_words: str
    client_key: UUID | None


class ConsultationShape(RecordShape):
    """A meeting or consultation; those with the same ``group`` were one meeting."""

    held_on: dt.date
    minutes: int | None
    specialist: Person | None
    specialist_other: str
    help_kind: Help
    topic: str
    works: str
    concern: str
    result: str
    teacher_step: str
    mentor_step: str
    next_on: dt.date | None
    group: UUID | None


class RequestShape(RecordShape):
    """The teacher asked for a consultation; ``consultation`` answered."""

    asked: Person
    topic: str
    wish: str
    consultation: RowRef | None
    declined: str


class AchievementShape(RecordShape):
    """An achievement."""

    kind: Success
    happened_on: dt.date
    title: str
    level: Level
    stage: str
    result: str
    preparation: list[str]
    hours: int | None
    certificate: str


class EncouragementShape(RecordShape):
    """An encouragement; the sum is in roubles."""

    kind: Praise
    given_on: dt.date
    title: str
    order_no: str
    amount: Decimal | None


class TestimonialShape(RecordShape):
    """A testimonial, and who may read it."""

    source: From
    given_on: dt.date
    author_words: str
    text: str
    circle: ReadBy
    shown_to_teacher: bool


class AttachmentShape(Shape):
    """An attachment to the card. ``path`` is the file in the archive, nothing if it was missing.

    Those with the same ``batch`` are a set; ``item`` is the programme item it proves.
    """

    uuid: UUID
    path: str | None
    file_name: str
    file_kind: str
    file_size: int
    sha256: str
    batch: UUID
    item: UUID | None
    kind: Material
    moment: Side
    title: str
    dated_on: dt.date
    by_whom: str
    note: str
    added_by: Person
    added_at: dt.datetime


class JournalShape(Shape):
    """All records, in the order in which they were written."""

    item_progress: list[ProgressShape]
    checkpoint_results: list[ResultShape]
    diary_entries: list[DiaryEntryShape]
    diary_replies: list[DiaryReplyShape]
    lesson_visits: list[VisitShape]
    consultations: list[ConsultationShape]
    consultation_requests: list[RequestShape]
    achievements: list[AchievementShape]
    encouragements: list[EncouragementShape]
    testimonials: list[TestimonialShape]
    attachments: list[AttachmentShape]
    #: Changes of records that are gone.
    other_changes: list[ChangeShape]
