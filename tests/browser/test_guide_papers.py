"""Papers out and papers in, on the demo, as the guide's chapters show them."""

from __future__ import annotations

import io

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from iom_wagtail.conf import DEMO_PASSWORD
from iom_wagtail.routes.models import RoutePage
from tests.browser import tables
from tests.browser.conftest import PHONE, WIDE
from tests.browser.test_accessible import complaints
from tests.browser.walking import expect_no_sideways_scroll, expect_russian, log_in, picture
from tests.files import samples
from tests.paperwork.word.reading import FILES


@pytest.fixture
def come(new_page, live_site):
    """Return a function that opens a page of the demo in a person's own window."""
    call_command("load_demo", "--force", stdout=io.StringIO())

    def come_in(login, address, viewport=WIDE):
        window = new_page(viewport)
        log_in(window, login, DEMO_PASSWORD)
        window.goto(address)
        return window

    return come_in


def look(page, name, allowed=()):
    """The screen is Russian, fits, and axe finds nothing; take its picture."""
    expect_russian(page, allowed)
    expect_no_sideways_scroll(page)
    assert complaints(page) == []
    picture(page, name, only=page.viewport_size["width"])


def given(name, content):
    """Return a file as it is chosen in a form."""
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


def test_papers_out(come, tmp_path):
    route = RoutePage.objects.get(year_start=2025)
    address = f"/routes/{route.pk}/papers/"
    deputy = come("deputy", address)
    expect(deputy.get_by_role("rowheader", name="Итоги", exact=True)).to_be_visible()
    look(deputy, "papers-01-page")

    mentor = come("mentor", f"{address}passport/signed/", PHONE)
    look(mentor, "papers-02-signed")
    scan = tmp_path / "скан.pdf"
    scan.write_bytes(samples.pdf())
    mentor.locator("input[type=file]").set_input_files(scan)
    mentor.get_by_role("button", name="Приложить").click()
    expect(mentor.get_by_text("скан приложен: 1 из")).to_be_visible()
    look(mentor, "papers-03-attached")

    deputy.goto("/routes/registers/")
    look(deputy, "papers-04-year")
    deputy.get_by_role("button", name="Все документы за 2025/26").click()
    fetch = deputy.get_by_role("link", name="Скачать пакет")
    expect(fetch).to_be_visible(timeout=120_000)
    look(deputy, "papers-05-package")
    with deputy.expect_download() as fetched:
        fetch.click()
    assert fetched.value.suggested_filename == "ИОМ 2025-26.zip"

    teacher = come("teacher", address, PHONE)
    expect(teacher.get_by_text("скана пока нет").first).to_be_visible()
    look(teacher, "papers-06-teacher")


def test_word_in(come):
    page = come("deputy", "/admin/iom/routes/import/word/")
    look(page, "import-01-word", allowed=("doc",))
    word = (FILES / "several.docx").read_bytes()
    page.set_input_files("input[type=file]", given("План Лебедевой.docx", word))
    page.click("footer button[type=submit]")
    expect(page.get_by_role("heading", name="Проверьте 4 места")).to_be_visible()
    look(page, "import-02-look")
    page.locator("#iom-where > summary").click()
    page.locator("#iom-where").evaluate("element => element.scrollIntoView()")
    look(page, "import-03-where")
    page.set_viewport_size(PHONE)
    expect_no_sideways_scroll(page)
    # At the top: of what happens to lie half under the bar axe would measure the other half.
    page.locator("#header-title").scroll_into_view_if_needed()
    assert complaints(page) == []
    page.locator("#row-programme_items-0").evaluate("element => element.scrollIntoView()")
    picture(page, "import-04-item", only=PHONE["width"])


def test_tables_in(come):
    draft = RoutePage.objects.exclude(year_start=2025).get()
    page = come("deputy", f"/admin/iom/routes/{draft.pk}/import/items/")
    page.set_input_files("input[type=file]", given("План работы.xlsx", tables.items(draft)))
    page.get_by_role("button", name="Посмотреть таблицу").click()
    expect(page.get_by_text("такого дня нет")).to_be_visible()
    look(page, "import-05-items")

    page.goto(f"/routes/{draft.pk}/import/results/")
    page.set_input_files("input[type=file]", given("Математика, 6 «А».xlsx", tables.marks()))
    page.fill("[name=title]", "Входная и итоговая работы, 6 «А»")
    page.get_by_role("button", name="Посмотреть цифры").click()
    expect(page.get_by_text("Приложить без 1 строки")).to_be_visible()
    page.set_viewport_size(PHONE)
    look(page, "import-06-results")

    page.set_viewport_size(WIDE)
    page.goto("/admin/iom/staff/import/")
    page.set_input_files("input[type=file]", given("Сотрудники.xlsx", tables.staff()))
    page.get_by_role("button", name="Посмотреть список").click()
    expect(page.get_by_role("button", name="Добавить 3 человек")).to_be_visible()
    look(page, "import-07-staff", allowed=("zayceva",))
