"""The site of a request, and what its school says of itself on every page: names, director,
contacts, links in the footer.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection
from wagtail.models import Site

from iom_wagtail.school.names import short_name

_SQL = """
SELECT site.id, site.hostname, site.port, site.site_name, site.root_page_id, site.is_default_site,
    s.id, s.short_name, s.full_name, s.place, d.surname, d.given_name, d.patronymic,
    f.contacts, f.columns
FROM {site} site
LEFT JOIN {school} s ON s.site_id = site.id
LEFT JOIN {staff} d ON d.id = s.director_id
LEFT JOIN {footer} f ON f.site_id = site.id
WHERE site.hostname = %s OR site.is_default_site
"""
_SITE = ("id", "hostname", "port", "site_name", "root_page_id", "is_default_site")


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
        "site": ("wagtailcore", "Site"),
        "school": ("iom_wagtail", "School"),
        "staff": ("iom_wagtail", "StaffMember"),
        "footer": ("home", "SiteFooter"),
    }
    return _SQL.format(
        **{key: apps.get_model(*name)._meta.db_table for key, name in tables.items()}
    )


def read_site(hostname: str, port: int | str) -> tuple[Site | None, Lines | None]:
    """Return the site that answers at a host, and the lines of its school where one is set up.

    Four tables in one question that is put together once: it is asked with every public page.
    """
    with connection.cursor() as cursor:
        cursor.execute(_sql(), [hostname])
        rows = cursor.fetchall()
    row = _chosen(rows, hostname, str(port))
    if row is None:
        return None, None
    site = Site.from_db(connection.alias, _SITE, [*row[:5], bool(row[5])])
    key, *school, surname, given_name, patronymic, contacts, columns = row[6:]
    if key is None:
        return site, None
    return site, Lines(
        key,
        *school,
        director=short_name(surname, given_name, patronymic) if surname else "",
        contacts=[line for line in (contacts or "").splitlines() if line.strip()],
        columns=list(_columns(columns)),
    )


def _chosen(rows: Sequence[tuple], hostname: str, port: str) -> tuple | None:
    """Return the row that Wagtail would choose: host and port; the default site if the host is
    its own, or known to several others, or to none; else the only one that has the host.
    """
    own = [row for row in rows if row[1] == hostname]
    default = next((row for row in rows if row[5]), None)
    exact = next((row for row in own if str(row[2]) == port), None)
    if exact is not None:
        return exact
    if default is not None and (default in own or len(own) != 1):
        return default
    return own[0] if len(own) == 1 else None


def _columns(stored: Any) -> Iterable[StoredColumn]:
    """Yield the columns of a stored stream; PostgreSQL hands out JSON, SQLite its text."""
    for block in json.loads(stored) if isinstance(stored, str) and stored else stored or ():
        links = (item["value"] for item in block["value"]["links"])
        yield StoredColumn(
            block["value"]["heading"],
            [StoredLink(one["label"], one.get("page"), one.get("address") or "") for one in links],
        )
