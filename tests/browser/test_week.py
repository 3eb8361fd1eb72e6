"""A week of the example route on telephones, while a draft of its programme lies open.

Teacher, mentor, methodist and psychologist write what happened, the connection is cut in the
middle of a lesson visit; then the draft is approved and an older revision put in force again,
and every record is still there.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from playwright.sync_api import expect

from iom_wagtail.approval import actions as approval
from iom_wagtail.conf import DEMO_PASSWORD
from iom_wagtail.journal.diary.models import DiaryEntry
from iom_wagtail.journal.meetings.models import Consultation
from iom_wagtail.journal.results.models import CheckpointResult
from iom_wagtail.journal.testimonials import models as testimonials
from iom_wagtail.journal.visits.models import LessonVisit
from iom_wagtail.routes.models import RoutePage
from iom_wagtail.school.models import StaffMember
from tests.browser.conftest import PHONE, WIDE
from tests.browser.walking import expect_no_sideways_scroll, expect_russian, log_in
from tests.browser.year import demo_on

MONDAY = dt.date(2026, 3, 30)
#: Names of files and formats that stand on the example's pages.
LATIN = ("xlsx", "jpg")


@pytest.fixture
def route(live_site, monkeypatch):
    return demo_on(MONDAY, monkeypatch)


@pytest.fixture
def phones(new_page, route):
    """Return a function that gives a member of the example's cast a telephone."""

    def phone_of(login):
        phone = new_page(PHONE)
        log_in(phone, login, DEMO_PASSWORD)
        phone.goto(f"/routes/{route.pk}/")
        return phone

    return phone_of


def look(page):
    """The page is Russian, fits the screen, and axe finds nothing."""
    expect_russian(page, LATIN)
    expect_no_sideways_scroll(page)
    # Where the phone bar happens to lie over a link, axe measures what is left of it.
    page.evaluate(
        "document.querySelectorAll('.dock').forEach(bar => bar.style.position = 'static')"
    )
    found = Axe().run(page).response["violations"]
    assert not found, [(page.url, rule["id"], rule["nodes"][0]["html"]) for rule in found]


def everything() -> dict[str, Any]:
    """Return every row of the journal, as plain values."""
    rows = {
        model.__name__: list(model._default_manager.order_by("pk").values())
        for model in apps.get_models()
        if model.__module__.startswith("iom_wagtail.journal.")
    }
    return json.loads(json.dumps(rows, cls=DjangoJSONEncoder))


def user(login):
    return StaffMember.objects.get(user__username=login).user


def approve(route) -> Any:
    """Lead what waits for the deputy through the rest of its way."""
    version = None
    for login in ("deputy", "teacher", "director"):
        page = RoutePage.objects.get(pk=route.pk)
        version = approval.agree(page, user(login), revision_id=page.latest_revision_id)
    return version


def open_draft(new_page, route):
    """The mentor begins to change the programme on a school computer."""
    draft = new_page(WIDE)
    log_in(draft, "mentor", DEMO_PASSWORD)
    draft.goto(f"/admin/pages/{route.pk}/edit/#tab-passport")
    draft.fill("[name=goal]", "Цель, уточнённая за неделю")
    return draft


def submit(page):
    page.locator("footer .w-dropdown__toggle, footer [aria-expanded]").first.click()
    with page.expect_navigation():
        page.click("[name=action-submit] >> visible=true")


def teacher_on_monday(phone):
    """Marks an item done, thinks better of it, marks it again; writes the diary."""
    look(phone)
    phone.locator("#next .next__top .btn--main").click()
    expect(phone.get_by_text("отмечен выполненным").first).to_be_visible()
    look(phone)
    phone.get_by_role("button", name="Отменить").first.click()
    expect(phone.get_by_text("отметка снята").first).to_be_visible()
    phone.locator("#next .next__top .btn--main").click()
    expect(phone.get_by_text("отмечен выполненным").first).to_be_visible()

    phone.get_by_role("link", name="Дневник", exact=True).click()
    look(phone)
    phone.fill("[name=text]", "Дети сами назвали цель урока")
    phone.fill("[name=insight]", "Хватает одного вопроса в начале")
    phone.check("[name=to_mentor]")
    phone.get_by_role("button", name="Сохранить запись").click()
    expect(phone.get_by_text("Дети сами назвали цель урока").first).to_be_visible()
    look(phone)


