"""The list of public addresses, in sections: only what is shown, with its translations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from django.db.models import Count, Max, Q, QuerySet
from django.utils.encoding import iri_to_uri
from wagtail.models import Page, Site

from home.frame.reading import prefix
from home.public import public
from iom_wagtail.stories.models import CelebrationPage, SuccessStoryPage

#: So many pages, each with its translations, make a section.
SIZE = 1000
#: Kinds of which there may be many; all others share the section «pages».
MANY = {"stories": SuccessStoryPage, "celebrations": CelebrationPage}
REST = "pages"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SCHEMA = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


@dataclass(frozen=True, slots=True)
class Home:
    """The home page of a language: where its pages lie and how their addresses begin."""

    path: str
    url_path: str
    language: str
    prefix: str


def homes_of(site: Site) -> list[Home]:
    """Return the live home pages of a site, one a language."""
    found = Page.objects.filter(translation_key=site.root_page.translation_key, live=True)
    rows = found.values_list("path", "url_path", "locale__language_code").order_by("path")
    return [Home(*row, prefix(row[2])) for row in rows]


def _public(homes: Sequence[Home]) -> QuerySet:
    """Return all public pages below any of the home pages, these included."""
    below = Q()
    for home in homes:
        below |= Q(path__startswith=home.path)
    return public(Page.objects.filter(below)) if homes else Page.objects.none()


def _of_kind(pages: QuerySet, kind: str) -> QuerySet:
    if kind in MANY:
        return pages.exact_type(MANY[kind])
    return pages.not_exact_type(*MANY.values())


def section_names(homes: Sequence[Home]) -> list[tuple[str, Any]]:
    """Return the name of every section, and when anything in it was last published."""
    counted = (
        _public(homes)
        .values("content_type__app_label", "content_type__model")
        .annotate(pages=Count("translation_key", distinct=True), last=Max("last_published_at"))
        .order_by()
    )
    kind_of = {(m._meta.app_label, m._meta.model_name): kind for kind, m in MANY.items()}
    sums: dict[str, int] = defaultdict(int)
    last: dict[str, Any] = {}
    for app, model, pages, published in counted.values_list(
        "content_type__app_label", "content_type__model", "pages", "last"
    ):
        kind = kind_of.get((app, model), REST)
        sums[kind] += pages
        if published is not None and (last.get(kind) is None or published > last[kind]):
            last[kind] = published
    return [
        (f"{kind}-{number + 1}", last.get(kind))
        for kind in (REST, *MANY)
        for number in range(-(-sums[kind] // SIZE))
    ]


def index_xml(homes: Sequence[Home], address_of: Any) -> str:
    """Return the index of all sections; ``address_of`` makes a section's whole address."""
    parts = [
        f"<sitemap><loc>{escape(address_of(name))}</loc>{_day('lastmod', last)}</sitemap>\n"
        for name, last in section_names(homes)
    ]
    return f"{_HEAD}<sitemapindex {_SCHEMA}>\n{''.join(parts)}</sitemapindex>\n"


def section_xml(homes: Sequence[Home], name: str, host: str) -> str | None:
    """Return one section, its addresses on a host; None when there is no such section."""
    kind, _dash, number = name.rpartition("-")
    if kind not in (REST, *MANY) or not number.isascii() or not number.isdigit():
        return None
    first = (int(number) - 1) * SIZE
    if not 0 <= first <= SIZE * SIZE:
        return None
    pages = _of_kind(_public(homes), kind)
    keys = pages.order_by("translation_key").values("translation_key").distinct()
    rows = pages.filter(translation_key__in=keys[first : first + SIZE])
    groups: dict[Any, list[tuple[str, str, Any]]] = defaultdict(list)
    for path, url_path, key, published in rows.order_by("path").values_list(
        "path", "url_path", "translation_key", "last_published_at"
    ):
        home = next(home for home in homes if path.startswith(home.path))
        url = iri_to_uri(f"{host}{home.prefix}{url_path[len(home.url_path) - 1 :]}")
        groups[key].append((home.language, url, published))
    if not groups:
        return None
    lines = (line for group in groups.values() for line in _lines(group))
    xhtml = 'xmlns:xhtml="http://www.w3.org/1999/xhtml"'
    return f"{_HEAD}<urlset {_SCHEMA} {xhtml}>\n{''.join(lines)}</urlset>\n"


def _lines(group: Sequence[tuple[str, str, Any]]) -> list[str]:
    """Return a page in all its languages; each names the others."""
    others = "".join(
        f'<xhtml:link rel="alternate" hreflang="{language}" href="{escape(url)}"/>'
        for language, url, _published in group
    )
    return [
        f"<url><loc>{escape(url)}</loc>{_day('lastmod', published)}"
        f"{others if len(group) > 1 else ''}</url>\n"
        for _language, url, published in group
    ]


def _day(tag: str, moment: Any) -> str:
    return f"<{tag}>{moment:%Y-%m-%d}</{tag}>" if moment is not None else ""
