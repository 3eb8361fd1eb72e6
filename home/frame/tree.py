"""Everything of the page tree that a public address needs, in one question.

Wagtail asks for the site's home page in the visitor's language, for each step of an address, for
restrictions, for translations and for the menu one by one: a dozen questions before a page says
its first word. Here they are one, whose cost doesn't grow with the number of stories: it walks
along indexes of the tree's paths and slugs, and leaps from one child of the home page to the next
without touching what lies below them.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db import connection
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, PageViewRestriction

#: Comes after every path below a page: the tree's letters end with Z.
LAST = "Z" * 60

_SQL = """
WITH RECURSIVE
homes (path) AS (
    SELECT CAST(path AS text) FROM {page}
    WHERE translation_key = (SELECT translation_key FROM {page} WHERE id = %s)
),
child (home, path) AS (
    SELECT homes.path, CAST((
        SELECT p.path FROM {page} p
        WHERE p.path > homes.path AND p.path <= homes.path || %s ORDER BY p.path LIMIT 1
    ) AS text) FROM homes
    UNION ALL
    SELECT child.home, CAST((
        SELECT p.path FROM {page} p
        WHERE p.path > child.path || %s AND p.path <= child.home || %s ORDER BY p.path LIMIT 1
    ) AS text) FROM child WHERE child.path IS NOT NULL
),
wanted (id) AS (
    SELECT id FROM {page} WHERE translation_key IN (
        SELECT translation_key FROM {page} WHERE id = %s{slugs}
    )
    UNION
    SELECT p.id FROM child JOIN {page} p ON p.path = child.path WHERE p.live AND p.show_in_menus
    {more}
)
SELECT p.id, p.path, p.depth, p.slug, p.title, p.url_path, p.live, p.show_in_menus,
    p.translation_key, p.content_type_id, p.alias_of_id, l.language_code,
    EXISTS (
        SELECT 1 FROM {restriction} r JOIN {page} q ON q.id = r.page_id
        WHERE substr(p.path, 1, length(q.path)) = q.path
    ),
    EXISTS (SELECT 1 FROM {redirect} WHERE old_path IN ({asked}))
FROM wanted JOIN {page} p ON p.id = wanted.id JOIN {locale} l ON l.id = p.locale_id
ORDER BY p.path
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One page of the tree, as far as a frame needs it."""

    pk: int
    path: str
    depth: int
    slug: str
    title: str
    url_path: str
    live: bool
    show_in_menus: bool
    translation_key: uuid.UUID | str
    content_type: int
    alias_of: int | None
    language: str
    restricted: bool


@dataclass(frozen=True)
class Tree:
    """The pages found for one address: homes, steps of the address, translations, the menu."""

    rows: Sequence[Row]
    root: int
    redirects: bool

    @cached_property
    def homes(self) -> dict[str, Row]:
        """The live home pages by language; that of the site itself first."""
        key = next((row.translation_key for row in self.rows if row.pk == self.root), None)
        found = [row for row in self.rows if row.translation_key == key and row.live]
        return {row.language: row for row in sorted(found, key=lambda row: row.pk != self.root)}

    def chain(self, home: Row, slugs: Iterable[str]) -> list[Row]:
        """Return the home page and the pages that follow each other along an address."""
        steps = {(row.path[: -Page.steplen], row.slug): row for row in self.rows}
        found = [home]
        for slug in slugs:
            row = steps.get((found[-1].path, slug))
            if row is None:
                break
            found.append(row)
        return found

    def menu(self, home: Row) -> list[Row]:
        """Return the pages of a home page's menu, in the order of the tree."""
        return [
            row
            for row in self.rows
            if row.show_in_menus and row.live and row.path[: -Page.steplen] == home.path
        ]

    def translations(self, page: Row) -> dict[str, Row]:
        """Return the live translations of a page, itself included, by language."""
        found = [row for row in self.rows if row.translation_key == page.translation_key]
        return {row.language: row for row in found if row.live}

    def page(self, pk: int) -> Row | None:
        """Return one of the pages by its key, if it is there and live."""
        return next((row for row in self.rows if row.pk == pk and row.live), None)


def read_tree(
    root: int, slugs: Sequence[str] = (), addresses: Sequence[str] = (), pages: Sequence[int] = ()
) -> Tree:
    """Ask once for what a public address needs of the tree.

    ``root`` is the key of the site's home page, ``slugs`` are the steps of the address,
    ``addresses`` the spellings under which a redirect may be stored, ``pages`` further pages that
    the frame links to.
    """
    slugs, pages = list(dict.fromkeys(slugs)), list(dict.fromkeys(pages))
    sql = _SQL.format(
        page=Page._meta.db_table,
        restriction=PageViewRestriction._meta.db_table,
        redirect=Redirect._meta.db_table,
        locale=Locale._meta.db_table,
        slugs=f" OR slug IN ({_marks(slugs)})" if slugs else "",
        more=f"UNION SELECT id FROM {Page._meta.db_table} WHERE id IN ({_marks(pages)})"
        if pages
        else "",
        asked=_marks(addresses) or "NULL",
    )
    parameters = [root, LAST, LAST, LAST, root, *slugs, *pages, *addresses]
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        found = cursor.fetchall()
    rows = [
        Row(*values[:6], bool(values[6]), bool(values[7]), *values[8:12], bool(values[12]))
        for values in found
    ]
    return Tree(rows, root, any(values[13] for values in found))


def _marks(values: Sequence[object]) -> str:
    return ", ".join(["%s"] * len(values))
