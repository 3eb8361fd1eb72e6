"""A browser that several people use: no copy of an unsent sheet is left to the next one."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect

from iom_wagtail.journal.visits.models import LessonVisit
from tests.browser.conftest import WIDE
from tests.browser.visiting import (
    COPIES,
    expect_copies,
    fill_in,
    open_sheet,
    send,
    wait_till_logged_out,
)
from tests.browser.walking import until
from tests.factories import add_participant, approve, make_cast, make_route


@pytest.fixture
def cast(live_site):
    cast = make_cast()
    make_route(cast)
    add_participant(cast)
    approve(cast)
    return cast


@pytest.mark.parametrize("where", ["menu", "page", "office"])
def test_logging_out_wipes_the_copies(new_page, cast, where):
    window = new_page(WIDE)
    open_sheet(window, cast)
    fill_in(window)
    expect_copies(window, 1)
    if where == "menu":
        window.locator(".menu summary").click()
        window.get_by_role("link", name="Выйти").click()
    elif where == "page":
        window.goto("/account/logout/")
        expect_copies(window, 1)  # only asked so far
        window.get_by_role("button", name="Выйти").click()
    else:
        window.goto("/admin/")
        window.locator(".sidebar-footer__account, .sidebar-footer button").first.click()
        window.get_by_text("Выйти", exact=False).last.click()
    wait_till_logged_out(window)
    expect_copies(window, 0)
    open_sheet(window, cast)
    expect(window.locator("[name=topic]")).to_have_value("")


def test_an_unsent_sheet_is_asked_for_before_it_is_wiped(new_page, cast):
    window = new_page(WIDE)
    open_sheet(window, cast)
    fill_in(window)
    window.context.set_offline(True)
    send(window)
    window.get_by_text("отправится, когда появится связь").last.wait_for()
    asked = []

    def refuse(dialog):
        asked.append(dialog.message)
        dialog.dismiss()

    window.on("dialog", refuse)
    window.locator(".menu summary").click()
    with window.expect_event("dialog"):
        window.get_by_role("link", name="Выйти").click()
    assert asked == ["Здесь есть неотправленный лист посещения. Выйти и потерять его?"]
    expect_copies(window, 1)
    window.context.set_offline(False)
    window.wait_for_url("**/visits/*-*/")
    assert LessonVisit.objects.count() == 1


def test_logging_out_in_one_tab_empties_the_other(new_page, cast):
    window = new_page(WIDE)
    open_sheet(window, cast)
    fill_in(window)
    other = window.context.new_page()
    other.goto(f"/routes/{cast.route.pk}/")
    other.locator(".menu summary").click()
    other.get_by_role("link", name="Выйти").click()
    wait_till_logged_out(other)
    until(window, "(document.querySelector('[name=topic]') || {}).value || ''", "")
    expect_copies(other, 0)


def test_another_person_on_the_same_browser_sees_no_copy(new_page, cast):
    window = new_page(WIDE)
    open_sheet(window, cast)
    fill_in(window)
    expect_copies(window, 1)
    copy = window.evaluate(f"localStorage.getItem({COPIES}[0])")
    assert "Сравнение дробей" in json.dumps(json.loads(copy), ensure_ascii=False)
    window.context.clear_cookies()  # the session ended, nobody logged out
    open_sheet(window, cast, "deputy")
    expect(window.locator("[name=topic]")).to_have_value("")
    expect_copies(window, 0)
