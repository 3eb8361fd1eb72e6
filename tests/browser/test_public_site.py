"""The public site as visitors meet it: by keyboard, magnified, in the dark, without scripts."""

from __future__ import annotations

import io
import re

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from home.search import views
from tests.browser.conftest import PHONE, WIDE
from tests.browser.sheets import sheet
from tests.browser.test_accessible import RULES, complaints
from tests.browser.visitor import focused, go, show_pictures, tab_to
from tests.browser.walking import expect_no_sideways_scroll, expect_russian

STORY = "/stories/pervyy-god-anny-lebedevoy-ot-tishe-pozhaluysta-do-diploma/"
FEAST = "/celebrations/prazdnik-uspekha-nash-pervyy-god/"
TOLD = "/en/stories/anna-lebedevas-first-year/"

#: Every public template in Russian, with the name of its picture in the guide.
RUSSIAN = {
    "/": "home",
    "/stories/": "stories",
    "/stories/?kind=contest&q=учитель": "stories-chosen",
    "/stories/?q=жираф": "",
    STORY: "story",
    f"{STORY}print/": "print",
    f"{STORY}copy/": "copy",
    "/celebrations/": "celebrations",
    FEAST: "celebration",
    "/mentoring/": "mentoring",
    "/privacy/": "page",
    "/search/?q=учитель": "search",
    "/search/?q=жираф": "",
    "/low-vision/": "low-vision",
    "/nowhere/": "404",
}
ENGLISH = {
    "/en/": "en-home",
    "/en/stories/": "",
    TOLD: "en-story",
    f"{TOLD}print/": "",
    f"{TOLD}copy/": "",
    "/en/celebrations/": "",
    "/en/celebrations/our-first-year/": "",
    "/en/mentoring/": "",
    "/en/privacy/": "",
    "/en/search/?q=mentor": "",
    "/en/nowhere/": "",
}

#: A window of 1280 px at 400 % and at 200 %.
MAGNIFIED = (320, 640)
CONTRAST = {"type": "rule", "values": ["color-contrast"]}
#: Looks of the version for the visually impaired; the last one is the hardest on a small window.
LOOKS = ("white.2.2.sans.on", "black.3.3.serif.off")

#: Bytes of the list of stories before its pictures and fonts.
LIGHT_ENOUGH = 60 * 1024


@pytest.fixture
def demo(live_site):
    """The demo school's site."""
    call_command("load_demo", "--force", stdout=io.StringIO())


def choose_look(page, look):
    page.context.add_cookies([{"name": "lv", "value": look, "url": page.url.split("?")[0]}])


def fits(page, widths):
    own = page.viewport_size
    for width in widths:
        page.set_viewport_size({"width": width, "height": 256 if width < 500 else 512})
        expect_no_sideways_scroll(page)
    page.set_viewport_size(own)


def open_page(page, address):
    page.goto(address)
    page.wait_for_load_state()


def test_a_visitor_with_a_keyboard_alone(new_page, demo):
    page = new_page(WIDE)
    open_page(page, "/")
    page.keyboard.press("Tab")
    assert focused(page) == "К содержанию"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert focused(page) == "Открыть мой маршрут"

    open_page(page, "/")
    go(page, "Наши успехи", "**/stories/")
    tab_to(page, "Вид успеха")
    page.keyboard.press("ArrowDown")  # from «Любой» to «Конкурс»
    go(page, "Показать", "**/stories/?*kind=contest*")
    expect(page.get_by_role("status")).to_contain_text("1 история")
    go(page, "Первый год Анны", f"**{STORY}")
    go(page, "Раньше", "**/stories/drobi-*/")
    go(page, "Позже", f"**{STORY}")

    go(page, "English", f"**{TOLD}")
    expect(page.get_by_role("heading", level=1)).to_contain_text("first year")
    go(page, "Русский", f"**{STORY}")

    go(page, "Поиск", "**/search/")
    tab_to(page, "Что искать")
    page.keyboard.type("дроби")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    go(page, "Дроби в картинках", "**/stories/drobi-*/")

    tab_to(page, "Версия для слабовидящих")
    page.keyboard.press("Enter")
    expect(page.locator("html[data-lv]")).to_be_visible()
    tab_to(page, "Чёрным по белому")
    with page.expect_response("**/low-vision/"):
        page.keyboard.press("ArrowRight")
    focused(page)
    expect(page.locator("html[data-lv-scheme=black]")).to_be_visible()
    tab_to(page, "Обычная версия")
    page.keyboard.press("Enter")
    expect(page.locator("html:not([data-lv])")).to_be_visible()


def test_every_public_page_is_accessible_fits_and_is_in_its_language(new_page, demo, monkeypatch):
    """One load of a page for the ordinary version, one for each look."""
    page, wrong = new_page(WIDE), {}
    show_pictures(page)
    page.emulate_media(reduced_motion="reduce")  # colours change at once
    for address, name in {**RUSSIAN, **ENGLISH}.items():
        open_page(page, address)
        fits(page, MAGNIFIED)
        if address in RUSSIAN and name != "copy":  # which shows code
            expect_russian(page, allowed=("zip", "http", "source"))
        wrong[address] = complaints(page)
        page.emulate_media(color_scheme="dark")
        wrong[f"{address} dark"] = complaints(page, CONTRAST)
        page.emulate_media(color_scheme="light")
        sheet(page, name)
    for number, look in enumerate(LOOKS):
        page = new_page(PHONE)
        open_page(page, "/nowhere/")
        choose_look(page, look)
        for address in {**RUSSIAN, **ENGLISH}:
            open_page(page, address)
            fits(page, MAGNIFIED)
            wrong[f"{address} {look}"] = complaints(page, CONTRAST if number else RULES)
    page = new_page(WIDE)
    monkeypatch.setattr(views, "render", None)
    for look in ("", *LOOKS):
        if look:
            choose_look(page, look)
        assert page.goto("/search/").status == 500
        fits(page, MAGNIFIED)
        wrong[f"500 {look}"] = complaints(page)
        if not look:
            sheet(page, "500")
    assert {address: found for address, found in wrong.items() if found} == {}


def test_the_list_of_stories_is_light_and_needs_no_scripts(new_page, demo):
    page, sent = new_page(PHONE, java_script=False), {}

    def weigh(response):
        kind = response.request.resource_type
        if kind in ("document", "stylesheet", "script"):
            sent[response.url] = len(response.body())

    page.on("requestfinished", lambda request: weigh(request.response()))
    open_page(page, "/stories/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Наши успехи")
    # What a browser with scripts would ask for, too.
    for script in page.locator("script[src]").all():
        address = script.get_attribute("src")
        sent[address] = len(page.request.get(address).body())
    assert sum(sent.values()) <= LIGHT_ENOUGH, sent
    page.locator("select[name=kind]").select_option("talk")
    page.get_by_role("button", name="Показать").click()
    page.wait_for_url(re.compile("kind=talk"))
    expect(page.get_by_role("link", name="Пять минут в начале урока")).to_be_visible()
    page.get_by_role("link", name="Пять минут в начале урока").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Пять минут")
    # The menu opens, and the version for the visually impaired is a plain form.
    page.locator("summary", has_text="Меню").click()
    expect(page.get_by_role("link", name="Праздники")).to_be_visible()
    page.goto("/low-vision/")
    page.get_by_role("button", name="Читать так").click()
    expect(page.locator("html[data-lv]")).to_be_visible()
