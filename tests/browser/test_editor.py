"""The editor's tables in a real browser: by keyboard, by mouse, without JavaScript, logged out."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, WIDE
from tests.browser.walking import expect_russian, log_in
from tests.factories import fill, make_cast, make_route

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

SAVE = "footer button:has-text('Сохранить черновик')"
CONTENTS = "#programme_items .item:not([hidden]) [name$='-content']"


@pytest.fixture
def cast(live_site):
    cast = make_cast()
    make_route(cast)
    fill(cast.route, cast, items=4)
    return cast


@pytest.fixture
def said():
    """What the browser's console complained of."""
    return []


@pytest.fixture
def editor(new_page, cast, said):
    """Open the route's editor as its mentor, on a tab."""

    def open_editor(viewport=WIDE, *, java_script=True, tab="programme"):
        page = new_page(viewport, java_script=java_script)
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("console", lambda note: said.append(note.text) if note.type == "error" else None)
        log_in(page, cast.mentor.user.username)
        page.goto(f"/admin/pages/{cast.route.pk}/edit/#tab-{tab}")
        if java_script:
            page.wait_for_selector(".iom-table.is-live", state="attached")
        return page

    return open_editor


def contents(page) -> list[str]:
    return [cell.input_value() for cell in page.locator(CONTENTS).all()]


def save(page) -> None:
    with page.expect_navigation():
        page.click(SAVE)


def test_by_keyboard(editor, said):
    page = editor()
    page.focus("[name=programme_items-1-content]")
    page.keyboard.press("Control+Enter")
    page.keyboard.type("Между вторым и третьим")
    page.keyboard.press("Tab")
    page.keyboard.type("5.9.25")
    page.keyboard.press("Alt+ArrowUp")
    expected = ["Пункт 1", "Между вторым и третьим", "Пункт 2", "Пункт 3", "Пункт 4"]
    assert contents(page) == expected
    assert page.evaluate("document.activeElement.getAttribute('aria-label')").startswith("Пункт 2")
    assert page.locator("#programme_items > [role=status]").inner_text()
    save(page)
    page.reload()
    assert contents(page) == expected
    assert page.input_value("[name=programme_items-1-due_from]") == "05.09.2025"
    assert said == []


def test_by_mouse_with_undo(editor, said):
    page = editor({"width": 1280, "height": 1000})  # both ends of the drag are in sight
    page.click("#row-programme_items-0 .row-menu")
    page.click(".row-menu__duplicate")
    assert contents(page)[:2] == ["Пункт 1", "Пункт 1"]
    page.click("#row-programme_items-3 .row-menu")
    page.click(".row-menu__remove")
    assert "Пункт 4" not in contents(page)
    expect(page.locator(":focus")).to_have_text("Отменить")
    page.keyboard.press("Enter")
    assert contents(page)[-1] == "Пункт 4"
    page.drag_and_drop("#row-programme_items-3 .handle", "#row-programme_items-0 .c-no")
    assert contents(page)[0] == "Пункт 4"
    expected = contents(page)
    save(page)
    page.reload()
    assert contents(page) == expected
    assert said == []


def test_difficulties_and_items_stay_in_step(editor, said):
    page = editor(tab="diagnosis")
    page.click("#difficulties [data-add]")
    page.fill("#difficulties .item:last-of-type textarea", "Новое затруднение")
    page.keyboard.press("Tab")
    page.click("[role=tab][href='#tab-programme']")
    box = page.locator("#row-programme_items-1 .picks label").nth(1)
    expect(box).to_have_attribute("title", "Новое затруднение")
    box.click()
    save(page)
    page.reload()
    page.click("[role=tab][href='#tab-programme']")
    expect(page.locator("#row-programme_items-1 .picks :checked")).to_have_count(2)
    assert said == []


