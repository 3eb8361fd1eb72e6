"""Clumsy hands: two clicks, two tabs, Back, a login elsewhere; one result and no lost word."""

from __future__ import annotations

import pytest

from iom_wagtail.approval import actions
from iom_wagtail.approval.models import ApprovalEvent
from iom_wagtail.approval.rules import EventKind
from tests.browser.conftest import PHONE
from tests.browser.walking import expect_russian, log_in
from tests.factories import make_cast, make_route


@pytest.fixture
def cast(live_site):
    cast = make_cast()
    make_route(cast)
    actions.submit(cast.route, cast.user("mentor"))
    return cast


@pytest.fixture
def asked(new_page, cast):
    """Open the page on which the deputy is asked."""

    def open_page(**kwargs):
        page = new_page(**kwargs)
        log_in(page, cast.deputy.user.username)
        page.goto(f"/routes/{cast.route.pk}/approval/")
        return page

    return open_page


def agreements(cast) -> int:
    return ApprovalEvent.objects.filter(kind=EventKind.AGREED, person=cast.deputy).count()


def say_yes(page, comment="", *, twice=False):
    page.locator("label:has(#d-yes)").first.click()
    page.fill("#a-words", comment)
    button = page.locator(".pane--yes button")
    with page.expect_navigation():
        button.dblclick() if twice else button.click()


def test_two_clicks_agree_once(asked, cast):
    page = asked()
    say_yes(page, twice=True)
    page.wait_for_url(f"**/routes/{cast.route.pk}/")
    assert agreements(cast) == 1
    assert page.locator(".note--late").count() == 0


def test_a_stale_tab_is_told_and_changes_nothing(asked, cast):
    page = asked()
    other = page.context.new_page()
    other.goto(page.url)
    say_yes(page)
    assert agreements(cast) == 1
    say_yes(other, "Ещё раз")
    expect_russian(other)
    assert agreements(cast) == 1
    assert other.locator("main .note").count()


def test_back_shows_the_state_of_now(asked, cast):
    page = asked()
    say_yes(page)
    page.go_back()
    page.wait_for_load_state()
    assert agreements(cast) == 1
    assert page.locator(".pane--yes button").count() == 0


def test_words_survive_a_login_in_another_tab_without_javascript(asked, cast):
    page = asked(viewport=PHONE, java_script=False)
    other = page.context.new_page()
    other.goto("/account/logout/")
    other.click("main button")
    log_in(other, cast.deputy.user.username)
    say_yes(page, "Согласна; уточнить «открытый урок» в апреле")
    expect_russian(page)
    assert page.locator(".kept").inner_text() == "Согласна; уточнить «открытый урок» в апреле"
    assert agreements(cast) == 0
    page.get_by_role("link", name="Открыть страницу в новой вкладке").click()
    again = page.context.wait_for_event("page") if len(page.context.pages) < 3 else None
    again = again or page.context.pages[-1]
    again.wait_for_load_state()
    say_yes(again, "Согласна")
    assert agreements(cast) == 1
