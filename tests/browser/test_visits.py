"""A lesson is visited with a telephone, the connection is cut in the middle, nothing is lost."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from iom_wagtail.journal.visits import actions, sets
from iom_wagtail.journal.visits.models import LessonVisit
from tests.browser.conftest import PHONE
from tests.browser.visiting import WAITS, expect_copies, fill_in, open_sheet, send
from tests.browser.walking import expect_no_sideways_scroll, expect_russian, log_in
from tests.factories import add_participant, approve, make_cast, make_route


@pytest.fixture
def cast(live_site):
    cast = make_cast()
    make_route(cast)
    add_participant(cast)
    approve(cast)
    return cast


def test_the_connection_is_cut_in_the_middle(new_page, cast):
    phone = new_page(PHONE)
    open_sheet(phone, cast)
    expect_russian(phone)
    expect_no_sideways_scroll(phone)
    phone.fill("[name=lesson_no]", "4")
    phone.context.set_offline(True)
    fill_in(phone)
    expect(phone.get_by_text("Сохранено на этом телефоне в")).to_be_visible()
    expect(phone.locator("[data-count]")).to_have_text("8 из 8")
    expect_no_sideways_scroll(phone)
    send(phone)
    phone.get_by_text(WAITS).wait_for()
    phone.fill("[name=r2]", "Дать роли в паре")  # typing goes on, and is sent too
    phone.get_by_role("button", name="Отправить сейчас").click()
    phone.get_by_text(WAITS).wait_for()
    assert not LessonVisit.objects.exists()
    phone.context.set_offline(False)
    phone.wait_for_url("**/visits/*-*/")
    visit = LessonVisit.objects.get()
    assert (visit.topic, visit.lesson_no, visit.classes) == ("Сравнение дробей", 4, "5 «А»")
    assert visit.recommendations == ["Оставлять 3 минуты на итог", "Дать роли в паре"]
    expect(phone.get_by_text("1,86 из 2")).to_be_visible()
    expect_copies(phone, 0)
    expect_russian(phone)
    expect_no_sideways_scroll(phone)


def test_the_answer_is_lost_and_the_sheet_sent_again(new_page, cast):
    phone = new_page(PHONE)
    open_sheet(phone, cast)
    fill_in(phone)
    taken = []

    def lose_the_answer(route):
        if route.request.method == "POST" and not taken:
            taken.append(route.fetch())
            route.abort("connectionreset")
        else:
            route.continue_()

    phone.route("**/visits/new/", lose_the_answer)
    send(phone)
    phone.get_by_text(WAITS).wait_for()
    assert taken[0].status == 200 and LessonVisit.objects.count() == 1
    phone.get_by_role("button", name="Отправить сейчас").click()
    phone.wait_for_url("**/visits/*-*/")
    assert LessonVisit.objects.count() == 1


def test_a_double_click_and_two_tabs_make_one_visit(new_page, cast):
    phone = new_page(PHONE)
    open_sheet(phone, cast)
    fill_in(phone)
    other = phone.context.new_page()
    other.goto(f"/routes/{cast.route.pk}/visits/new/")
    expect(other.locator("[name=topic]")).to_have_value("Сравнение дробей")
    assert other.input_value("[name=client_key]") == phone.input_value("[name=client_key]")
    phone.get_by_role("button", name="Передать учителю").dblclick()
    phone.wait_for_url("**/visits/*-*/")
    send(other)
    other.wait_for_url(phone.url)
    assert LessonVisit.objects.count() == 1
    other.goto(f"/routes/{cast.route.pk}/visits/new/")
    expect(other.locator("[name=topic]")).to_have_value("")


def test_what_was_typed_is_back_after_a_closed_tab(new_page, cast):
    phone = new_page(PHONE)
    open_sheet(phone, cast)
    fill_in(phone, scores="20—")
    first = phone.input_value("[name=client_key]")
    phone.get_by_role("link", name="Отложить").click()
    expect(phone.get_by_text("Лист, который вы начали")).to_be_visible()
    phone.get_by_role("link", name="Продолжить").click()
    expect(phone.get_by_text("Здесь то, что вы записали раньше")).to_be_visible()
    expect(phone.locator("[name=client_key]")).to_have_value(first)
    checked = "Array.from(document.querySelectorAll('.crit :checked')).map(field => field.value)"
    assert phone.evaluate(checked) == ["2", "0", "na"]
    assert phone.is_checked("[name=class_choice][value='5 «А»']")
    phone.get_by_role("button", name="Начать заново").click()
    expect(phone.locator("[name=strengths]")).to_have_value("")
    expect_copies(phone, 0)


def test_a_copy_judged_by_another_set_opens_with_that_set(new_page, cast):
    law = [{"text": "Своё", "hint": ""}, {"text": "Второе", "hint": ""}]
    sets.sets_in_use(cast.school)
    sets.add_set(cast.school, cast.user("deputy"), name="Открытый урок", criteria=law)
    phone = new_page(PHONE)
    open_sheet(phone, cast)
    phone.fill("[name=strengths]", "Спокойный тон")
    phone.get_by_role("button", name="Открытый урок").click()
    phone.get_by_text("1. Своё").wait_for()
    expect(phone.locator("[name=strengths]")).to_have_value("Спокойный тон")
    phone.locator(".crit .seg label", has_text="1").nth(1).click()
    phone.goto(f"/routes/{cast.route.pk}/visits/new/")
    phone.get_by_text("1. Своё").wait_for()
    expect(phone.locator("[name=c1][value='1']")).to_be_checked()
    expect(phone.locator("[name=strengths]")).to_have_value("Спокойный тон")


def test_the_server_names_what_is_wrong_and_the_words_stay(new_page, cast):
    phone = new_page(PHONE)
    open_sheet(phone, cast)
    fill_in(phone)
    phone.fill("[name=visited_on]", "2099-01-01")
    send(phone)
    phone.get_by_text("Этот день ещё не наступил").wait_for()
    expect(phone.locator("[name=topic]")).to_have_value("Сравнение дробей")
    expect(phone.locator("[name=c7][value=na]")).to_be_checked()
    phone.fill("[name=visited_on]", "2025-11-12")
    send(phone)
    phone.wait_for_url("**/visits/*-*/")
    expect_copies(phone, 0)
    assert LessonVisit.objects.count() == 1


def test_a_session_that_has_ended_loses_nothing(new_page, cast):
    phone = new_page(PHONE)
    open_sheet(phone, cast)
    fill_in(phone)
    phone.context.clear_cookies(name="sessionid")
    send(phone)
    phone.wait_for_url("**/account/login/**")
    phone.fill("input[name=username]", cast.user("mentor").username)
    phone.fill("input[name=password]", "correct-horse-9")
    phone.press("input[name=password]", "Enter")
    phone.wait_for_url("**/visits/new/")
    expect(phone.locator("[name=topic]")).to_have_value("Сравнение дробей")
    send(phone)
    phone.wait_for_url("**/visits/*-*/")
    assert LessonVisit.objects.count() == 1


def test_without_scripts_it_is_a_plain_form(new_page, cast):
    phone = new_page(PHONE, java_script=False)
    open_sheet(phone, cast)
    expect(phone.get_by_role("link", name="Назад")).to_be_visible()
    fill_in(phone)
    send(phone)
    phone.wait_for_url("**/visits/*-*/")
    visit = LessonVisit.objects.get()
    teacher = new_page(PHONE, java_script=False)
    log_in(teacher, cast.user("teacher").username)
    teacher.goto(f"/routes/{cast.route.pk}/visits/{visit.uuid}/")
    teacher.fill("[name=words]", "Спасибо, учту")
    teacher.get_by_role("button", name="Ознакомлен(а)").click()
    expect(teacher.get_by_text("«Спасибо, учту»")).to_be_visible()
    assert LessonVisit.objects.get().acquainted_at


def test_nothing_on_the_pages_breaks_the_rules_of_access(new_page, cast):
    axe = Axe()
    phone = new_page(PHONE)
    open_sheet(phone, cast)
    fill_in(phone)
    phone.locator(".crit details summary").first.click()
    addresses = ["new/", ""]
    for address in addresses:
        found = axe.run(phone).response["violations"]
        assert [(each["id"], each["nodes"][0]["html"]) for each in found] == [], address
        phone.goto(f"/routes/{cast.route.pk}/visits/")
    phone.goto(f"/routes/{cast.route.pk}/visits/new/")
    send(phone)
    phone.wait_for_url("**/visits/*-*/")
    found = axe.run(phone).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
    actions.acquaint(_only_visit(), cast.user("teacher"), "Спасибо")
    phone.reload()
    assert axe.run(phone).response["violations"] == []


def _only_visit():
    return LessonVisit.objects.select_related("route").get()
