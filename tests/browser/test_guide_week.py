"""A week at school on the example route, and the pictures of the guide's chapter about it.

Monday: something is done. Tuesday: a lesson is visited. Wednesday: advice. Thursday: the contest
and its papers. Friday: a testimonial, and what the deputy sees of it all.
"""

from __future__ import annotations

import datetime as dt
import io

import pytest
from PIL import Image
from playwright.sync_api import expect

from iom_wagtail.conf import DEMO_PASSWORD
from iom_wagtail.journal.achievements.models import Achievement
from iom_wagtail.journal.attachments.models import Attachment
from iom_wagtail.journal.diary.models import DiaryEntry
from iom_wagtail.journal.meetings.models import Consultation
from iom_wagtail.journal.progress.models import ItemProgress
from iom_wagtail.journal.visits.models import LessonVisit
from tests.browser.conftest import PHONE, WIDE
from tests.browser.walking import expect_no_sideways_scroll, expect_russian, log_in, picture
from tests.browser.year import demo_on

DAY = dt.date(2026, 4, 13)
#: Kinds of files, in Latin letters everywhere.
FORMATS = ("png", "powerpoint")


@pytest.fixture
def route(live_site, monkeypatch):
    return demo_on(DAY, monkeypatch)


@pytest.fixture
def come(new_page, route):
    """Return a function that opens a page of the route in a person's own window."""

    def come_in(login, path="", viewport=PHONE):
        window = new_page(viewport)
        log_in(window, login, DEMO_PASSWORD)
        window.goto(path if path.startswith("/") else f"/routes/{route.pk}/{path}")
        return window

    return come_in


def look(window, name="", only=PHONE["width"], allowed=()):
    """The screen is Russian and fits; take its picture."""
    expect_russian(window, allowed)
    expect_no_sideways_scroll(window)
    if name:
        picture(window, name, only=only)


def save(window, button="Сохранить"):
    window.get_by_role("button", name=button, exact=True).click()


def test_the_teacher_marks_an_item_done_and_writes_the_diary(come, route):
    phone = come("teacher")
    look(phone, "week-01-next")
    phone.locator("#next .next__top").get_by_role("button", name="Выполнено").click()
    expect(phone.get_by_text("Пункт 11 отмечен выполненным")).to_be_visible()
    expect(phone.get_by_role("button", name="Отменить")).to_be_focused()
    look(phone, "week-02-done")
    assert ItemProgress.objects.get(route=route, done_on=DAY).status == "done"

    phone.get_by_role("link", name="Дневник", exact=True).click()
    phone.get_by_label("Что было").fill("Пробный мастер-класс: коллеги решали как дети.")
    phone.get_by_label("Что поняла (понял)").fill("Вопрос должен быть один.")
    phone.get_by_label("Что сделаю").fill("Убрать два слайда из пяти")
    phone.get_by_label("наставник").check()
    look(phone, "week-03-diary")
    save(phone, "Сохранить запись")
    expect(phone.get_by_text("Видят: наставник").first).to_be_visible()
    look(phone)
    entry = DiaryEntry.objects.get(route=route, happened_on=DAY)
    assert entry.to_mentor and not entry.to_methodist
    mentor = come("mentor", "diary/")
    expect(mentor.get_by_text("Вопрос должен быть один.")).to_be_visible()
    deputy = come("deputy", "diary/")
    expect(deputy.get_by_role("heading", name="Дневник маршрута")).to_be_visible()
    expect(deputy.get_by_text("Вопрос должен быть один.")).to_have_count(0)


