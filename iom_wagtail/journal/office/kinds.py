"""The kinds of records in the office's list, and how their rows are asked for and worded.

Diaries and testimonials are not among them: they are the concern of those they are shown to. Nor
are assessments: a school may show both sides only together, on the checkpoint's own page.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import F, Model, OuterRef, Subquery, TextField, Value
from django.db.models.functions import Coalesce, Concat, TruncDate
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from iom_wagtail.journal.achievements import rules as achieved
from iom_wagtail.journal.achievements.models import Achievement
from iom_wagtail.journal.choices import Status
from iom_wagtail.journal.meetings.models import Consultation
from iom_wagtail.journal.progress.models import ItemProgress
from iom_wagtail.journal.results.models import CheckpointResult
from iom_wagtail.journal.stream.queries import columns
from iom_wagtail.journal.visits.models import LessonVisit
from iom_wagtail.routes.models import Checkpoint, ProgrammeItem

if TYPE_CHECKING:
    from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record: ``rows`` narrows its records to columns, ``word`` tells one in words."""

    name: str
    label: Any
    rows: Callable[[QuerySet], QuerySet]
    #: (title, first, second, third) → what it was, and the details.
    word: Callable[[str, str, str, str], tuple[str, str]]


def _content(model: type[Model], key: str, field: str) -> Coalesce:
    """Return the text of the row that a record is keyed to, "" when a version dropped it."""
    rows = model.objects.filter(page_id=OuterRef("route_id"), uuid=OuterRef(key)).values(field)
    return Coalesce(Subquery(rows[:1], output_field=TextField()), Value(""))


def _joined(*parts: str) -> str:
    return ". ".join(capfirst(part.strip().rstrip(".")) for part in parts if part.strip())


def _progress(routes: QuerySet) -> QuerySet:
    return columns(
        ItemProgress.objects.present().filter(route__in=routes),
        "progress",
        day=Coalesce("done_on", TruncDate("changed_at")),
        title=_content(ProgrammeItem, "item", "content"),
        first="status",
        second="actual_result",
        third="reason",
    )


def _progress_words(title: str, status: str, result: str, reason: str) -> tuple[str, str]:
    label = str(Status(status).label)
    return title or _("An item of an earlier version"), _joined(label, result, reason)


def _results(routes: QuerySet) -> QuerySet:
    return columns(
        CheckpointResult.objects.present().filter(route__in=routes, held_on__isnull=False),
        "result",
        day="held_on",
        title=_content(Checkpoint, "checkpoint", "title"),
        first="decision",
        second="held_by",
    )


def _result_words(title: str, decision: str, held_by: str, _third: str) -> tuple[str, str]:
    return title or _("A checkpoint"), _joined(decision, held_by)


def _visits(routes: QuerySet) -> QuerySet:
    return columns(
        LessonVisit.objects.present().filter(route__in=routes),
        "visit",
        day="visited_on",
        title="topic",
        first="subject",
        second="classes",
        third="host",
    )


def _consultations(routes: QuerySet) -> QuerySet:
    return columns(
        Consultation.objects.present().filter(route__in=routes),
        "consultation",
        day="held_on",
        title="topic",
        first="result",
    )


def _achievements(routes: QuerySet) -> QuerySet:
    return columns(
        Achievement.objects.present().filter(route__in=routes),
        "achievement",
        day="happened_on",
        title="title",
        first="kind",
        second="result",
        third=Concat(F("level"), Value("|"), F("stage"), output_field=TextField()),
    )


def _achievement_words(title: str, kind: str, result: str, reached: str) -> tuple[str, str]:
    level, _bar, stage = reached.partition("|")
    return achieved.heading(kind, title), _joined(achieved.reach(level, stage), result)


def _as_they_are(title: str, *details: str) -> tuple[str, str]:
    return title or "—", _joined(*details)


KINDS = [
    Kind("progress", pgettext_lazy("stream", "Programme"), _progress, _progress_words),
    Kind("result", pgettext_lazy("stream", "Checkpoints"), _results, _result_words),
    Kind("visit", gettext_lazy("Visits to lessons"), _visits, _as_they_are),
    Kind("consultation", gettext_lazy("Meetings and consultations"), _consultations, _as_they_are),
    Kind("achievement", gettext_lazy("Achievements (records)"), _achievements, _achievement_words),
]
