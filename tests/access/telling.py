"""Public pages in the matrix: their addresses on the site, and Wagtail's own screens of them.

Their rows end with ``[public …]``: who is no part of a route may write there.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.access.world import World
from tests.routes.editor import fields

#: What begins the name of a filling that is about a page of the public site.
MARK = "public "

#: Name → the thing of the world that the page is.
THINGS = {"story": "story", "draft": "story draft", "celebration": "celebration"}


def key_of(what: str) -> Callable[[World], int]:
    """Return what fills in the key of a public page."""
    return _home if what == "home page" else lambda world: world.things[THINGS[what]].pk


def _home(world: World) -> int:
    return world.home.pk


def _parent(what: str) -> Callable[[World], int]:
    return lambda world: world.things[what].get_parent().pk


def _each(parameter: str, *names: str) -> list[tuple]:
    return [(MARK + name, {parameter: key_of(name)}, None) for name in names]


def _new(what: str, app: str, model: str, parent: Callable[[World], int]) -> tuple:
    given = {
        "content_type_app_name": lambda w: app,
        "content_type_model_name": lambda w: model,
        "parent_page_id": parent,
    }
    return MARK + what, given, None


#: Addresses of public pages: each of them, the feed, what lies below, and of a draft nothing.
_SERVED = (
    "stories/",
    "stories/feed/",
    "stories/told/",
    "stories/told/print/",
    "stories/told/copy/",
    "stories/told/copy/files/",
    "stories/begun/",
    "stories/begun/print/",
    "stories/begun/copy/",
    "stories/begun/copy/files/",
    "celebrations/",
    "celebrations/held/",
    "celebrations/held/calendar/",
    "celebrations/feed/",
    "stories/told/calendar/",
)

#: Added to the fillings of the plugin's private pages.
TELLING: dict[str, list[tuple]] = {
    "wagtail_serve": [(MARK + path, {"0": lambda w, path=path: path}, None) for path in _SERVED],
    "wagtailadmin_pages:add": [
        _new("story", "iom_wagtail", "successstorypage", _parent("story")),
        _new("celebration", "iom_wagtail", "celebrationpage", _parent("celebration")),
        _new("content page", "home", "contentpage", _home),
        _new("mentoring page", "home", "mentoringpage", _home),
    ],
    "wagtailadmin_pages:edit": [
        *_each("page_id", "story", "draft", "celebration", "home page"),
    ],
    "wagtailadmin_pages:view_draft": _each("page_id", "draft"),
    "wagtailadmin_pages:history": _each("page_id", "story", "draft"),
    "wagtailadmin_pages:preview_on_edit": _each("page_id", "draft"),
    "wagtailadmin_pages:unpublish": _each("page_id", "story"),
    "wagtailadmin_pages:delete": _each("page_id", "story", "draft"),
    "wagtailadmin_pages:copy": _each("page_id", "draft"),
    "wagtailadmin_pages:move": _each("page_to_move_id", "story"),
    "wagtailadmin_pages:set_privacy": _each("page_id", "story"),
    "wagtailadmin_explore": [(MARK + "stories", {"parent_page_id": _parent("story")}, None)],
    "iom_anonymise": [("", {}, None), *_each("page_id", "draft")],
    "site_search": [("", {}, None), (MARK + "words", {}, lambda w: {"q": "год"})],
}


#: The text of a page, which a script draws: empty.
_TEXT = {"body-count": "0"}


def _edited(what: str, **more: str) -> Callable[[World], dict[str, Any]]:
    """Return the editor's form of a page with another title, as who writes there sends it."""

    def body(world: World) -> dict[str, Any]:
        kept = f"editor of {what}"
        if kept not in world.things:
            with world.as_role("superuser") as client:
                response = client.get(f"/admin/pages/{key_of(what)(world)}/edit/")
            world.things[kept] = {**fields(response), **_TEXT, "title": ["Другое название"]}
        return {**world.things[kept], **more}

    return body


def _added(what: str) -> Callable[[World], dict[str, Any]]:
    """Return the form of a new page, sent to be published at once."""

    def body(world: World) -> dict[str, Any]:
        row = next(row for row in TELLING["wagtailadmin_pages:add"] if row[0] == MARK + what)
        app, model, parent = (value(world) for value in row[1].values())
        with world.as_role("superuser") as client:
            response = client.get(f"/admin/pages/add/{app}/{model}/{parent}/")
        new = {"title": ["Новая страница"], "slug": ["new-page"], "action-publish": "1"}
        if what == "celebration":
            new["begins_at"] = ["01.06.2026 12:00"]
        return {**fields(response), **_TEXT, **new}

    return body


_NEW = ("story", "celebration", "content page", "mentoring page")

#: What is posted, by the label of the address.
TELLING_BODIES: dict[str, Callable[[World], dict[str, Any]]] = {
    **{f"wagtailadmin_pages:add [{MARK}{what}]": _added(what) for what in _NEW},
    f"wagtailadmin_pages:edit [{MARK}story]": _edited("story", **{"action-publish": "1"}),
    f"wagtailadmin_pages:edit [{MARK}draft]": _edited("draft"),
    f"wagtailadmin_pages:edit [{MARK}celebration]": _edited("celebration"),
    f"wagtailadmin_pages:edit [{MARK}home page]": _edited("home page"),
    f"wagtailadmin_pages:preview_on_edit [{MARK}draft]": _edited("draft"),
    f"wagtailadmin_pages:copy [{MARK}draft]": lambda w: {
        "new_title": "Копия",
        "new_slug": "kopiya",
        "new_parent_page": w.things["story"].get_parent().pk,
        "publish_copies": "on",
    },
    f"wagtailadmin_pages:set_privacy [{MARK}story]": lambda w: {"restriction_type": "login"},
    f"iom_anonymise [{MARK}draft]": lambda w: {"people": [f"p{w.cast.mentor.pk}"]},
}
