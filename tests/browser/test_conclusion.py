"""The conclusion of the example route, from opening to the council, each step as its person.

Returned once with a comment, submitted again from step one, the teacher acquainted on a phone,
approved by an order on the director's phone; a stranger finds nothing.
"""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.core import mail
from playwright.sync_api import expect

from iom_wagtail.approval.models import ApprovedVersion
from iom_wagtail.conf import DEMO_PASSWORD
from iom_wagtail.management.demo.source import example
from iom_wagtail.outcome.models import ConclusionPage
from iom_wagtail.routes.choices import Stage
from iom_wagtail.routes.models import RoutePage
from tests.browser.conftest import PHONE, WIDE
from tests.browser.test_accessible import complaints
from tests.browser.walking import expect_no_sideways_scroll, expect_russian, log_in, picture
from tests.browser.year import demo_on

DAY = dt.date(2026, 5, 22)


@pytest.fixture
def route(live_site, monkeypatch):
    return demo_on(DAY, monkeypatch)


@pytest.fixture
def come(new_page, route):
    """Return a function that opens a page in a person's own window."""

    def come_in(login, address="/approvals/", viewport=PHONE):
        window = new_page(viewport)
        log_in(window, login, DEMO_PASSWORD)
        window.goto(address)
        return window

    return come_in


def look(page, name="", allowed=()):
    """The screen is Russian, fits, and axe finds nothing; take its picture."""
    expect_russian(page, allowed)
    expect_no_sideways_scroll(page)
    assert complaints(page) == []
    if name:
        picture(page, name, only=page.viewport_size["width"])


def save(page):
    with page.expect_navigation():
        page.click("footer button:has-text('Сохранить черновик')")


def say(page, choice, button, words=""):
    """Choose a decision, write words with it, press its button."""
    page.locator("label", has_text=choice).first.click()
    if words:
        page.locator("#a-words").fill(words)
    with page.expect_navigation():
        page.get_by_role("button", name=button).click()


def fill_in(page):
    """The deputy writes what came of each difficulty, and the answers; all but the reasons."""
    states = {"Проблема снята": "resolved"}
    for no, row in enumerate(example()["outcome_analysis"]):
        prefix = f"outcome_rows-{no}"
        page.fill(f"[name={prefix}-after]", row["after"])
        page.fill(f"[name={prefix}-method]", row["method"])
        page.fill(f"[name={prefix}-finding]", row["conclusion"])
        page.select_option(f"[name={prefix}-state]", states.get(row["conclusion"], "partly"))
    data = example()["general_conclusion"]
    page.click("[role=tab][href='#tab-conclusion']")
    page.check(f"[name=result][value={data['p6_1_result']}]")
    page.check(f"[name=problems_state][value={data['p6_2_problems'][0]}]")
    page.fill("[name=remaining]", "\n".join(data["p6_2_remaining"]))
    page.check("[name=further][value=support]")
    page.fill("[name=best_ways]", data["p6_5_best_ways"])


