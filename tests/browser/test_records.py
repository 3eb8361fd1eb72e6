"""Meetings, achievements, testimonials on a telephone, with and without scripts."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

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
    assert phone.is_visible("#id_stage") and phone.is_visible("#id_hours") is not scripts
    phone.select_option("#id_kind", "course")
    assert phone.is_visible("#id_hours") and phone.is_visible("#id_stage") is not scripts
    phone.fill("#id_title", "Функциональная грамотность")
    phone.fill("#id_happened_on", "2026-02-26")
    if not scripts:
        # A field of another kind, which a script would have put away, is not lost silently.
        phone.fill("#id_stage", "очный")
    phone.get_by_role("button", name="Сохранить").click()
    assert phone.get_by_text("Сколько часов длился курс?").is_visible()
    if scripts:
        look(phone)
    else:
        assert phone.get_by_text("Оставьте пустым.").is_visible()
        phone.fill("#id_stage", "")
    phone.fill("#id_hours", "36")
    phone.get_by_role("button", name="Сохранить").click()
    phone.get_by_role("link", name="Курсы: Функциональная грамотность").click()
    assert Achievement.objects.get().hours == 36
    if scripts:
        look(phone)
    phone.get_by_role("button", name="Удалить запись").click()
    phone.get_by_role("button", name="Вернуть").click()
    assert phone.get_by_role("heading", name="Курсы").is_visible()


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
    assert phone.input_value("#id_topic") == "Разговор с родителями"
    phone.get_by_role("button", name="Сохранить").click()
    assert Consultation.objects.get().request.asked == cast.psychologist
    phone.get_by_role("link", name="Встреча: Разговор с родителями").click()
    look(phone)

    phone.goto(f"/routes/{cast.route.pk}/testimonials/")
    phone.select_option("#id_source", "psychologists")
    phone.fill("#id_text", "Тревожность ниже")
    phone.get_by_text("только автор и заместитель директора").click()
    phone.get_by_role("button", name="Сохранить").click()
    assert phone.get_by_text("Читают только автор и заместитель директора").first.is_visible()
    look(phone)
    teacher.goto(f"/routes/{cast.route.pk}/testimonials/")
    assert "Тревожность" not in teacher.content()
    look(teacher)
