"""Reading the stream: all kinds in one query, their counts in another, however many records."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db.models import CharField, Count, F, QuerySet, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Concat

from iom_wagtail.journal.stream.entries import COLUMNS, Context, Entry, Source

if TYPE_CHECKING:
    from iom_wagtail.routes.models import RoutePage


def columns(
    rows: QuerySet,
    kind: str,
    *,
    day: str | Combinable,
    author: str = "created_by",
    **texts: str | Combinable,
) -> QuerySet:
    """Annotate the stream's columns: ``day`` and the texts are names of fields or expressions.

    ``title``, ``first``, ``second``, ``third`` may be left out; ``author`` is the key to a member
    of the staff. The prefix ``s_`` keeps the names apart from the records' own fields.
    """
    values: dict[str, Any] = {
        "s_kind": Value(kind, CharField()),
        "s_day": F(day) if isinstance(day, str) else day,
    }
    for name in ("title", "first", "second", "third"):
        given = texts.get(name, Value(""))
        values[f"s_{name}"] = Cast(given, TextField())
    values["s_author"] = Concat(
        f"{author}__surname",
        Value("|"),
        f"{author}__given_name",
        Value("|"),
        f"{author}__patronymic",
        output_field=TextField(),
    )
    values["s_uuid"] = F("uuid")
    return rows.order_by().annotate(**values)


def latest(
    page: RoutePage, sources: Sequence[Source], context: Context, *, limit: int, offset: int = 0
) -> list[Entry]:
    """Return the newest entries of these kinds that the page's reader may read; one query."""
    if not sources:
        return []
    rows = _together(page, sources).order_by("-s_day", "-s_uuid")
    return _entries(rows[offset : offset + limit], sources, context)


def announced(
    page: RoutePage, plans: Sequence[Source], context: Context, *, limit: int
) -> list[Entry]:
    """Return what these kinds announce, the nearest first, those without a day last; one query."""
    if not plans:
        return []
    rows = _together(page, plans).order_by(F("s_day").asc(nulls_last=True), "s_uuid")
    return _entries(rows[:limit], plans, context)


def _together(page: RoutePage, sources: Sequence[Source]) -> QuerySet:
    names = [f"s_{name}" for name in COLUMNS]
    first, *others = (source.rows(page).values_list(*names) for source in sources)
    return first.union(*others, all=True)


def _entries(rows: QuerySet, sources: Sequence[Source], context: Context) -> list[Entry]:
    by_kind = {source.kind: source for source in sources}
    found = (dict(zip(COLUMNS, row, strict=True)) for row in rows)
    return [by_kind[row["kind"]].present(row, context) for row in found]


def counts(page: RoutePage, sources: Sequence[Source]) -> dict[str, int]:
    """Return kind → how many entries the page's reader may read; one query."""
    parts = [
        source.rows(page)
        .values("s_kind")
        .annotate(total=Count("pk"))
        .values_list("s_kind", "total")
        for source in sources
    ]
    return dict(parts[0].union(*parts[1:], all=True)) if parts else {}