def test_without_javascript(editor):
    page = editor(java_script=False)
    with page.expect_navigation():
        page.click("button[name=programme_items-insert][value='2']")
    assert contents(page) == ["Пункт 1", "Пункт 2", "", "Пункт 3", "Пункт 4"]
    page.fill("[name=programme_items-2-content]", "Вставлен")
    with page.expect_navigation():
        page.click("button[name=programme_items-down][value='3']")
    assert contents(page) == ["Пункт 1", "Пункт 2", "Пункт 3", "Вставлен", "Пункт 4"]
    page.check("[name=programme_items-0-DELETE]")
    page.press("[name=programme_items-1-due_words]", "Enter")
    page.wait_for_load_state()
    page.reload()
    assert contents(page) == ["Пункт 2", "Пункт 3", "Вставлен", "Пункт 4"]


def test_a_long_table_is_drawn_in_full(editor, cast, said):
    fill(cast.route, cast, items=80)
    page = editor()
    row = page.locator("#row-programme_items-79")
    expect(row.locator("[name$='-direction']")).to_have_count(1)
    row.locator("summary").click()
    row.locator("[name$='-direction']").fill("методика")
    save(page)
    page.reload()
    assert page.input_value("[name=programme_items-79-direction]") == "методика"
    assert len(contents(page)) == 80
    assert said == []


def test_a_message_leads_to_its_cell(editor):
    page = editor()
    page.fill("[name=programme_items-3-due_to]", "17.06.2026")
    page.click("[role=tab][href='#tab-passport']")
    page.click("footer [aria-expanded]")
    with page.expect_navigation():
        page.click("[name=action-submit]")
    page.click("#iom-problems a")
    expect(page.locator("[name=programme_items-3-due_to]")).to_be_focused()
    expect(page.locator("#row-programme_items-3 .bad")).to_be_visible()


def test_text_written_while_the_session_ended_is_kept_and_saved(editor, cast):
    page = editor(tab="passport")
    page.context.clear_cookies()
    page.fill("[name=place_note]", "Пока сессия кончилась")
    page.click(SAVE)
    page.wait_for_selector("#iom-session:not([hidden])")
    assert page.input_value("[name=place_note]") == "Пока сессия кончилась"
    other = page.context.new_page()
    log_in(other, cast.mentor.user.username)
    page.bring_to_front()
    save(page)
    page.reload()
    assert page.input_value("[name=place_note]") == "Пока сессия кончилась"


def test_a_row_is_a_card_on_a_phone(editor):
    page = editor(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    cell = page.locator("#row-programme_items-0 [name$='-content']")
    assert cell.bounding_box()["width"] > 250
    assert page.locator("#row-programme_items-0 .ins button").bounding_box()["height"] >= 44


def test_a_wrong_day_and_a_long_text_come_back_as_typed(editor, cast):
    page = editor(tab="passport")
    page.click("[name=start_on]")
    page.keyboard.press("Control+A")
    page.keyboard.type("31.09.2025")
    page.locator("[name=decision_basis]").fill("Ж" * 400)
    page.fill("[name=goal]", "Цель остаётся")
    assert page.input_value("[name=start_on]") == "31.09.2025"
    save(page)
    assert page.input_value("[name=start_on]") == "31.09.2025"
    assert page.input_value("[name=decision_basis]") == "Ж" * 400
    assert page.input_value("[name=goal]") == "Цель остаётся"
    wrong = page.locator("#tab-passport .error-message").all_inner_texts()
    assert any("«31.09.2025»" in text for text in wrong), wrong
    assert any("400" in text for text in wrong), wrong
    expect_russian(page)


@pytest.mark.parametrize("java_script", [True, False], ids=["script", "plain"])
def test_who_only_reads_finds_text_and_no_cell(new_page, cast, java_script):
    fill(cast.route, cast, items=70)
    page = new_page(PHONE, java_script=java_script)
    log_in(page, cast.methodist.user.username)
    page.goto(f"/admin/pages/{cast.route.pk}/edit/#tab-programme")
    assert page.locator("#page-edit-form .w-tabs :is(input, textarea, select):visible").count() == 0
    assert page.locator("#programme_items .said >> visible=true").count() > 70
    assert page.locator(".ins, [data-add], .row-menu, .handle").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    if java_script:
        expect_russian(page)
