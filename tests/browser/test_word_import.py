"""A Word file becomes a draft, on a school computer and on a telephone."""

from __future__ import annotations

import pytest

from iom_wagtail.routes.models import RoutePage
from tests.browser.conftest import PHONE, WIDE
from tests.browser.walking import log_in
from tests.factories import make_cast
from tests.paperwork.word.reading import FILES, name

ADDRESS = "/admin/iom/routes/import/word/"


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_a_file_becomes_a_draft(new_page, live_site, size):
    cast = make_cast()
    name(cast)
    page = new_page(size)
    log_in(page, cast.deputy.user.username)
    page.goto("/admin/iom/routes/open/")
    page.click(f"main a[href='{ADDRESS}'] >> visible=true")
    page.set_input_files("input[type=file]", FILES / "boxes.docx")
    page.click("footer button[type=submit]")
    page.wait_for_selector(".iom-word-row")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.click("#iom-where > summary")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.fill("#id_decision_date", "01.09.2025")
    page.fill("#id_programme_items-0-content", "Правила класса и порядок")
    page.click("footer button[type=submit]")
    page.wait_for_url("**/edit/")
    route = RoutePage.objects.get()
    draft = route.get_latest_revision_as_object()
    assert [item.content for item in draft.programme_items.all()] == ["Правила класса и порядок"]
    assert route.teacher == cast.teacher
