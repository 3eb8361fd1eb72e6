"""The teacher attaches files from a telephone, the mentor opens them; with and without scripts."""

from __future__ import annotations

import pytest

from iom_wagtail.journal.attachments.models import Attachment
from tests.browser.conftest import PHONE
from tests.browser.walking import expect_no_sideways_scroll, expect_russian, log_in
from tests.factories import approve, make_cast, make_route
from tests.files import samples

PHOTOS = [
    {"name": "IMG_0412.jpg", "mimeType": "image/jpeg", "buffer": samples.picture("JPEG", (80, 60))},
    {"name": "Входная работа.pdf", "mimeType": "application/pdf", "buffer": samples.pdf()},
]
#: The name of a photograph, and the kinds of files, in Latin letters everywhere.
LATIN = ("img_0412", "img", "jpeg", "pdf", "powerpoint")


@pytest.fixture
def cast(live_site):
    cast = make_cast()
    make_route(cast)
    approve(cast)
    return cast


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_files_from_a_telephone(new_page, cast, scripts):
    phone = new_page(PHONE, java_script=scripts)
    log_in(phone, cast.user("teacher").username)
    phone.goto(f"/routes/{cast.route.pk}/")
    phone.get_by_role("link", name="Приложения к карте").click()
    expect_russian(phone, LATIN)
    expect_no_sideways_scroll(phone)

    wrong = {"name": "рисунок.png", "mimeType": "image/png", "buffer": samples.SVG}
    phone.set_input_files("input[type=file]", [wrong])
    phone.get_by_text("до", exact=True).click()
    phone.fill("textarea[name=note]", "5 «А», сентябрь")
    phone.get_by_role("button", name="Приложить").click()
    assert phone.get_by_text("рисунки с кодом").is_visible()
    assert phone.input_value("textarea[name=note]") == "5 «А», сентябрь"
    expect_no_sideways_scroll(phone)

    phone.set_input_files("input[type=file]", PHOTOS)
    phone.get_by_role("button", name="Приложить").click()
    assert phone.get_by_text("Приложены 2 файла.").is_visible()
    assert phone.locator(".attached > li").count() == 2
    expect_russian(phone, LATIN)
    expect_no_sideways_scroll(phone)

    mentor = new_page(PHONE)
    log_in(mentor, cast.user("mentor").username)
    mentor.goto(f"/routes/{cast.route.pk}/attachments/")
    assert "до сопровождения" in mentor.inner_text(".attached")
    with mentor.expect_popup() as opened:
        mentor.get_by_role("link", name="IMG_0412").click()
    opened.value.wait_for_load_state()
    assert opened.value.evaluate("document.images[0].naturalWidth") == 80
    address = mentor.get_by_role("link", name="Входная работа").get_attribute("href")
    document = mentor.request.get(address)
    assert (document.status, document.body()) == (200, samples.pdf())
    assert Attachment.objects.filter(moment="before").count() == 2


def test_a_file_too_large_is_told_before_it_is_sent(new_page, cast, settings):
    settings.IOM_WAGTAIL = {**settings.IOM_WAGTAIL, "max_file_mb": 1}
    phone = new_page(PHONE)
    log_in(phone, cast.user("teacher").username)
    phone.goto(f"/routes/{cast.route.pk}/attachments/")
    large = {"name": "план.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-" + b" " * 2**20}
    phone.set_input_files("input[type=file]", [large])
    told = phone.evaluate("document.querySelector('input[type=file]').validationMessage")
    assert told == "Один файл — до 1 МБ, все вместе — до 100 МБ."
    phone.set_input_files("input[type=file]", PHOTOS)
    assert phone.evaluate("document.querySelector('input[type=file]').checkValidity()")
