"""The frame of a public page as its template needs it: plain values, ready before the page is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.conf import settings
from django.http.request import split_domain_port
from django.urls import reverse, translate_url
from django.utils import translation
from django.utils.encoding import uri_to_iri
from wagtail.contrib.redirects.models import Redirect
from wagtail.coreutils import get_content_languages, get_supported_content_language_variant
from wagtail.models import Page

from home.frame.lines import Lines, StoredColumn, read_site
from home.frame.tree import Row, Tree, read_tree

if TYPE_CHECKING:
    from django.http import HttpRequest

#: Asks the home page of a language to say from which page a visitor came, who wanted it there.
UNTRANSLATED = "untranslated"


@dataclass(frozen=True, slots=True)
class Link:
    """A way to somewhere; ``current`` is what ``aria-current`` says of it."""

    label: str
    url: str
    current: str = ""


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the site and where it leads from this page.

    ``full`` is the whole address of the translation; empty where there is none.
    """

    code: str
    name: str
    url: str
    full: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class Column:
    """A column of links in the footer."""

    heading: str
    links: Sequence[Link]


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around a public page."""

    home_url: str
    search_url: str
    menu: Sequence[Link]
    crumbs: Sequence[Link]
    languages: Sequence[Language]
    school: Lines | None
    columns: Sequence[Column]

    @property
    def alternates(self) -> list[Language]:
        """The versions of this page in all languages, if there is more than one."""
        found = [language for language in self.languages if language.full]
        return found if len(found) > 1 else []

    @property
    def default(self) -> Language | None:
        """The version for whoever reads none of the languages."""
        found = (one for one in self.alternates if one.code == settings.LANGUAGE_CODE)
        return next(found, None)


class Surroundings:
    """Site, the school's lines and the tree around one request, each asked for once."""

    def __init__(self, request: HttpRequest, slugs: Sequence[str] = ()) -> None:
        self.request = request
        self.slugs = list(slugs)
        host = split_domain_port(request._get_raw_host())[0]  # as Wagtail finds a site
        self.site, self.lines = read_site(host, request.get_port())
        request._wagtail_site = self.site
        self.tree = self._read()
        self._prefixes: dict[str, str] = {}
        self.language = active_language()

    def _read(self) -> Tree:
        if self.site is None:
            return Tree((), 0, True)
        return read_tree(
            self.site.root_page_id,
            self.slugs,
            redirect_spellings(self.request),
            self.lines.pages if self.lines is not None else (),
        )

    @property
    def home(self) -> Row | None:
        """The home page in the visitor's language; in the site's own where there is none."""
        homes = self.tree.homes
        return homes.get(self.language) or next(iter(homes.values()), None)

    def url(self, row: Row) -> str:
        """Return the address of a page of this site."""
        return self.url_of(row.url_path, self.tree.homes[row.language])

    def url_of(self, url_path: str, home: Row) -> str:
        """Return the address of what lies below a home page at a path of the tree."""
        if home.language not in self._prefixes:
            self._prefixes[home.language] = prefix(home.language)
        return f"{self._prefixes[home.language]}{url_path[len(home.url_path) - 1 :]}"


def surroundings_of(request: HttpRequest, page: Page | None = None) -> Surroundings:
    """Return what is known around a request; asked for now if nobody has yet."""
    found = getattr(request, "_home_surroundings", None)
    if found is None:
        slugs = page.url_path.split("/")[2:-1] if page is not None else []
        found = request._home_surroundings = Surroundings(request, slugs)
    return found


def active_language() -> str:
    """Return the language of pages that goes with the active language of the interface."""
    try:
        return get_supported_content_language_variant(translation.get_language())
    except LookupError:
        return settings.LANGUAGE_CODE


def prefix(language: str) -> str:
    """Return what the addresses of a language begin with: "", "/en"."""
    with translation.override(language):
        return reverse("wagtail_serve", args=("",)).rstrip("/")


def redirect_spellings(request: HttpRequest) -> list[str]:
    """Return the spellings under which Wagtail's redirects may know the asked address."""
    whole = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
    bare = whole.partition("?")[0].partition(";")[0]
    spellings = (whole, bare, uri_to_iri(whole), uri_to_iri(bare))
    return [text for text in dict.fromkeys(spellings) if "\0" not in text]


def read_frame(request: HttpRequest, page: Page | None = None) -> Frame:
    """Return the frame of a page, or of a view that is no page."""
    around = surroundings_of(request, page)
    home = around.home
    chain = around.tree.chain(home, around.slugs) if home is not None and page is not None else []
    here = next((row for row in chain if page is not None and row.pk == page.pk), None)
    return Frame(
        home_url=around.url(home) if home is not None else "/",
        search_url=reverse("site_search"),
        menu=_menu(around, home, chain, here),
        crumbs=_crumbs(around, chain, here),
        languages=_languages(around, here, page),
        school=around.lines,
        columns=[_column(around, column) for column in around.lines.columns]
        if around.lines
        else [],
    )


def _menu(
    around: Surroundings, home: Row | None, chain: Sequence[Row], here: Row | None
) -> list[Link]:
    if home is None:
        return []
    along = {row.pk for row in chain}
    return [
        Link(
            row.title,
            around.url(row),
            "page" if here is not None and row.pk == here.pk else "true" * (row.pk in along),
        )
        for row in around.tree.menu(home)
    ]


def _crumbs(around: Surroundings, chain: Sequence[Row], here: Row | None) -> list[Link]:
    """Return the way from the home page to the page above; nothing for the home page itself."""
    above = [row for row in chain if row.live and (here is None or row.pk != here.pk)]
    if here is None or not above:
        return []
    first = Link(translation.gettext("Home page"), around.url(above[0]))
    return [first, *(Link(row.title, around.url(row)) for row in above[1:])]


def _languages(around: Surroundings, here: Row | None, page: Page | None) -> list[Language]:
    """Return the languages in which the site has a home page, as ways from this page.

    A page without a translation leads to the home page of the language, which says so.
    """
    request, homes = around.request, around.tree.homes
    if len(homes) < 2:
        return []
    known = around.tree.translations(here) if here is not None else {}
    found = []
    for code, name in get_content_languages().items():
        if code not in homes:
            continue
        if page is None:
            url = translate_url(request.get_full_path(), code)
            full = ""
        elif code in known:
            url = around.url(known[code])
            full = request.build_absolute_uri(url)
        else:
            asked = urlencode({UNTRANSLATED: request.path}, safe="/")
            url, full = f"{around.url(homes[code])}?{asked}", ""
        found.append(Language(code, name, url, full, code == around.language))
    return found


def _column(around: Surroundings, column: StoredColumn) -> Column:
    links = []
    for link in column.links:
        row = around.tree.page(link.page) if link.page else None
        if row is not None and row.language in around.tree.homes:
            links.append(Link(link.label, around.url(row)))
        elif link.address:
            links.append(Link(link.label, link.address))
    return Column(column.heading, links)
