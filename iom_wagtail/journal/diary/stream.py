"""Diary entries in the stream: the reader's own and those shown to the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Case, CharField, Value, When
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from iom_wagtail.journal.diary.queries import readable
from iom_wagtail.journal.stream.entries import Context, Entry, Source
from iom_wagtail.journal.stream.queries import columns
from iom_wagtail.school.names import short_name

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from iom_wagtail.routes.models import RoutePage


def rows(page: RoutePage) -> QuerySet:
    """Return the entries that the page's reader may read."""
    private = Case(
        When(to_all=False, to_mentor=False, to_methodist=False, to_deputy=False, then=Value("own")),
        default=Value(""),
        output_field=CharField(),
    )
    return columns(
        readable(page),
        "diary",
        day="happened_on",
        title=private,
        first="text",
        second="insight",
        third="next_step",
    )


def present(row: dict[str, Any], context: Context) -> Entry:
    """Return the three parts of an entry under their headings."""
    parts = (
        (_("What happened"), row["first"]),
        (_("What I understood"), row["second"]),
        (_("What I will do"), row["third"]),
    )
    uuid = UUID(str(row["uuid"]))
    return Entry(
        kind="diary",
        uuid=str(uuid),
        day=row["day"],
        heading=_("Diary entry"),
        icon="diary",
        texts=tuple((label, text) for label, text in parts if text),
        author=short_name(*row["author"].split("|")),
        href=reverse("iom_route_diary_entry", args=[context.page.pk, uuid]),
        note=_("Seen by you alone") if row["title"] == "own" else "",
    )


SOURCE = Source("diary", pgettext_lazy("stream", "Diary"), rows, present)
