"""What a room of records gives to the stream, and what the stream gives to a page. Plain values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from iom_wagtail.routes.models import RoutePage

#: Columns every source selects, in this order; texts that a kind doesn't have are empty.
COLUMNS = ("kind", "uuid", "day", "title", "first", "second", "third", "author")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in the stream: its day, heading, labelled texts, who wrote it, where it leads.

    Only what is planned may lack a day.
    """

    kind: str
    uuid: str
    day: dt.date | None
    heading: str
    icon: str
    texts: tuple[tuple[str, str], ...] = ()
    author: str = ""
    href: str = ""
    note: str = ""


@dataclass(frozen=True)
class Context:
    """What turning a row into an entry may need: the route, and its items and cuts by uuid."""

    page: RoutePage
    items: dict[str, Any] = field(default_factory=dict)
    cuts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Source:
    """A kind of record in the stream.

    ``rows`` returns the records of the page that its reader (``page.reader``) may read, with the
    columns annotated by ``columns()``; ``present`` turns a row (column → value) into an entry.
    The same shape tells what records announce: their ``day`` is then one to come.
    """

    kind: str
    label: Any
    rows: Callable[[RoutePage], QuerySet]
    present: Callable[[dict[str, Any], Context], Entry]
