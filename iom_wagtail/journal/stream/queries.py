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


class Stream:
    """The records of a page that its reader may read, of some kinds or of all.

    Nine annotated queries take longer to build than to run; they are built once.
    """

    def __init__(self, page: RoutePage, sources: Sequence[Source]) -> None:
        self.sources = {source.kind: source for source in sources}
        self.rows = {source.kind: source.rows(page) for source in sources}

    def latest(
        self, context: Context, *, kind: str = "", limit: int, offset: int = 0
    ) -> list[Entry]:
        """Return the newest entries, of one kind or of all; one query."""
        rows = self._together(kind)
        if rows is None:
            return []
        rows = rows.order_by("-s_day", "-s_uuid")[offset : offset + limit]
        return self._entries(rows, context)

    def nearest(self, context: Context, *, limit: int) -> list[Entry]:
        """Return entries of days to come, the nearest first, without a day last; one query."""
        rows = self._together()
        if rows is None:
            return []
        rows = rows.order_by(F("s_day").asc(nulls_last=True), "s_uuid")[:limit]
        return self._entries(rows, context)

    def counts(self) -> dict[str, int]:
        """Return kind → how many entries the reader may read; one query."""
        parts = [
            rows.values("s_kind").annotate(total=Count("pk")).values_list("s_kind", "total")
            for rows in self.rows.values()
        ]
        return dict(parts[0].union(*parts[1:], all=True)) if parts else {}

    def _together(self, kind: str = "") -> QuerySet | None:
        chosen = [self.rows[kind]] if kind else list(self.rows.values())
        parts = [rows.values_list(*(f"s_{name}" for name in COLUMNS)) for rows in chosen]
        return parts[0].union(*parts[1:], all=True) if parts else None

    def _entries(self, rows: QuerySet, context: Context) -> list[Entry]:
        found = (dict(zip(COLUMNS, row, strict=True)) for row in rows)
        return [self.sources[row["kind"]].present(row, context) for row in found]