def test_the_conclusion_as_each_person(come, route, new_page):
    address = f"/routes/{route.pk}/conclusion/"
    deputy = come("deputy", address, WIDE)
    look(deputy)
    with deputy.expect_navigation():
        deputy.get_by_role("button", name="Открыть заключение").click()
    expect_russian(deputy)
    fill_in(deputy)
    deputy.click("[role=tab][href='#tab-analysis']")
    deputy.locator(".iom-answers summary").first.click()
    picture(deputy, "conclusion-01-analysis", only=WIDE["width"])
    save(deputy)
    deputy.goto(address)
    # It contradicts itself: problems are left, and no reason is given.
    expect(deputy.get_by_text("До отправки на утверждение")).to_be_visible()
    expect(deputy.get_by_role("button", name="Отправить на утверждение")).to_have_count(0)
    look(deputy, "conclusion-02-draft")
    with deputy.expect_navigation():
        deputy.locator(".note a[href*='reasons']").click()
    deputy.fill("[name=reasons]", "Мало часов на планирование.")
    save(deputy)
    deputy.goto(address)
    deputy.get_by_role("button", name="Отправить на утверждение").click()
    expect(deputy.get_by_text("отправлено на утверждение").first).to_be_visible()

    mentor = come("mentor")
    look(mentor, "conclusion-03-agree")
    say(mentor, "Согласовано", "Согласовать заключение")
    teacher = come("teacher")
    look(teacher)
    teacher.locator("label", has_text="Ознакомлен").first.click()
    look(teacher, "conclusion-04-acquainted")
    say(teacher, "Ознакомлен", "Подтвердить ознакомление", "План на второй год уже начала.")

    director = come("director")
    said = director.locator("#doc .note", has_text="План на второй год уже начала.")
    expect(said).to_be_visible()
    look(director, "conclusion-05-director")
    director.locator("label", has_text="Вернуть").click()
    director.fill("#r-why", "Назовите причины полнее")
    mail.outbox.clear()
    director.get_by_role("button", name="Вернуть на доработку").click()
    expect(director.get_by_role("status").first).to_contain_text("возвращён")
    told = [letter for letter in mail.outbox if "Назовите причины полнее" in letter.body]
    assert told, [letter.subject for letter in mail.outbox]

    deputy.goto(address)
    expect(deputy.get_by_text("Назовите причины полнее").first).to_be_visible()
    look(deputy, "conclusion-06-returned")
    deputy.get_by_role("link", name="Открыть в редакторе").click()
    deputy.click("[role=tab][href='#tab-conclusion']")
    deputy.fill("[name=reasons]", example()["general_conclusion"]["p6_3_reasons"])
    save(deputy)
    deputy.goto(address)
    deputy.get_by_role("button", name="Отправить на утверждение").click()
    expect(deputy.get_by_text("отправлено на утверждение").first).to_be_visible()
    for window, choice, button in (
        (mentor, "Согласовано", "Согласовать заключение"),
        (teacher, "Ознакомлен", "Подтвердить ознакомление"),
    ):
        window.goto("/approvals/")
        say(window, choice, button)

    director.goto("/approvals/")
    expect(director.locator("#since-return")).to_contain_text("ричины")
    director.locator("label", has_text="Утверждаю").first.click()
    director.fill("#a-no", "64-од")
    look(director, "conclusion-07-sign")
    director.fill("#a-no", "")
    say(director, "Утверждаю", "Утвердить заключение")
    expect(director.locator("#e-no")).to_be_visible()
    look(director)
    # Papers print the sign themselves.
    director.fill("#a-no", "№ 64-од")
    with director.expect_navigation():
        director.get_by_role("button", name="Утвердить заключение").click()
    expect(director.get_by_role("status").first).to_contain_text("утвержден")
    look(director)
    conclusion = ConclusionPage.objects.get()
    version = ApprovedVersion.objects.get(page=conclusion)
    assert version.signature["document_no"] == "64-од"
    assert RoutePage.objects.get(pk=route.pk).stage == Stage.COMPLETED

    teacher.goto(address)
    expect(teacher.locator("article.sheet")).to_contain_text("Систематическая работа с ошибками")
    look(teacher, "conclusion-08-approved")
    teacher.get_by_text("Редакция 1").first.click()
    teacher.get_by_role("link", name="Лист согласования").click()
    expect(teacher.locator("main")).to_contain_text(version.sha256[:8])
    teacher.set_viewport_size(WIDE)
    look(teacher, "conclusion-09-sheet", allowed=("qr",))

    deputy.goto(address)
    deputy.get_by_text("Внести решение педсовета").click()
    deputy.fill("[name=protocol_no]", "7")
    deputy.fill("[name=held_on]", DAY.isoformat())
    deputy.fill("[name=decision]", "Заключение принять к сведению")
    deputy.get_by_role("button", name="Внести", exact=True).click()
    expect(deputy.get_by_text("протокол № 7")).to_be_visible()
    look(deputy, "conclusion-10-after")
    deputy.get_by_role("link", name="Открыть следующий маршрут").click()
    expect(deputy).to_have_url(re.compile(rf"earlier={route.pk}"))
    expect(deputy.locator("[name=earlier]")).to_have_value(str(route.pk))

    stranger = new_page(PHONE)
    log_in(stranger, "teacher2", DEMO_PASSWORD)
    for closed in (address, f"{address}approval/", f"/approvals/{conclusion.pk}/"):
        assert stranger.goto(closed).status == 404
