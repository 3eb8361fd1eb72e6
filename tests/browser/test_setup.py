"""Slips with one-time passwords: shown once, so that every one of them must reach the paper."""

from __future__ import annotations

from tests.browser.walking import log_in
from tests.factories import StaffFactory, make_cast

SHEET = {"width": 794, "height": 1123}


def test_every_slip_reaches_the_paper(new_page, live_site):
    cast = make_cast()
    for number in range(20):
        StaffFactory(school=cast.school, surname=f"Новый{chr(0x430 + number)}", user=None)
    page = new_page(SHEET)
    log_in(page, cast.deputy.user.username)
    page.goto("/admin/iom/staff/accounts/")
    page.click("main form[method=post] button[type=submit] >> visible=true")
    page.wait_for_selector(".iom-slips")
    page.emulate_media(media="print")
    paper, last = page.evaluate(
        """[document.documentElement.scrollHeight,
            [...document.querySelectorAll('.iom-slip')].at(-1).getBoundingClientRect().bottom]"""
    )
    assert page.locator(".iom-slip").count() >= 20
    assert last > SHEET["height"]
    assert paper >= last
