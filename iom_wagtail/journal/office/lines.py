"""Lines of the office's list: one UNION over all kinds, in pages, with people beside them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from iom_wagtail.journal.office.kinds import KINDS, Kind
from iom_wagtail.routes.models import RoutePage
from iom_wagtail.routes.office.rows import TEXTS, with_people
from iom_wagtail.school.names import short_name

if TYPE_CHECKING:
    from django.db.models import QuerySet

COLUMNS = ("s_kind", "s_day", "route_id", "s_title", "s_first", "s_second", "s_third", "s_author")
#: Lines whose people are asked for together when everything is exported.
BATCH = 500


@dataclass(frozen=True, slots=True)
class Line:
    """One record in the list."""

    day: dt.date
    kind: str
    route_id: int
    route: str
    teacher: str
    what: str
    details: str
    author: str


def lines_of(
    routes: QuerySet,
    kinds: Sequence[Kind],
    *,
    since: dt.date | None = None,
    until: dt.date | None = None,
) -> QuerySet:
    """Return the rows of these kinds on these routes, the latest first; sliced, it is one query."""
    keys = routes.order_by().values("pk")
    parts = []
    for kind in kinds:
        rows = kind.rows(keys)
        if since:
            rows = rows.filter(s_day__gte=since)
        if until:
            rows = rows.filter(s_day__lte=until)
        parts.append(rows.values_list(*COLUMNS, "s_uuid"))
    return parts[0].union(*parts[1:], all=True).order_by("-s_day", "-s_uuid")


def present(rows: Iterable[Sequence[Any]]) -> list[Line]:
    """Return rows as lines, with the routes they belong to; two queries however many rows."""
    rows = list(rows)
    routes = with_people(RoutePage.objects.defer(*TEXTS)).in_bulk({row[2] for row in rows})
    for route in routes.values():
        route.__dict__["current_assignments"] = route.people_today
    kinds = {kind.name: kind for kind in KINDS}
    return [_line(row, kinds[row[0]], routes[row[2]]) for row in rows]


def everything(rows: QuerySet) -> Iterator[Line]:
    """Yield all lines, some hundreds at a time."""
    start = 0
    while batch := present(rows[start : start + BATCH]):
        yield from batch
        start += BATCH


def _line(row: Sequence[Any], kind: Kind, route: RoutePage) -> Line:
    _name, day, key, title, first, second, third, author = row[:8]
    what, details = kind.word(title, first, second, third)
    return Line(
        day=day,
        kind=str(kind.label),
        route_id=key,
        route=route.title,
        teacher=route.teacher.list_name if route.teacher else "",
        what=what,
        details=details,
        author=short_name(*author.split("|")),
    )
