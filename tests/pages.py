"""Every page the product has today, with its budget; the suite and ``make bench`` read this.

A new address fails ``tests/test_page_queries.py`` until it stands here.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

#: No statement of an own page is asked more often (performance budget).
MOST_REPEATS = 2

SITE, OFFICE = "site", "office"


@dataclass(frozen=True)
class Page:
    """A page to open: as whom, at which address, within which budget.

    ``view`` is the name of an address, or the address itself; ``args`` name keys of
    ``tests/world.py``. ``limits`` are ``scripts/bench.py``'s; ``growth`` limits the exponent of
    time over the number of routes. ``taps`` make it an act in place: they are posted in turn, so
    that each changes something.
    """

    title: str
    face: str
    who: str | None
    view: str
    args: tuple[str, ...] = ()
    limits: dict[str, float] = field(default_factory=dict)
    growth: float | None = None
    status: int = 200
    taps: tuple[Mapping[str, str], ...] = ()

    def address(self, keys: dict[str, str]) -> str:
        """Return the page's address in a world."""
        if self.view.startswith("/"):
            return self.view.format(**keys)
        return reverse(self.view, args=[keys.get(word, word) for word in self.args])

    def visitor(self, address: str) -> Callable[[Any], Any]:
        """Return what opens the page with a test client, or makes the next of its taps."""
        if not self.taps:
            return lambda client: client.get(address)
        turns = itertools.cycle(self.taps)
        return lambda client: client.post(address, next(turns), headers={"HX-Request": "true"})


def _site(title: str, who: str | None, view: str, *args: str, **limits: Any) -> Page:
    return _page(SITE, title, who, view, args, limits)


def _office(title: str, who: str | None, view: str, *args: str, **limits: Any) -> Page:
    return _page(OFFICE, title, who, view, args, limits)


def _page(
    face: str, title: str, who: str | None, view: str, args: tuple[str, ...], limits: dict
) -> Page:
    growth, status = limits.pop("growth", None), int(limits.pop("status", 200))
    taps = limits.pop("taps", ())
    limits = {"repeat": MOST_REPEATS, **limits}
    return Page(title, face, who, view, args, limits, growth, status, taps)


ROUTE = {"queries": 12, "ratio": 60}
#: The route page with its records: the budget of the journal.
WORKPLACE = {"queries": 16, "ratio": 75}
#: The same after a year: 60 items, 10 checkpoints, 200 diary entries, 40 visits, 60 files.
BUSY = {"queries": 16, "ratio": 150, "kb": 120}
#: One tap there, and back.
TAP = {"queries": 15, "ratio": 60, "kb": 8}
TAPS = ({"tap": "1", "status": "done", "from": "next"}, {"tap": "1", "status": "work"})

#: A list of public pages, twelve at a time.
LIST = {"queries": 8, "ratio": 45, "growth": 0.15, "kb": 60}

#: What visitors see of a school with many stories; measured at 10, 1 000 and 10 000 of them.
PUBLIC = (
    _site("home page", None, "/", queries=8, ratio=35, growth=0.1),
    _site("stories", None, "/stories/", **LIST),
    _site("stories, further on", None, "/stories/?page=2", **LIST),
    _site("stories of a kind", None, "/stories/?kind=talk", **LIST),
    _site("stories with words", None, "/stories/?q=дробями", queries=8, ratio=100, growth=0.5),
    _site("story", None, "/stories/{story}/", queries=7, ratio=35, growth=0.05),
    _site("story to print", None, "/stories/{story}/print/", queries=7, ratio=35, growth=0.05),
    _site("story to copy", None, "/stories/{story}/copy/", queries=7, ratio=35, growth=0.05),
    _site("feed", None, "/stories/feed/", queries=8, ratio=60, growth=0.15),
    _site("celebrations", None, "/celebrations/", **LIST),
    _site("celebration", None, "/celebrations/{celebration}/", queries=7, ratio=35, growth=0.05),
    _site("search", None, "/search/?q=дробями", queries=6, ratio=100, growth=0.5),
    _site("sitemap", None, "/sitemap.xml", queries=4, ratio=60, growth=0.1),
    _site("sitemap: stories", None, "/sitemap-stories-1.xml", queries=4, ratio=60, growth=0.1),
    _site("missing page", None, "/stories/nothing/", queries=3, ratio=18, status=404),
)

