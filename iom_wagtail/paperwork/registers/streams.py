"""Everything a register tells, route after route, in a fixed number of queries.

The versions of two thousand routes don't fit into memory, nor do their records. So each table is
read once, from its beginning to its end, all of them in the same order and side by side.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.db.models import OuterRef, Subquery

from iom_wagtail.approval.models import ApprovedVersion
from iom_wagtail.journal.progress.models import ItemProgress
from iom_wagtail.journal.results.models import CheckpointResult
from iom_wagtail.routes.choices import Role
from iom_wagtail.routes.models import RouteAssignment
from iom_wagtail.routes.office.rows import TEXTS, with_state
from iom_wagtail.school.names import list_name

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from iom_wagtail.routes.managers import RouteQuerySet
    from iom_wagtail.routes.models import RoutePage

#: So many rows of each table are held at a time; a version weighs up to a hundred kilobytes.
CHUNK = 100

#: The order of a register: the latest year first, as lists have it.
ORDER = ("school_id", "-year_start", "number", "pk")
_ROUTE = ("route__school_id", "route__year_start", "route__number", "route_id")
Place = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Known:
    """A route with what stands beside it; its text is that of the version in force."""

    route: RoutePage
    people: list[Any]
    progress: dict[str, Any]
    results: dict[str, Any]

    def named(self, *roles: Role) -> str:
        """Return today's people in these roles, the leading mentor first: «Орлова М. В., …»."""
        chosen = [person for person in self.people if person.role in roles]
        return ", ".join(
            list_name(p.staff__surname, p.staff__given_name, p.staff__patronymic) for p in chosen
        )


def known(routes: RouteQuerySet) -> Iterator[Known]:
    """Yield the routes with their people, progress and results; four queries however many."""
    versions = ApprovedVersion.objects.filter(page_id=OuterRef("pk")).order_by("-number")
    listed = (
        with_state(routes)
        .annotate(
            version_content=Subquery(versions.values("content")[:1]),
            version_at=Subquery(versions.values("approved_at")[:1]),
        )
        .select_related("archived", "school")
        .defer(*TEXTS)
        .order_by(*ORDER)
    )
    keys = routes.order_by().values("pk")
    people = RouteAssignment.objects.active().filter(route__in=keys)
    progress = ItemProgress.objects.present().filter(route__in=keys)
    results = CheckpointResult.objects.present().filter(route__in=keys)
    names = ("staff__surname", "staff__given_name", "staff__patronymic")
    tables = [
        _in_order(people, "role", *names, then=("-leads", "since", "pk")),
        _in_order(progress, "item", "status", "done_on", "moved_to", "reason", "actual_result"),
        _in_order(results, "checkpoint", "held_on", "held_by", "decision"),
    ]
    for route, (on_it, became, came) in beside(listed.iterator(CHUNK), tables):
        yield Known(
            route=route,
            people=on_it,
            progress={str(row.item): row for row in became},
            results={str(row.checkpoint): row for row in came},
        )


def beside(
    routes: Iterable[RoutePage], tables: Iterable[Iterator[Any]]
) -> Iterator[tuple[RoutePage, list[list[Any]]]]:
    """Yield each route with its rows of each table; all of them come in one order.

    Rows of a route that isn't among the routes (one opened a moment ago) are passed over.
    """
    walks = [_Walk(rows) for rows in tables]
    for route in routes:
        place = (route.school_id, -route.year_start, route.number, route.pk)
        yield route, [walk.at(place) for walk in walks]


class _Walk:
    """One table on its way beside the routes."""

    def __init__(self, rows: Iterator[Any]) -> None:
        self.groups = groupby(rows, key=_place)
        self.step()

    def step(self) -> None:
        """Go on to the next route that has rows."""
        self.place, self.rows = next(self.groups, (None, iter(())))

    def at(self, place: Place) -> list[Any]:
        """Return the rows of the route at this place."""
        while self.place is not None and self.place < place:
            self.step()
        if self.place != place:
            return []
        found = list(self.rows)
        self.step()
        return found


def _in_order(rows: QuerySet, *fields: str, then: tuple[str, ...] = ("pk",)) -> Iterator[Any]:
    """Return rows of routes in the register's order, with the fields that it shows."""
    order = ("route__school_id", "-route__year_start", "route__number", "route_id", *then)
    return rows.order_by(*order).values_list(*_ROUTE, *fields, named=True).iterator(CHUNK)


def _place(row: Any) -> Place:
    return (row.route__school_id, -row.route__year_start, row.route__number, row.route_id)
