"""What a conclusion rests on: what answered each problem, checkpoints, visits; few queries.

It is read from the journal as it stands, and shown beside the rows to whoever writes or decides.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from iom_wagtail.conf import get_settings
from iom_wagtail.journal.choices import OPEN_STATUSES
from iom_wagtail.journal.progress.models import ItemProgress
from iom_wagtail.journal.progress.states import States
from iom_wagtail.journal.records.models import RecordChange
from iom_wagtail.journal.results.models import CheckpointResult
from iom_wagtail.journal.results.states import seen_values
from iom_wagtail.journal.visits import headings
from iom_wagtail.journal.visits.models import LessonVisit
from iom_wagtail.journal.visits.rules import mean_words
from iom_wagtail.routes.item_reading import Item, read_item
from iom_wagtail.routes.trouble_reading import Trouble, read_trouble

if TYPE_CHECKING:
    from iom_wagtail.routes.models import RoutePage
    from iom_wagtail.routes.rules import Office

#: Columns of a checkpoint's result that somebody else than the teacher writes.
ASSESSMENT = frozenset({"score", "text"})


@dataclass(frozen=True, slots=True)
class HeldCheckpoint:
    """A checkpoint and what came of it, as its reader may see it."""

    no: int
    title: str
    held_on: dt.date | None
    self_score: int | None
    score: int | None
    text: str
    waits: str


@dataclass(frozen=True, slots=True)
class Visited:
    """A lesson that somebody visited, with the mean of its scores in words."""

    on: dt.date
    lesson: str
    mean: str


class Evidence:
    """The journal of one route, read for its conclusion by somebody with these offices."""

    def __init__(self, route: RoutePage, offices: Collection[Office] = ()) -> None:
        self.route = route
        self.offices = offices

    @cached_property
    def data(self) -> dict[str, Any]:
        """The programme in force."""
        version = self.route.version_in_force()
        return version.data if version is not None else {}

    @cached_property
    def difficulties(self) -> list[dict[str, Any]]:
        """The difficulties of the programme in force, in their order."""
        return self.data["diagnosis"]["difficulties"] if self.data else []

    @cached_property
    def _progress(self) -> States:
        states = States(frozenset(), {})
        for row in ItemProgress.objects.filter(route=self.route):
            states.put(row)
        return states

    @cached_property
    def items(self) -> list[Item]:
        """The programme's items with what is known of their progress."""
        order = {row["uuid"]: row["no"] for row in self.difficulties}
        today, soon = timezone.localdate(), get_settings().deadline_soon_days
        return [
            read_item(row, order, today, soon, self._progress[row["uuid"]])
            for row in self.data.get("programme", ())
        ]

    @cached_property
    def troubles(self) -> dict[str, Trouble]:
        """What answered each difficulty, by its uuid."""
        return {row["uuid"]: read_trouble(row, self.items) for row in self.difficulties}

    @cached_property
    def open_items(self) -> tuple[int, ...]:
        """Numbers of the items that nobody settled."""
        return tuple(item.no for item in self.items if item.progress.status in OPEN_STATUSES)

    @cached_property
    def _results(self) -> list[CheckpointResult]:
        return list(CheckpointResult.objects.present().filter(route=self.route))

    @cached_property
    def checkpoints(self) -> list[HeldCheckpoint]:
        """The planned checkpoints with their assessments."""
        known = {str(row.checkpoint): row for row in self._results}
        together = self.route.school.assessments_together
        found = []
        for row in self.data.get("checkpoints", ()):
            values, waits = ({}, "")
            if result := known.get(row["uuid"]):
                values, waits = seen_values(result, self.offices, together=together)
            found.append(
                HeldCheckpoint(
                    no=row["no"],
                    title=row["title"],
                    held_on=values.get("held_on"),
                    self_score=values.get("self_score"),
                    score=values.get("score"),
                    text=values.get("text", ""),
                    waits=waits,
                )
            )
        return found

    @cached_property
    def _visits(self) -> list[LessonVisit]:
        visits = LessonVisit.objects.present().filter(route=self.route, by_teacher=False)
        return list(visits.order_by("visited_on", "pk"))

    @cached_property
    def visits(self) -> list[Visited]:
        """Visits to the teacher's lessons, the earliest first."""
        return [
            Visited(
                on=row.visited_on,
                lesson=headings.lesson(
                    classes=row.classes, lesson_no=row.lesson_no, topic=row.topic
                ),
                mean=mean_words(row.mean),
            )
            for row in self._visits
        ]

    @cached_property
    def mentor_alone(self) -> bool:
        """Whether nobody but the leading mentor has assessed anything on this route; one query.

        Assessed: wrote the sheet of a visit, or score or words of a checkpoint's result.
        """
        results = CheckpointResult.objects.present().filter(route=self.route).order_by()
        written = results.exclude(score=None, text="").values_list("created_by")
        # As text, because SQLite has no "contains" for lists in JSON; the quotes end the names.
        names = Cast("fields", TextField())
        assessed = (Q(names__contains=f'"{name}"') for name in ASSESSMENT)
        changed = (
            RecordChange.objects.filter(route=self.route, record__in=results.values("uuid"))
            .annotate(names=names)
            .filter(reduce(or_, assessed))
            .order_by()
            .values_list("person")
        )
        visits = LessonVisit.objects.present().filter(route=self.route, by_teacher=False)
        visited = visits.order_by().values_list("created_by")
        people = {person for (person,) in visited.union(written, changed)}
        mentor, teacher = self.route.leading_mentor, self.route.teacher
        known = {person.pk for person in (mentor, teacher) if person is not None}
        return not people - known