PAGES = (
    _site("home page", None, "/", queries=8, ratio=35, growth=0.05),
    _site("mentoring", None, "/mentoring/", queries=8, ratio=35, growth=0.05),
    _site("stories", None, "/stories/", **LIST),
    _site("stories, narrowed", None, "/stories/?subject=Математика&q=год", **LIST),
    _site("stories, their second page", None, "/stories/?page=2", **LIST),
    _site("stories: feed", None, "/stories/feed/", queries=8, ratio=45, growth=0.15),
    _site("story", None, "/stories/told/", queries=7, ratio=35, growth=0.05),
    _site("story: print", None, "/stories/told/print/", queries=7, ratio=35),
    _site("story: copy", None, "/stories/told/copy/", queries=7, ratio=35),
    _site("celebrations", None, "/celebrations/", **LIST),
    _site("celebration", None, "/celebrations/held/", queries=7, ratio=35, growth=0.05),
    _site("celebration: calendar", None, "/celebrations/held/calendar/", queries=5),
    _site("search", None, "/search/?q=наставник", queries=6, ratio=100, growth=0.1),
    _site("search: form", None, "/search/", queries=4, ratio=35),
    _site("sitemap", None, "/sitemap.xml", queries=4, ratio=60, growth=0.1),
    _site("sitemap: pages", None, "/sitemap-pages-1.xml", queries=4, ratio=60, growth=0.1),
    _site("version for the visually impaired", None, "iom_low_vision", queries=4, ratio=35),
    _site("missing page", None, "/no-such-page/", queries=3, ratio=18, status=404),
    _site("login", None, "iom_login"),
    _site("password reset", None, "iom_password_reset"),
    _site("password reset: sent", None, "iom_password_reset_done"),
    _site("password reset: done", None, "iom_password_reset_complete"),
    _site("password change", "teacher", "iom_password_change"),
    _site("password change: done", "teacher", "iom_password_change_done"),
    _site("routes, of the deputy", "deputy", "iom_routes", queries=20, growth=0.1),
    _site("routes, of a teacher", "teacher", "iom_routes", queries=20, growth=0.1),
    _site("registers", "deputy", "iom_registers"),
    _site("my consents", "teacher", "iom_my_consents", queries=14),
    _site("withdraw the own consent", "teacher", "iom_my_consent_withdraw", "consent"),
    _site("papers", "deputy", "iom_route_papers", "route", queries=20),
    _site("a signed paper", "mentor", "iom_route_signed", "route", "passport", queries=14),
    _site("pupils' results from a table", "mentor", "iom_route_import_marks", "route"),
    _site("route", "deputy", "iom_route", "route", **WORKPLACE),
    _site("route, of its teacher", "teacher", "iom_route", "route", **WORKPLACE),
    _site("route after a busy year", "deputy", "iom_route", "busy", **BUSY),
    _site("route after a busy year, of its teacher", "teacher", "iom_route", "busy", **BUSY),
    _site("done, one tap", "teacher", "iom_route_item", "busy", "open item", taps=TAPS, **TAP),
    _site("route in approval", "director", "iom_route", "waiting", **WORKPLACE),
    _site("route without a version", "mentor", "iom_route", "fresh", **WORKPLACE),
    _site("version", "teacher", "iom_route_version", "route", "1", **ROUTE),
    _site("what a version changed", "deputy", "iom_route_changes", "route", "2", **ROUTE),
    _site("approval, to decide", "deputy", "iom_route_approval", "waiting"),
    _site("approval, to read", "director", "iom_route_approval", "waiting"),
    _site("approval, nothing waits", "mentor", "iom_route_approval", "fresh"),
    _site("queue", "deputy", "iom_approvals", queries=13, growth=0.05),
    _site("queue, empty", "teacher", "iom_approvals", queries=8),
    _site("queue, one text", "deputy", "iom_approval", "waiting", queries=13),
    _site("approval sheet", "teacher", "iom_route_version_sheet", "route", "1", **ROUTE),
    _site("stream", "mentor", "iom_route_stream", "route", queries=16),
    _site("item", "teacher", "iom_route_item", "route", "item"),
    _site("checkpoint", "teacher", "iom_route_checkpoint", "route", "checkpoint"),
    _site("diary", "teacher", "iom_route_diary", "route"),
    _site("diary entry", "teacher", "iom_route_diary_entry", "route", "diary entry"),
    _site("visits", "mentor", "iom_route_visits", "route"),
    _site("new visit", "mentor", "iom_route_visit_new", "route"),
    _site("visit", "teacher", "iom_route_visit", "route", "visit"),
    _site("change a visit", "mentor", "iom_route_visit_change", "route", "visit"),
    _site("meetings", "mentor", "iom_route_meetings", "route"),
    _site("meeting", "mentor", "iom_route_meeting", "route", "meeting"),
    _site("requests", "teacher", "iom_route_requests", "route"),
    _site("request", "teacher", "iom_route_request", "route", "request"),
    _site("achievements", "teacher", "iom_route_achievements", "route"),
    _site("achievement", "teacher", "iom_route_achievement", "route", "achievement"),
    _site("encouragements", "deputy", "iom_route_encouragements", "route"),
    _site("encouragement", "mentor", "iom_route_encouragement", "route", "encouragement"),
    _site("testimonials", "mentor", "iom_route_testimonials", "route"),
    _site("testimonial", "mentor", "iom_route_testimonial", "route", "testimonial"),
    _site("attachments", "teacher", "iom_route_attachments", "route", queries=12),
    _site("conclusion", "teacher", "iom_route_conclusion", "route", queries=10),
    _site("conclusion, of the director", "director", "iom_route_conclusion", "route", queries=10),
    _site("story, its beginning", "teacher", "iom_route_story", "route", queries=14),
    _site("conclusion, its draft", "mentor", "iom_route_conclusion", "corrected", queries=13),
    _site("conclusion, none yet", "mentor", "iom_route_conclusion", "waiting", queries=9),
    _site(
        "approval of a conclusion", "director", "iom_route_conclusion_approval", "route",
        queries=10,
    ),
    _site(
        "approval sheet of a conclusion", "teacher", "iom_route_conclusion_sheet", "route", "1",
        queries=11,
    ),
    _site(
        "version of a conclusion", "teacher", "iom_route_conclusion_version", "route", "1",
        queries=10,
    ),
    _office("admin home", "deputy", "wagtailadmin_home"),
    _office(
        "explorer of routes", "deputy", "wagtailadmin_explore", "index",
        queries=25, ratio=600, growth=0.05,
    ),
    _office("list of routes", "deputy", "iom_route_list", queries=25, ratio=600, growth=0.05),
    _office("list of routes: results", "deputy", "iom_route_list_results", queries=25, growth=0.05),
    _office(
        "editor", "deputy", "wagtailadmin_pages:edit", "route", queries=45, ratio=620, kb=350
    ),
    _office(  # Wagtail's view asks for the parent twice, its menu for the explorer's root
        "editor of a conclusion", "mentor", "wagtailadmin_pages:edit", "conclusion draft",
        queries=45, kb=200, repeat=3,
    ),
    _office("history", "deputy", "wagtailadmin_pages:history", "route"),
    _office(  # Wagtail's view loads the page itself, and again with each of the two revisions
        "compare revisions", "deputy", "wagtailadmin_pages:revisions_compare",
        "route", "earlier revision", "later revision", repeat=3,
    ),
    _office("people of a route", "deputy", "iom_route_people", "route"),
    _office("put a route into the archive", "deputy", "iom_route_archive", "route"),
    _office("delete a draft", "deputy", "iom_route_delete", "fresh"),
    _office("stop a route", "deputy", "iom_route_stop", "route"),
    _office("records of all routes", "deputy", "iom_lines", queries=25),
    _office("sets of criteria", "methodist", "iom_criteria"),
    _office("new set of criteria", "methodist", "iom_criteria_add"),
    _office("set of criteria", "methodist", "iom_criteria_set", "criteria"),
    _office("open a route", "deputy", "iom_route_open"),
    _office("items from a table", "mentor", "iom_route_import_items", "corrected"),
    _office("a route from a Word file", "deputy", "iom_route_import_word"),
    _office("correct a typing error", "mentor", "iom_route_correction", "corrected"),
    _office("who signs for the director", "director", "iom_delegations"),
    _office("consents", "deputy", "iom_consents", queries=25),
    _office("record a consent", "deputy", "iom_consent_add"),
    _office("consent", "deputy", "iom_consent", "consent"),
    _office("withdraw a consent", "deputy", "iom_consent_withdraw", "consent"),
    _office("school", "deputy", "iom_school"),
    _office("staff", "director", "iom_staff"),
    _office("staff: results", "director", "iom_staff_results"),
    _office("add a person", "deputy", "iom_staff_add"),
    _office("import a staff list", "deputy", "iom_staff_import"),
    _office("first accounts", "deputy", "iom_staff_accounts"),
    _office("person", "director", "iom_staff_edit", "mentor"),
    _office("person: leave or come back", "director", "iom_staff_state", "mentor"),
)  # fmt: skip

#: Addresses that show no page, and those of set-up and mails, which have tests of their own.
NO_PAGES = frozenset(
    {
        "iom_editor_ping",
        "iom_logout",
        "iom_sheet",
        "iom_route_attachment",
        "iom_route_attachment_preview",
        "iom_route_restore",
        "iom_register",
        "iom_dossier_file",
        "iom_dossiers",
        "iom_route_dossier",
        "iom_anonymise",
        "iom_consent_form",
        "iom_consent_scan",
        "iom_route_paper",
        "iom_route_record_paper",
        "iom_route_signed_scan",
        # a package is written on at each look; a record's scan has the same page as any other
        "iom_dossier",
        "iom_route_record_signed",
        "iom_password_reset_confirm",
        "iom_setup",
        "iom_setup_accounts",
        "iom_setup_done",
        "iom_setup_leaders",
        "iom_setup_staff",
        "iom_staff_password",
        "iom_staff_rights",
    }
)
