"""What a school says of itself on every page: names, director, contacts, links in the footer."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection

from iom_wagtail.school.names import short_name

_SQL = """
SELECT s.id, s.short_name, s.full_name, s.place, d.surname, d.given_name, d.patronymic,
    f.contacts, f.columns
FROM {school} s
LEFT JOIN {staff} d ON d.id = s.director_id
LEFT JOIN {footer} f ON f.site_id = s.site_id
WHERE s.site_id = %s
"""


@dataclass(frozen=True, slots=True)
class StoredLink:
    """A link of the footer as an editor wrote it."""

    label: str
    page: int | None
    address: str


@dataclass(frozen=True, slots=True)
class StoredColumn:
    """A column of the footer as an editor wrote it."""

    heading: str
    links: Sequence[StoredLink]


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of one school; ``director`` is a short name, perhaps ""."""

    pk: int
    short_name: str
    full_name: str
    place: str
    director: str
    contacts: Sequence[str]
    columns: Sequence[StoredColumn]

    @property
    def pages(self) -> list[int]:
        """The keys of the pages that the footer links to."""
        return [link.page for column in self.columns for link in column.links if link.page]


@cache
def _sql() -> str:
    tables = {
        "school": ("iom_wagtail", "School"),
        "staff": ("iom_wagtail", "StaffMember"),
        "footer": ("home", "SiteFooter"),
    }
    return _SQL.format(
        **{key: apps.get_model(*name)._meta.db_table for key, name in tables.items()}
    )


def read_lines(site: int) -> Lines | None:
    """Return the lines of the school of a site; None where no school is set up.

    Three tables in one question that is put together once: it is asked with every public page.
    """
    with connection.cursor() as cursor:
        cursor.execute(_sql(), [site])
        row = cursor.fetchone()
    if row is None:
        return None
    *school, surname, given_name, patronymic, contacts, columns = row
    return Lines(
        *school,
        director=short_name(surname, given_name, patronymic) if surname else "",
        contacts=[line for line in (contacts or "").splitlines() if line.strip()],
        columns=list(_columns(columns)),
    )


def _columns(stored: Any) -> Iterable[StoredColumn]:
    """Yield the columns of a stored stream; PostgreSQL hands out JSON, SQLite its text."""
    for block in json.loads(stored) if isinstance(stored, str) and stored else stored or ():
        links = (item["value"] for item in block["value"]["links"])
        yield StoredColumn(
            block["value"]["heading"],
            [StoredLink(one["label"], one.get("page"), one.get("address") or "") for one in links],
        )
