"""A lesson's sheet in the browser: opened, filled in, sent, and its copies on the device."""

from __future__ import annotations

import re

from tests.browser.walking import log_in, until

COPIES = "Object.keys(localStorage).filter(key => key.startsWith('iom-visit:'))"
WAITS = "Сохранено на этом телефоне, отправится, когда появится связь."


def open_sheet(window, cast, who="mentor"):
    log_in(window, cast.user(who).username)
    window.goto(f"/routes/{cast.route.pk}/visits/new/")


def fill_in(window, *, topic="Сравнение дробей", scores="2222212—"):
    window.fill("[name=lesson_no]", "4")
    window.get_by_text("5 «А»", exact=True).click()
    fold = window.locator("summary", has_text="Тема и цель")
    if not window.locator("[name=topic]").is_visible():
        fold.click()
    window.fill("[name=topic]", topic)
    for number, score in enumerate(scores):
        row = window.locator(".crit > li").nth(number)
        row.locator(".seg label", has_text=score).click()
    window.fill("[name=strengths]", "Дети сами поставили цель")
    window.fill("[name=r1]", "Оставлять 3 минуты на итог")


def send(window):
    window.get_by_role("button", name="Передать учителю").click()


def expect_copies(window, count):
    """Wait until the browser keeps so many unsent sheets."""
    until(window, f"{COPIES}.length", count)


def wait_till_logged_out(window):
    """Wait for the page after logging out: the home page, or a login."""
    window.wait_for_url(re.compile(r"^http://[^/]+/(?:(?:admin|account)/login/.*)?$"))
