"""The route page as a workplace: one tap, undo, and what is said when something goes wrong."""

from __future__ import annotations

import datetime as dt
import re
from uuid import UUID

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import expect

from iom_wagtail.journal.progress.actions import set_progress
from iom_wagtail.journal.progress.models import ItemProgress
from iom_wagtail.routes.choices import StopReason
from iom_wagtail.routes.stopping import stop_route
from tests.browser.conftest import PHONE, WIDE
from tests.browser.walking import expect_no_sideways_scroll, expect_russian, log_in
from tests.factories import approve, fill, make_cast, make_route


@pytest.fixture
def cast(live_site):
    cast = make_cast()
    make_route(cast)
    approve(cast)
    return cast


@pytest.fixture
def open_route(new_page, cast):
    def open_it(who="teacher", viewport=PHONE):
        window = new_page(viewport)
        log_in(window, cast.user(who).username)
        window.goto(f"/routes/{cast.route.pk}/")
        return window

    return open_it


def expect_focus(window, words):
    expect(window.locator(":focus")).to_have_text(words, use_inner_text=True)


def expect_no_findings(window):
    found = Axe().run(window).response["violations"]
    assert not [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found]


@pytest.mark.parametrize("viewport", [PHONE, WIDE], ids=["telephone", "computer"])
def test_done_and_undo_in_what_is_next(open_route, viewport):
    window = open_route(viewport=viewport)
    expect_no_findings(window)
    window.locator("#next .next__top .btn--main").click()
    window.get_by_text("Пункт 1 отмечен выполненным").wait_for()
    expect_focus(window, "Отменить")
    expect(window.locator("#p1")).to_have_attribute("data-state", "done")
    expect(window.locator("#programme-count")).to_contain_text("Выполнено 1 из 2")
    expect(window.locator("#d1-done")).to_contain_text("1 из 2")
    expect_no_findings(window)
    expect_russian(window)
    expect_no_sideways_scroll(window)

    window.keyboard.press("Space")
    window.get_by_text("Пункт 1: отметка снята.").first.wait_for()
    expect(window.locator("#p1")).to_have_attribute("data-state", "late")
    expect(window.locator("#d1-done")).to_contain_text("0 из 2")
    expect_no_findings(window)
    window.locator("#p1").get_by_role("button").click()
    window.locator("#p1[data-state=done]").wait_for()
    expect_focus(window, "Отменить")
    expect(window.locator("#next")).to_contain_text("Пункт 2")
    expect_no_findings(window)


def test_the_token_comes_from_the_form_where_the_cookie_is_not_to_be_read(open_route, settings):
    settings.CSRF_COOKIE_NAME = "zarechnaya_token"
    settings.CSRF_COOKIE_HTTPONLY = True
    window = open_route()
    window.locator("#next .next__top .btn--main").click()
    window.get_by_text("Пункт 1 отмечен выполненным").wait_for()
    assert ItemProgress.objects.get().status == "done"


def test_what_goes_wrong_is_told_in_words(open_route, cast):
    window = open_route()
    done = window.locator("#next .next__top .btn--main")
    window.context.set_offline(True)
    done.click()
    window.get_by_role("alert").get_by_text("Нет связи").wait_for()
    expect_no_findings(window)
    window.context.set_offline(False)

    day = timezone.localdate() - dt.timedelta(days=1)
    stop_route(cast.route, cast.user("deputy"), reason=StopReason.LEAVE, stopped_on=day)
    done.click()
    window.get_by_role("alert").get_by_text("маршрут приостановлен").wait_for()
    expect_no_sideways_scroll(window)

    window.context.clear_cookies(name="sessionid")
    done.click()
    window.get_by_role("alert").get_by_text("сеанс закончился").wait_for()
    assert window.locator("#next .next__top").count() == 1
    window.get_by_role("link", name="Войти снова").click()
    window.wait_for_url(re.compile("/account/login/"))
    assert not ItemProgress.objects.exists()


def test_a_stopped_route_says_so_and_offers_nothing(open_route, cast):
    day = timezone.localdate()
    stop_route(cast.route, cast.user("deputy"), reason=StopReason.LEAVE, stopped_on=day)
    for viewport in (PHONE, WIDE):
        window = open_route("mentor", viewport)
        told = f"приостановлен с {day:%d.%m.%Y}: длительный отпуск"
        expect(window.locator("main")).to_contain_text(told)  # whichever its spaces are
        assert window.locator(".add, .dock, [hx-post], [data-act=post]").count() == 0
        expect_no_findings(window)
        expect_no_sideways_scroll(window)


@pytest.fixture
def long_cast(live_site):
    """A route of thirty-two items, the first of them done and the second taken off."""
    cast = make_cast()
    make_route(cast, filled=False)
    fill(cast.route, cast, items=32)
    approve(cast)
    first, second, *_others = cast.route.version_in_force().data["programme"]
    mentor = cast.user("mentor")
    words = {"status": "done", "actual_result": "Карта урока готова"}
    set_progress(cast.route, mentor, UUID(first["uuid"]), **words)
    words = {"status": "cancelled", "reason": "Больше не нужно"}
    set_progress(cast.route, mentor, UUID(second["uuid"]), **words)
    return cast


@pytest.mark.parametrize("viewport", [PHONE, WIDE], ids=["telephone", "computer"])
def test_settled_items_of_a_long_programme_open_in_place(new_page, long_cast, viewport):
    window = new_page(viewport)
    log_in(window, long_cast.user("mentor").username)
    window.goto(f"/routes/{long_cast.route.pk}/")
    row, plan = window.locator("#p1"), "Что планировалось (пункт 1)"
    expect(window.get_by_role("link", name="Что планировалось")).to_have_count(2)
    expect(row.get_by_text("Обсуждают")).to_have_count(0)
    expect_no_findings(window)
    expect_russian(window)
    expect_no_sideways_scroll(window)

    row.get_by_role("link", name=plan).press("Enter")
    expect(row.locator(".act").first).to_be_focused()
    expect(row.get_by_text("Обсуждают")).to_be_visible()
    expect(row.get_by_role("link", name="Изменить (пункт 1)")).to_be_visible()
    expect_no_findings(window)

    window.get_by_role("link", name="Показать программу целиком").click()
    expect(window.get_by_text("Обсуждают")).to_have_count(32)
    expect(window.locator("#p2").get_by_text("Обсуждают")).to_be_visible()
    expect_no_findings(window)
    expect_no_sideways_scroll(window)


def test_without_scripts_the_plan_stands_on_the_page_of_the_item(new_page, long_cast):
    window = new_page(PHONE, java_script=False)
    log_in(window, long_cast.user("mentor").username)
    window.goto(f"/routes/{long_cast.route.pk}/")
    window.get_by_role("link", name="Что планировалось (пункт 2)").click()
    expect(window.get_by_role("heading", level=1)).to_have_text("Пункт 2")
    expect(window.get_by_text("Обсуждают")).to_be_visible()


def test_the_heads_of_the_programme_stand_over_their_columns(open_route):
    """Styles of public pages, which are loaded here too, once took the table apart."""
    window = open_route(viewport=WIDE)
    ends = """(cells) => cells.map((cell) => Math.round(cell.getBoundingClientRect().right))"""
    heads = window.locator(".programme thead th").evaluate_all(ends)
    cells = window.locator(".programme tbody tr").first.locator("th, td").evaluate_all(ends)
    assert set(cells) <= set(heads)