def test_the_mentor_visits_a_lesson_and_the_teacher_reads_the_sheet(come, route):
    phone = come("mentor", "visits/new/")
    phone.get_by_label("Урок №").fill("3")
    phone.get_by_text("7 «Б»", exact=True).click()
    phone.get_by_text("Тема и цель").click()
    phone.get_by_label("Тема урока").fill("Системы уравнений")
    for number, score in enumerate("22212221"):
        row = phone.locator(".crit > li").nth(number)
        row.locator(".seg label", has_text=score).click()
    phone.locator("[name=strengths]").fill("Ошибка разобрана вместе с учеником")
    phone.locator("[name=r1]").fill("Дать задание повышенного уровня")
    phone.locator(".crit > li").nth(1).scroll_into_view_if_needed()
    look(phone, "week-04-visit")
    save(phone, "Передать учителю")
    phone.wait_for_url("**/visits/*-*/")
    expect(phone.get_by_text("1,75 из 2")).to_be_visible()

    teacher = come("teacher", "visits/")
    expect(teacher.get_by_text("ещё не прочитан")).to_be_visible()
    teacher.get_by_role("link", name="Системы уравнений").click()
    asked = teacher.get_by_role("heading", name="Вы прочитали лист?")
    expect(asked).to_be_visible()
    asked.scroll_into_view_if_needed()
    look(teacher, "week-05-acquainted")
    save(teacher, "Ознакомлен(а)")
    expect(teacher.get_by_text("Учитель ознакомлен(а), 13 апреля 2026")).to_be_visible()
    assert LessonVisit.objects.get(route=route, visited_on=DAY).acquainted_at is not None


def test_the_teacher_asks_and_the_psychologist_advises(come, route):
    teacher = come("teacher", "requests/")
    psychologist = route.school.staff.get(user__username="psychologist")
    teacher.get_by_label("Кого вы просите").select_option(str(psychologist.pk))
    teacher.get_by_label("Тема").fill("Волнение перед выступлением")
    look(teacher, "week-06-request")
    save(teacher)
    expect(teacher.get_by_text("Ждёт ответа")).to_be_visible()

    phone = come("psychologist")
    phone.get_by_role("link", name="Волнение перед выступлением").click()
    phone.get_by_role("link", name="Записать встречу").click()
    phone.get_by_label("Минут").fill("20")
    phone.get_by_label("О чём договорились").fill("Три вдоха и первая фраза наизусть")
    look(phone, "week-07-meeting")
    save(phone)
    expect(phone.get_by_role("link", name="Встреча: Волнение перед выступлением")).to_be_visible()
    assert Consultation.objects.get(route=route, held_on=DAY).request.topic.startswith("Волнение")


def test_the_contest_and_its_papers(come, route):
    phone = come("teacher", "achievements/")
    phone.get_by_text("Новое достижение").click()
    phone.get_by_label("Название").fill("«Педагогический дебют»")
    phone.get_by_label("Уровень").select_option("district")
    phone.get_by_label("Результат").fill("призёр")
    look(phone, "week-08-achievement")
    save(phone)
    expect(phone.get_by_role("link", name="Конкурс: «Педагогический дебют»")).to_be_visible()
    assert Achievement.objects.filter(route=route, happened_on=DAY).exists()

    diploma = io.BytesIO()
    Image.new("RGB", (600, 420), "#f3ead2").save(diploma, "PNG")
    phone.goto(f"/routes/{route.pk}/attachments/")
    phone.get_by_label("Что это").select_option("other")
    phone.locator("input[type=file]").last.set_input_files(
        {"name": "Диплом.png", "mimeType": "image/png", "buffer": diploma.getvalue()}
    )
    save(phone, "Приложить")
    expect(phone.get_by_text("Диплом", exact=True)).to_be_visible()
    assert Attachment.objects.get(route=route, dated_on=DAY).added_by.user.username == "teacher"
    wide = come("mentor", "attachments/", WIDE)
    look(wide, "week-09-attachments", WIDE["width"], FORMATS)


def test_friday_a_testimonial_the_stream_and_what_the_deputy_sees(come, route):
    mentor = come("mentor", "testimonials/")
    mentor.get_by_label("От кого").select_option("parents")
    mentor.get_by_label("Кто сказал").fill("родители 5 «А»")
    mentor.get_by_label("Отзыв", exact=True).fill("Дети рассказывают о дробях дома.")
    look(mentor, "week-10-testimonial")
    save(mentor)
    expect(mentor.get_by_role("link", name="Отзыв: родители")).to_be_visible()
    teacher = come("teacher", "stream/", WIDE)
    expect(teacher.get_by_role("heading", name="Лента маршрута")).to_be_visible()
    expect(teacher.get_by_text("рассказывают о дробях")).to_have_count(0)
    look(teacher, "week-11-stream", WIDE["width"])
    deputy = come("deputy", "/admin/iom/journal/", WIDE)
    expect(deputy.get_by_role("heading", name="Журнал маршрутов")).to_be_visible()
    expect(deputy.get_by_text("рассказывают о дробях")).to_have_count(0)
    look(deputy, "week-12-office", WIDE["width"])
