"""What happened on the way, as papers: visits (3.3), checkpoints (3.1), meetings (3.2, 3.5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from iom_wagtail.journal.visits.rules import mean_words
from iom_wagtail.paperwork.papers.heads import (
    day_of,
    head_of,
    line_of,
    mentor_of,
    signature_of,
)
from iom_wagtail.paperwork.papers.parts import Paper
from iom_wagtail.school import words

if TYPE_CHECKING:
    from iom_wagtail.journal.meetings.models import Consultation
    from iom_wagtail.journal.results.models import CheckpointResult
    from iom_wagtail.journal.visits.models import LessonVisit
    from iom_wagtail.paperwork.sources import Sources


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """A criterion of a visit; ``score`` is «2», «1», «0», or «—» for what was not there."""

    no: int
    text: str
    score: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit(Paper):
    """The sheet of a visited lesson (3.3)."""

    on: str
    lesson_no: str
    classes: str
    subject: str
    topic: str
    goal: str
    host: str
    visitors: str
    criteria: tuple[CriterionRow, ...]
    mean: str
    strengths: tuple[str, ...]
    recommendations: tuple[str, ...]
    follow_up: str
    acquainted: str
    acquainted_words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckpointNote(Paper):
    """The note of one held checkpoint: both assessments side by side, the decision (3.1)."""

    no: int
    name: str
    form: str
    planned_on: str
    held_on: str
    held_by: str
    self_score: str
    self_text: str
    score: str
    text: str
    decision: str


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A row of the log of meetings."""

    no: int
    on: str
    minutes: str
    specialist: str
    help_kind: str
    topic: str
    works: str
    concern: str
    agreed: str
    teacher_step: str
    mentor_step: str
    next_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingLog(Paper):
    """The log of all meetings and consultations of a route (3.2, 3.5)."""

    rows: tuple[MeetingRow, ...]


def visit(sources: Sources, row: LessonVisit) -> Visit:
    """Return the sheet of a visit; of a colleague's lesson when the teacher visited."""
    people = list(row.visitors.all())
    teacher = sources.programme.data["people"]["teacher"]
    lines = [line_of(person) for person in people]
    if not row.by_teacher:
        lines.append(signature_of(teacher, acquainted=True))
    at = timezone.localtime(row.acquainted_at) if row.acquainted_at else None
    return Visit(
        **head_of(sources, sources.programme, "visit", "Карта посещения и анализа урока"),
        signatures=tuple(line for line in lines if line),
        on=day_of(row.visited_on),
        lesson_no="" if row.lesson_no is None else str(row.lesson_no),
        classes=row.classes,
        subject=row.subject,
        topic=row.topic,
        goal=row.goal,
        host=row.host or (teacher["full"] if teacher else ""),
        visitors=", ".join(row.visited_by or [person.short_name for person in people]),
        criteria=tuple(
            CriterionRow(no, each["text"], "—" if each["score"] is None else str(each["score"]))
            for no, each in row.scored
        ),
        mean=mean_words(row.mean),
        strengths=tuple(row.strengths),
        recommendations=tuple(row.recommendations),
        follow_up=day_of(row.follow_up),
        acquainted=day_of(at),
        acquainted_words=row.acquainted_words,
    )


def checkpoint(
    sources: Sources, planned: dict[str, Any], row: CheckpointResult, seen: dict[str, Any]
) -> CheckpointNote:
    """Return the note of a held checkpoint; ``seen`` holds its values as the reader sees them."""
    people = [signature_of(person) for person in planned["held_by"]]
    lines = [*people, signature_of(sources.programme.data["people"]["teacher"], acquainted=True)]
    kind = planned["kind"]["label"] if planned["kind"] else ""
    return CheckpointNote(
        **head_of(sources, sources.programme, "checkpoint", "Справка о контрольном срезе"),
        signatures=tuple(line for line in lines if line),
        no=planned["no"],
        name=planned["title"],
        form=planned["kind_other"] or kind,
        planned_on=day_of(planned["planned_on"]),
        held_on=day_of(seen["held_on"]),
        held_by=seen["held_by"],
        self_score=_mark(seen["self_score"]),
        self_text=seen["self_text"],
        score=_mark(seen["score"]),
        text=seen["text"],
        decision=seen["decision"],
    )


def _mark(value: int | None) -> str:
    return "" if value is None else f"{value} из 5"


def meetings(sources: Sources, rows: list[Consultation]) -> MeetingLog:
    """Return the log of meetings, the oldest first."""
    teacher = sources.programme.data["people"]["teacher"]
    lines = (mentor_of(sources.programme), signature_of(teacher, acquainted=True))
    return MeetingLog(
        **head_of(sources, sources.programme, "meetings", "Журнал встреч и консультаций"),
        signatures=tuple(line for line in lines if line),
        rows=tuple(
            MeetingRow(
                no=no,
                on=words.ru_date(row.held_on, "short"),
                minutes=str(row.minutes or ""),
                specialist=row.specialist_other
                or (row.specialist.short_name if row.specialist else ""),
                help_kind=row.get_help_kind_display(),
                topic=row.topic,
                works=row.works,
                concern=row.concern,
                agreed=row.result,
                teacher_step=row.teacher_step,
                mentor_step=row.mentor_step,
                next_on=words.ru_date(row.next_on, "short"),
            )
            for no, row in enumerate(rows, start=1)
        ),
    )
