"""What a school tells of its mentoring in numbers: no name, no route, nothing to follow."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Exists, OuterRef

from iom_wagtail.journal.choices import Status
from iom_wagtail.journal.progress.models import ItemProgress
from iom_wagtail.routes.choices import Role
from iom_wagtail.routes.models import Checkpoint, RouteAssignment, RoutePage
from iom_wagtail.routes.rules import year_label
from iom_wagtail.stories.years import school_year_of

#: Seconds for which counts are kept: nobody waits for them, and a home page is asked for often.
KEPT = 600


@dataclass(frozen=True, slots=True)
class PublicCounts:
    """The numbers of one school year."""

    year_start: int
    teachers: int
    checkpoints: int
    done: int

    @property
    def year(self) -> str:
        """The school year as people write it: «2025/26»."""
        return year_label(self.year_start)

    def __bool__(self) -> bool:
        """Whether there is anything to tell."""
        return self.teachers > 0


def public_counts(school: int, today: dt.date) -> PublicCounts:
    """Return a school's counts in the school year of a day, at most ten minutes old.

    A year begins with routes that nobody has approved yet: until the first one is, the counts of
    the year before stand there.
    """
    year = school_year_of(today)
    key = f"iom_public_counts:{school}:{year}"
    found = cache.get(key)
    if found is None:
        found = count(school, year) or count(school, year - 1)
        cache.set(key, found, KEPT)
    return found


def count(school: int, year: int) -> PublicCounts:
    """Count the approved routes of one school year: young teachers who have a mentor, checkpoints
    planned, items of the programme done.
    """
    routes = RoutePage.objects.live().filter(school_id=school, year_start=year)
    led = RouteAssignment.objects.active().filter(route=OuterRef("route"), role=Role.MENTOR)
    taught = RouteAssignment.objects.active().filter(Exists(led), role=Role.TEACHER)
    keys = routes.values("pk")
    return PublicCounts(
        year_start=year,
        teachers=taught.filter(route__in=keys).values("staff").distinct().count(),
        checkpoints=Checkpoint.objects.filter(page__in=keys).count(),
        done=ItemProgress.objects.filter(route__in=keys, status=Status.DONE).count(),
    )