def mentor_on_tuesday(phone, route):
    """Answers the diary; visits a lesson, and the connection is cut in the middle."""
    entry = DiaryEntry.objects.get(text="Дети сами назвали цель урока")
    look(phone)
    phone.goto(f"/routes/{route.pk}/diary/{entry.uuid}/")
    phone.fill("[name=text]", "Приду посмотреть на начало урока")
    phone.get_by_role("button", name="Ответить").click()
    expect(phone.get_by_text("Приду посмотреть на начало урока")).to_be_visible()
    look(phone)

    phone.goto(f"/routes/{route.pk}/visits/new/")
    look(phone)
    phone.fill("[name=lesson_no]", "3")
    phone.locator("[name=class_choice]").first.locator("xpath=..").click()
    phone.context.set_offline(True)
    if not phone.locator("[name=topic]").is_visible():
        phone.locator("summary", has_text="Тема и цель").click()
    phone.fill("[name=topic]", "Пропорции")
    for number in range(8):
        phone.locator(".crit > li").nth(number).locator(".seg label", has_text="2").click()
    phone.fill("[name=strengths]", "Начало урока собранное")
    phone.fill("[name=r1]", "Оставлять время на итог")
    phone.get_by_role("button", name="Передать учителю").click()
    expect(phone.get_by_text("Сохранено на этом телефоне, отправится")).to_be_visible()
    assert not LessonVisit.objects.filter(topic="Пропорции").exists()
    look(phone)
    phone.context.set_offline(False)
    phone.wait_for_url("**/visits/*-*/")
    look(phone)
    return LessonVisit.objects.get(topic="Пропорции")


def teacher_on_wednesday(phone, route, visit):
    """Is acquainted with the sheet; asks the psychologist for a talk."""
    phone.goto(f"/routes/{route.pk}/visits/{visit.uuid}/")
    look(phone)
    phone.get_by_role("button", name="Ознакомлен(а)").click()
    expect(phone.get_by_text("ознакомлен").first).to_be_visible()
    look(phone)
    phone.goto(f"/routes/{route.pk}/requests/")
    psychologist = StaffMember.objects.get(user__username="psychologist")
    phone.select_option("#id_asked", str(psychologist.pk))
    phone.fill("#id_topic", "Тревога перед контрольной в 7 «Б»")
    phone.get_by_role("button", name="Сохранить").click()
    look(phone)


def psychologist_on_thursday(phone, route):
    """Answers with a meeting, and leaves a note for the fewest."""
    look(phone)
    phone.get_by_role("link", name="Тревога перед контрольной").click()
    look(phone)
    phone.get_by_role("link", name="Записать встречу").click()
    expect(phone.locator("#id_topic")).to_have_value("Тревога перед контрольной в 7 «Б»")
    phone.fill("[name=teacher_step]", "Разбор ошибок без отметки")
    phone.get_by_role("button", name="Сохранить").click()
    look(phone)
    phone.goto(f"/routes/{route.pk}/testimonials/")
    phone.select_option("#id_source", "psychologists")
    phone.fill("#id_text", "Класс стал спокойнее")
    phone.get_by_text("только автор и заместитель директора").click()
    phone.get_by_role("button", name="Сохранить").click()
    expect(phone.get_by_text("Класс стал спокойнее").first).to_be_visible()
    look(phone)


def methodist_on_friday(phone, route):
    """Assesses a checkpoint and leaves a testimonial."""
    look(phone)
    key = route.checkpoints.last().uuid
    phone.goto(f"/routes/{route.pk}/checkpoints/{key}/")
    look(phone)
    phone.fill("[name=held_on]", MONDAY.isoformat())
    phone.fill("[name=text]", "Материалы готовы к защите")
    phone.get_by_role("button", name="Сохранить").click()
    expect(phone.get_by_text("Материалы готовы к защите").first).to_be_visible()
    phone.goto(f"/routes/{route.pk}/testimonials/")
    phone.select_option("#id_source", "other")
    phone.fill("#id_text", "Коллеги берут её карточки")
    phone.get_by_role("button", name="Сохранить").click()
    expect(phone.get_by_text("Коллеги берут её карточки").first).to_be_visible()
    look(phone)
    phone.goto(f"/routes/{route.pk}/stream/")
    look(phone)
    assert "Класс стал спокойнее" not in phone.content()


def test_a_week_and_no_approval_takes_it_away(new_page, phones, route):
    first_revision = route.latest_revision
    draft = open_draft(new_page, route)

    teacher = phones("teacher")
    teacher_on_monday(teacher)
    visit = mentor_on_tuesday(phones("mentor"), route)
    teacher_on_wednesday(teacher, route, visit)
    psychologist_on_thursday(phones("psychologist"), route)
    methodist_on_friday(phones("methodist"), route)

    written = everything()
    assert DiaryEntry.objects.filter(replies__text__startswith="Приду посмотреть").count() == 1
    assert LessonVisit.objects.get(topic="Пропорции").acquainted_at
    assert Consultation.objects.filter(topic__startswith="Тревога перед").exists()
    assert CheckpointResult.objects.filter(text="Материалы готовы к защите").exists()
    assert testimonials.Testimonial.objects.filter(text="Класс стал спокойнее").exists()

    submit(draft)
    version = approve(route)
    assert version.data["passport"]["goal"] == "Цель, уточнённая за неделю"
    assert everything() == written

    draft.goto(f"/admin/pages/{route.pk}/revisions/{first_revision.pk}/revert/")
    with draft.expect_navigation():
        draft.locator("footer button[type=submit] >> visible=true").first.click()
    submit(draft)
    again = approve(route)
    assert again.number == version.number + 1
    assert again.data["passport"]["goal"] != "Цель, уточнённая за неделю"
    assert everything() == written

    teacher.goto(f"/routes/{route.pk}/stream/")
    expect(teacher.get_by_text("Пропорции").first).to_be_visible()
    assert timezone.localdate() == MONDAY
