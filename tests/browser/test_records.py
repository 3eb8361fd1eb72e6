"""Meetings, achievements, testimonials on a telephone, with and without scripts."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from iom_wagtail.journal.achievements.models import Achievement
from iom_wagtail.journal.meetings.models import Consultation
from tests.browser.conftest import PHONE
from tests.browser.walking import expect_no_sideways_scroll, expect_russian, log_in
from tests.factories import add_participant, approve, make_cast, make_route


@pytest.fixture
def cast(live_site):
    cast = make_cast()
    make_route(cast)
    add_participant(cast)
    approve(cast)
    return cast


def look(page):
    """The page is Russian, fits the screen, and axe finds nothing."""
    expect_russian(page)
    expect_no_sideways_scroll(page)
    found = Axe().run(page).response["violations"]
    assert not found, [(rule["id"], rule["nodes"][0]["html"]) for rule in found]


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_the_teacher_writes_a_course(new_page, cast, scripts):
    phone = new_page(PHONE, java_script=scripts)
    log_in(phone, cast.user("teacher").username)
    phone.goto(f"/routes/{cast.route.pk}/")
    phone.get_by_role("link", name="Успех").click()
    stage, hours = phone.locator("#id_stage"), phone.locator("#id_hours")
    expect(stage).to_be_visible()
    expect(hours).to_be_visible(visible=not scripts)
    phone.select_option("#id_kind", "course")
    expect(hours).to_be_visible()
    expect(stage).to_be_visible(visible=not scripts)
    phone.fill("#id_title", "Функциональная грамотность")
    phone.fill("#id_happened_on", "2026-02-26")
    if not scripts:
        # A field of another kind, which a script would have put away, is not lost silently.
        phone.fill("#id_stage", "очный")
    phone.get_by_role("button", name="Сохранить").click()
    expect(phone.get_by_text("Сколько часов длился курс?")).to_be_visible()
    if scripts:
        look(phone)
    else:
        expect(phone.get_by_text("Оставьте пустым.")).to_be_visible()
        phone.fill("#id_stage", "")
    phone.fill("#id_hours", "36")
    phone.get_by_role("button", name="Сохранить").click()
    phone.get_by_role("link", name="Курсы: Функциональная грамотность").click()
    expect(phone.get_by_role("button", name="Удалить запись")).to_be_visible()
    assert Achievement.objects.get().hours == 36
    if scripts:
        look(phone)
    phone.get_by_role("button", name="Удалить запись").click()
    phone.get_by_role("button", name="Вернуть").click()
    expect(phone.get_by_role("heading", name="Курсы")).to_be_visible()


def test_the_psychologist_answers_a_request_and_leaves_a_note(new_page, cast):
    teacher = new_page(PHONE)
    log_in(teacher, cast.user("teacher").username)
    teacher.goto(f"/routes/{cast.route.pk}/meetings/")
    teacher.get_by_role("link", name="Просьбы о консультации").click()
    look(teacher)
    teacher.select_option("#id_asked", str(cast.psychologist.pk))
    teacher.fill("#id_topic", "Разговор с родителями")
    teacher.get_by_role("button", name="Сохранить").click()
    look(teacher)

    phone = new_page(PHONE)
    log_in(phone, cast.user("psychologist").username)
    phone.goto(f"/routes/{cast.route.pk}/")
    phone.get_by_role("link", name="Просьба о консультации: Разговор с родителями").click()
    look(phone)
    phone.get_by_role("link", name="Записать встречу").click()
    look(phone)
    expect(phone.locator("#id_topic")).to_have_value("Разговор с родителями")
    phone.get_by_role("button", name="Сохранить").click()
    phone.get_by_role("link", name="Встреча: Разговор с родителями").click()
    look(phone)
    assert Consultation.objects.get().request.asked == cast.psychologist

    phone.goto(f"/routes/{cast.route.pk}/testimonials/")
    phone.select_option("#id_source", "psychologists")
    phone.fill("#id_text", "Тревожность ниже")
    phone.get_by_text("только автор и заместитель директора").click()
    phone.get_by_role("button", name="Сохранить").click()
    expect(phone.get_by_text("Читают только автор и заместитель директора").first).to_be_visible()
    look(phone)
    teacher.goto(f"/routes/{cast.route.pk}/testimonials/")
    assert "Тревожность" not in teacher.content()
    look(teacher)
