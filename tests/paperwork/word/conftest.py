"""A school whose people are those of the ten files, without a route."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from iom_wagtail.routes.models import RoutePage
from tests import factories
from tests.files import samples
from tests.paperwork.word.reading import name

ADDRESS = "/admin/iom/routes/import/word/"


@pytest.fixture
def cast(db):
    """A school without routes; its people bear the names of the example."""
    cast = factories.make_cast()
    name(cast)
    return cast


def draft() -> RoutePage:
    """Return the draft of the only route."""
    return RoutePage.objects.get().get_latest_revision_as_object()


def shown(response: Any) -> str:
    """Return the words of a page."""
    assert response.status_code == 200, response.status_code
    return " ".join(BeautifulSoup(response.content, "html.parser").get_text(" ").split())


class Screen:
    """The import as somebody uses it: a file is sent, the form is mended, the draft created."""

    def __init__(self, user: Any) -> None:
        self.client = Client()
        self.client.force_login(user)

    def send(self, content: bytes, name: str = "Маршрут.docx", year: int = 2025) -> Any:
        """Post a file."""
        return self.client.post(ADDRESS, {"file": samples.upload(content, name), "year": str(year)})

    def fields(self, response: Any) -> dict[str, Any]:
        """Return what a browser would post from the preview."""
        form = BeautifulSoup(response.content, "html.parser").select_one("#w-editor-form")
        found: dict[str, Any] = {}
        for control in form.select("input[name], textarea[name], select[name]"):
            name = control["name"]
            if control.get("type") == "checkbox":
                if control.has_attr("checked"):
                    found.setdefault(name, []).append(control.get("value", "on"))
            elif control.name == "textarea":
                found[name] = control.text.removeprefix("\n").removeprefix("\r\n")
            elif control.name == "select":
                chosen = control.select_one("option[selected]")
                found[name] = chosen.get("value", "") if chosen else ""
            else:
                found[name] = control.get("value", "")
        return found

    def create(self, response: Any, **changes: Any) -> Any:
        """Post the preview with these changes."""
        return self.client.post(ADDRESS, {**self.fields(response), **changes})


@pytest.fixture
def screen(cast):
    """The import, used by the deputy."""
    return Screen(cast.user("deputy"))
