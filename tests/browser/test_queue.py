"""The queue as a person uses it: on a school computer and on a phone, also without JS."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from iom_wagtail.approval import actions
from iom_wagtail.approval.models import ApprovedVersion
from iom_wagtail.routes import actions as route_actions
from iom_wagtail.routes.models import RoutePage
from tests.browser.conftest import PHONE, WIDE
from tests.browser.test_accessible import complaints
from tests.browser.walking import expect_no_sideways_scroll, expect_russian, log_in
from tests.factories import StaffFactory, fill, make_cast, make_route

QUEUE = reverse("iom_approvals")


def led_to_director(cast, days=0):
    """Submit the route's text so many days ago and lead it to the director."""
    moment = timezone.now() - dt.timedelta(days=days)
    actions.submit(RoutePage.objects.get(pk=cast.route.pk), cast.user("mentor"), moment=moment)
    for name in ("deputy", "teacher"):
        route = RoutePage.objects.get(pk=cast.route.pk)
        revision = route.latest_revision_id
        actions.agree(route, cast.user(name), revision_id=revision, moment=moment)


@pytest.fixture
def waiting(live_site, monkeypatch):
    """Three texts with the director, by order; the second was returned once. Return their casts."""
    monkeypatch.setattr(RoutePage, "asks_document", True)
    cast = make_cast()
    make_route(cast)
    fill(cast.route, cast, items=6)
    led_to_director(cast, 4)
    route = RoutePage.objects.get(pk=cast.route.pk)
    actions.send_back(
        route,
        cast.user("director"),
        revision_id=route.latest_revision_id,
        comment="Уточните цель.",
        moment=timezone.now() - dt.timedelta(days=4),
    )
    draft = RoutePage.objects.get(pk=cast.route.pk).get_latest_revision_as_object()
    draft.goal = "Уверенно вести уроки и работать с ошибками"
    route_actions.save_draft(draft, cast.user("mentor"))
    led_to_director(cast, 3)
    casts = [cast]
    for surname, days in (("Громов", 9), ("Яшин", 0)):
        teacher = StaffFactory(school=cast.school, account=True, surname=surname)
        casts.append(replace(cast, teacher=teacher))
        make_route(casts[-1])
        led_to_director(casts[-1], days)
    return casts


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_director_decides_one_after_another(new_page, waiting, size, scheme):
    returned, longest, latest = waiting
    page = new_page(size)
    page.emulate_media(color_scheme=scheme)
    log_in(page, returned.director.user.username)

    page.goto(QUEUE)
    expect(page.locator(".queue a")).to_have_count(3)
    expect(page.locator(".queue [aria-current]")).to_contain_text("Громов")
    expect_no_sideways_scroll(page)
    expect_russian(page)
    assert complaints(page) == []

    page.locator(".queue a", has_text="Лебедева").click()
    expect(page).to_have_url(re.compile(rf"/approvals/{returned.route.pk}/#doc$"))
    page.locator("#since-return a", has_text="К этому месту").first.click()
    expect(page).to_have_url(re.compile(r"#passport$"))

    # Without a number nothing is approved, and nothing that was typed is lost.
    page.locator("label", has_text="Утверждаю").click()
    page.fill("#a-words", "Спасибо")
    page.get_by_role("button", name="Утвердить программу").click()
    expect(page.locator("#e-no")).to_contain_text("номер приказа")
    expect(page.locator("#a-words")).to_have_value("Спасибо")
    expect_no_sideways_scroll(page)
    assert complaints(page) == []
    page.fill("#a-no", "14-од")
    page.get_by_role("button", name="Утвердить программу").click()

    # The next text opens, with a word about the last.
    expect(page.get_by_role("status").first).to_contain_text("Программа утверждена")
    expect(page.locator(".queue [aria-current]")).to_contain_text("Громов")
    page.locator("label", has_text="Вернуть").click()
    page.fill("#r-why", "Уточните сроки.")
    page.get_by_role("button", name="Вернуть на доработку").click()
    expect(page.locator(".queue [aria-current]")).to_contain_text("Яшин")
    version = ApprovedVersion.objects.get()
    assert version.page_id == returned.route.pk
    assert version.signature["document_no"] == "14-од"
    assert not RoutePage.objects.get(pk=longest.route.pk).in_approval

    # Somebody else was faster: words, and a calm empty page.
    actions.withdraw(RoutePage.objects.get(pk=latest.route.pk), latest.user("mentor"))
    page.locator("label", has_text="Утверждаю").click()
    page.fill("#a-no", "15-од")
    page.fill("#a-words", "Отлично")
    page.get_by_role("button", name="Утвердить программу").click()
    expect(page.get_by_role("alert")).to_contain_text("больше ничего не ждёт решения")
    expect(page.locator("main")).to_contain_text("Отлично")
    expect(page.locator("main")).to_contain_text("ничего не ждёт вашего решения")
    expect_russian(page)
    assert complaints(page) == []

    page.goto(reverse("iom_route_version_sheet", args=[returned.route.pk, 1]))
    expect(page.locator(".signing__match")).to_contain_text("совпадает")
    expect(page.locator(".qr svg")).to_be_visible()
    expect_no_sideways_scroll(page)
    assert complaints(page) == []
    if size is WIDE:
        paper = page.pdf(format="A4", prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1


def test_the_queue_works_without_javascript(new_page, waiting):
    cast = waiting[1]
    page = new_page(PHONE, java_script=False)
    log_in(page, cast.director.user.username)
    page.goto(QUEUE)
    page.locator("label", has_text="Утверждаю").click()
    page.fill("#a-no", "7")
    page.get_by_role("button", name="Утвердить программу").click()
    expect(page.get_by_role("status").first).to_contain_text("Программа утверждена")
    assert RoutePage.objects.get(pk=cast.route.pk).live


def test_the_deputy_minutes_a_refusal_without_javascript(new_page, live_site):
    cast = make_cast()
    make_route(cast)
    actions.submit(RoutePage.objects.get(pk=cast.route.pk), cast.user("mentor"))
    route = RoutePage.objects.get(pk=cast.route.pk)
    actions.agree(route, cast.user("deputy"), revision_id=route.latest_revision_id)
    page = new_page(PHONE, java_script=False)
    log_in(page, cast.deputy.user.username)
    page.goto(route.approval_url())
    page.locator("summary", has_text="Учитель отказывается").click()
    page.fill("#f-words", "При М. В. Орловой")
    page.get_by_role("button", name="Зафиксировать отказ").click()
    expect(page.get_by_role("status").first).to_contain_text("Отказ зафиксирован")
    page.goto(route.approval_url())
    expect(page.locator("main")).to_contain_text("Отказ учителя от ознакомления зафиксирован")
    expect_no_sideways_scroll(page)
