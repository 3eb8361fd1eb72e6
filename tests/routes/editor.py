"""Helpers of the editor's tests: open the form as a browser does, post it back, read rows."""

from __future__ import annotations

from typing import Any

from bs4 import BeautifulSoup
from django.test import Client

from iom_wagtail.routes.models import RoutePage
from tests.factories import Cast


class Editor:
    """The edit form of a cast's route, opened by one of its people."""

    def __init__(self, cast: Cast, who: str = "mentor") -> None:
        self.cast = cast
        self.client = Client()
        self.client.force_login(cast.user(who))
        self.url = f"/admin/pages/{cast.route.pk}/edit/"

    def open(self, query: str = "") -> dict[str, list[str]]:
        """Return the fields of the form as a browser would post them."""
        response = self.client.get(self.url + query)
        assert response.status_code == 200, response.status_code
        return fields(response)

    def post(self, data: dict[str, Any], **extra: Any) -> Any:
        """Post the form; ``extra`` adds to the data (a button, a changed cell)."""
        return self.client.post(self.url, {**data, **extra})

    @property
    def draft(self) -> RoutePage:
        """The latest draft."""
        page = RoutePage.objects.get(pk=self.cast.route.pk)
        return page.get_latest_revision_as_object()

    def contents(self) -> list[str]:
        """Return the items' contents in the latest draft, in their order."""
        return [row.content for row in self.draft.programme_items.all()]


def soup(response: Any) -> BeautifulSoup:
    """Return the parsed page."""
    return BeautifulSoup(response.content, "html.parser")


def fields(response: Any) -> dict[str, list[str]]:
    """Return name → values of the form's successful controls, without buttons."""
    form = soup(response).select_one("#page-edit-form")
    found: dict[str, list[str]] = {}
    for control in form.select("input[name], textarea[name], select[name]"):
        if control.find_parent("template"):
            continue
        name, kind = control["name"], control.get("type", "text")
        if kind in ("checkbox", "radio") and not control.has_attr("checked"):
            continue
        if control.name == "textarea":
            value = control.text.removeprefix("\n")
        elif control.name == "select":
            chosen = control.select_one("option[selected]")
            value = chosen.get("value", "") if chosen else ""
        else:
            value = control.get("value", "on" if kind == "checkbox" else "")
        found.setdefault(name, []).append(value)
    return found
