"""Papers as people use them: printing, the package, the scan of what was signed."""

from __future__ import annotations

import zipfile

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from iom_wagtail.paperwork.scans.models import SignedScan
from tests import factories
from tests.browser.conftest import PHONE, WIDE
from tests.browser.test_accessible import complaints
from tests.browser.walking import expect_no_sideways_scroll, expect_russian, log_in
from tests.files import samples


@pytest.fixture
def cast(live_site):
    """An approved route with its conclusion."""
    cast = factories.make_cast()
    factories.make_route(cast)
    factories.approve(cast)
    return cast


@pytest.mark.parametrize("java_script", [True, False], ids=["scripts", "no scripts"])
def test_the_deputy_fetches_everything_in_one_package(new_page, cast, java_script, tmp_path):
    page = new_page(WIDE, java_script=java_script)
    log_in(page, cast.deputy.user.username)
    page.goto(reverse("iom_route", args=[cast.route.pk]))
    page.get_by_role("link", name="Документы", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Документы")
    page.get_by_role("button", name="Все документы одним пакетом").click()
    fetch = page.get_by_role("link", name="Скачать пакет")
    expect(fetch).to_be_visible(timeout=30_000)
    if java_script:  # what looks for complaints is a script itself
        assert complaints(page) == []
    with page.expect_download() as fetched:
        fetch.click()
    fetched.value.save_as(tmp_path / "dossier.zip")
    names = zipfile.ZipFile(tmp_path / "dossier.zip").namelist()
    assert "01 Паспорт с программой.pdf" in names
    assert "03 Карта индивидуального сопровождения.docx" in names


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_mentor_prints_a_paper_and_attaches_what_was_signed(new_page, cast, size, tmp_path):
    page = new_page(size)
    log_in(page, cast.mentor.user.username)
    page.goto(reverse("iom_route_papers", args=[cast.route.pk]))
    expect_no_sideways_scroll(page)
    expect_russian(page)
    assert complaints(page) == []
    row = page.get_by_role("row").filter(has_text="Карта индивидуального сопровождения")
    with page.expect_download() as fetched:
        row.get_by_role("link", name="Word").click()
    assert fetched.value.suggested_filename == "Карта индивидуального сопровождения.docx"

    row.get_by_role("link", name="Приложить скан").click()
    expect_no_sideways_scroll(page)
    assert complaints(page) == []
    scan = tmp_path / "скан.pdf"
    scan.write_bytes(samples.pdf())
    page.locator("input[type=file]").set_input_files(scan)
    page.get_by_role("button", name="Приложить").click()
    row = page.get_by_role("row").filter(has_text="Карта индивидуального сопровождения")
    expect(row).to_contain_text("подписан")
    assert SignedScan.objects.get().paper == "card"
    page.get_by_role("button", name="Удалить скан").click()
    expect(page.get_by_role("status").first).to_contain_text("Скан удалён")
    assert not SignedScan.objects.exists()
