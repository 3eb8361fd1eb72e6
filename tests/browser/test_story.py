"""The main job, in a real browser and in Russian, each step as the person who does it.

A deputy opens a young teacher's route, its mentor writes it, the deputy agrees, the teacher
is acquainted on a phone, the director approves on a phone, the teacher reads it, and
nobody else can.
"""

from __future__ import annotations

import datetime as dt
import re

import pytest

from iom_wagtail.approval.models import ApprovedVersion
from iom_wagtail.conf import DEMO_PASSWORD
from iom_wagtail.journal.progress.models import ItemProgress
from iom_wagtail.routes.models import RoutePage
from tests.browser.conftest import PHONE, WIDE
from tests.browser.walking import (
    expect_no_sideways_scroll,
    expect_russian,
    log_in,
    picture,
)
from tests.browser.year import demo_on
from tests.factories import make_cast

#: The guide's pictures show the example's fictional people.
NAMES = {
    "director": ("Андрей", "Николаевич"),
    "deputy": ("Светлана", "Петровна"),
    "methodist": ("Елена", "Сергеевна"),
    "mentor": ("Марина", "Викторовна"),
    "teacher": ("Анна", "Игоревна"),
    "psychologist": ("Ольга", "Юрьевна"),
    "colleague": ("Вера", "Павловна"),
}


@pytest.fixture
def cast(live_site):
    cast = make_cast(short_name="МБОУ «Заречная СШ»")
    for role, (given_name, patronymic) in NAMES.items():
        person = getattr(cast, role)
        person.given_name, person.patronymic = given_name, patronymic
        person.save()
        person.user.first_name, person.user.last_name = given_name, person.surname
        person.user.save()
    return cast


@pytest.fixture
def windows(new_page, cast):
    """Return a function that opens a window in which a member of the cast is logged in."""

    def open_as(name, viewport=WIDE, **kwargs):
        page = new_page(viewport, **kwargs)
        page.set_default_timeout(15_000)
        log_in(page, cast.user(name).username)
        return page

    return open_as


def choose(page, field, person):
    """Choose a person of the staff in a chooser field, by searching for the surname."""
    page.click(f"#id_{field}-chooser [data-chooser-action-choose] >> visible=true")
    modal = page.locator(".modal-body")
    modal.locator("input[name=q]").fill(person.surname)
    modal.get_by_role("link", name=re.compile(person.surname)).first.click()
    page.wait_for_selector(".modal", state="detached")


def type_date(page, name, text):
    """Type a date, then click beside the calendar that Wagtail opens, as a person does."""
    calendar = page.locator(".xdsoft_datetimepicker >> visible=true").first
    page.click(f"[name={name}]")
    calendar.wait_for()
    page.fill(f"[name={name}]", text)
    page.locator("h1 >> visible=true").first.click(position={"x": 2, "y": 2}, force=True)
    calendar.wait_for(state="hidden")


def tick(page, selector):
    """Tick a box or choose a radio by its label."""
    page.locator(f"label:has({selector})").first.click()


def tab(page, name):
    page.click(f"#tab-label-{name}")


def decide(page, route_id, *, comment="", send_back=""):
    """Open the approval page, decide, and look at the answer."""
    page.goto(f"/routes/{route_id}/approval/")
    expect_russian(page)
    expect_no_sideways_scroll(page)
    if send_back:
        tick(page, "#d-no")
        page.fill("#r-why", send_back)
        button = page.locator(".pane--no button")
    else:
        tick(page, "#d-yes")
        page.fill("#a-words", comment)
        button = page.locator(".pane--yes button")
    with page.expect_navigation():
        button.click()


def open_route(page, cast):
    """The deputy opens the route: one form, one act."""
    page.goto("/routes/")
    expect_russian(page)
    picture(page, "01-routes-empty")
    page.goto("/admin/iom/routes/open/")
    expect_russian(page)
    choose(page, "teacher", cast.teacher)
    choose(page, "mentor", cast.mentor)
    type_date(page, "start_on", "01.09.2025")
    type_date(page, "end_on", "29.05.2026")
    type_date(page, "decision_date", "01.09.2025")
    page.fill("[name=decision_basis]", "Приказ № 112-од от 01.09.2025")
    picture(page, "02-open")
    page.click("form[method=post] button[type=submit] >> visible=true")
    page.wait_for_url(re.compile(r"/admin/pages/\d+/edit/"))
    return int(re.search(r"/pages/(\d+)/", page.url).group(1))


def write_route(page, route_id):
    """The mentor writes the route in the tables that look like the paper form."""
    page.goto(f"/admin/pages/{route_id}/edit/")
    picture(page, "03-passport")
    page.fill("[name=goal]", "Уверенно вести уроки математики в 5–7 классах.")
    tab(page, "card")
    page.fill("[name=subject]", "Математика")
    page.fill("[name=education]", "Педагогический университет, 2025 г.")
    page.fill("[name=load_words]", "21 ч в неделю")
    page.fill("[name=load_hours]", "21")
    page.fill("[name=classes]", "5 «А», 5 «Б»")
    tab(page, "diagnosis")
    type_date(page, "diagnosed_on", "19.09.2025")
    tick(page, "[name=diagnosed_by]")
    page.click("[name=difficulties-insert] >> visible=true")
    page.fill("[name=difficulties-0-text]", "Теряется 6–8 минут на организацию начала урока")
    page.select_option("[name=difficulties-0-kind]", "general")
    page.select_option("[name=difficulties-0-severity]", "3")
    methods = "[name=difficulties-0-methods][value=lessons]"
    if not page.locator(methods).is_visible():
        page.locator(f"details:has({methods}) > summary").click()
    tick(page, methods)
    picture(page, "04-diagnosis")
    tab(page, "programme")
    page.click("[name=programme_items-insert] >> visible=true")
    page.fill("[name=programme_items-0-content]", "Взаимопосещение: начало урока и переходы")
    page.fill("[name=programme_items-0-due_from]", "22.09.2025")
    page.fill("[name=programme_items-0-due_to]", "14.11.2025")
    page.fill("[name=programme_items-0-activity_accompanied]", "Посещает 3 урока наставника")
    page.fill("[name=programme_items-0-activity_accompanying]", "Проводит 3 показательных урока")
    page.fill("[name=programme_items-0-activity_joint]", "Выбирают 3 приёма")
    tick(page, "[name=programme_items-0-difficulties]")
    picture(page, "05-programme")
    tab(page, "checkpoints")
    for number, (title, day) in enumerate(
        [("Собеседование по итогам полугодия", "25.12.2025"), ("Открытый урок", "11.03.2026")]
    ):
        page.locator("[name=checkpoints-insert] >> visible=true").last.click()
        page.fill(f"[name=checkpoints-{number}-title]", title)
        page.select_option(f"[name=checkpoints-{number}-kind]", "interview")
        page.fill(f"[name=checkpoints-{number}-planned_on]", day)
    picture(page, "06-checkpoints")


def submit(page):
    """Send for approval from the editor's menu."""
    toggle = page.locator("footer [data-w-dropdown-target=toggle], footer .w-dropdown__toggle")
    toggle.first.click()
    page.click("[name=action-submit] >> visible=true")
    page.wait_for_url(lambda url: "/edit/" not in url)


def test_the_story(windows, cast):
    deputy = windows("deputy")
    route_id = open_route(deputy, cast)

    mentor = windows("mentor")
    write_route(mentor, route_id)
    expect_russian(mentor)
    submit(mentor)
    assert RoutePage.objects.get(pk=route_id).in_approval

    decide(deputy, route_id)
    teacher = windows("teacher", PHONE)
    teacher.goto("/routes/")
    expect_russian(teacher)
    picture(teacher, "07-waits-for-you")
    teacher.goto(f"/routes/{route_id}/approval/")
    picture(teacher, "08-acquaintance")
    decide(teacher, route_id)

    director = windows("director", PHONE)
    director.goto(f"/routes/{route_id}/approval/")
    picture(director, "09-director")
    decide(director, route_id, comment="Утверждаю")
    version = ApprovedVersion.objects.get(page_id=route_id)
    assert version.data["passport"]["goal"].startswith("Уверенно")
    assert version.data["programme"][0]["difficulties"]

    teacher.goto(f"/routes/{route_id}/")
    expect_russian(teacher)
    expect_no_sideways_scroll(teacher)
    assert "Взаимопосещение" in teacher.inner_text("main")
    picture(teacher, "10-approved")
    wide = windows("teacher")
    wide.goto(f"/routes/{route_id}/")
    expect_russian(wide)
    expect_no_sideways_scroll(wide)

    colleague = windows("colleague")
    assert colleague.goto(f"/routes/{route_id}/").status == 404
    expect_russian(colleague)
    assert colleague.goto(f"/admin/pages/{route_id}/edit/").status == 404


def test_a_return_brings_the_words_to_the_mentor(windows, cast):
    from iom_wagtail.approval import actions
    from tests.factories import make_route

    make_route(cast)
    actions.submit(cast.route, cast.user("mentor"))
    deputy = windows("deputy", PHONE)
    decide(deputy, cast.route.pk, send_back="Уточнить срок открытого урока")
    assert not RoutePage.objects.get(pk=cast.route.pk).in_approval
    mentor = windows("mentor")
    mentor.goto(f"/routes/{cast.route.pk}/")
    expect_russian(mentor)
    assert "Уточнить срок открытого урока" in mentor.inner_text("main")
    picture(mentor, "11-returned")


def test_a_route_in_the_middle_of_its_year(new_page, live_site, monkeypatch):
    """The example route on 30 March: what is next, what is done, what is still under way."""
    route = demo_on(dt.date(2026, 3, 30), monkeypatch)
    page = new_page(WIDE)
    log_in(page, "teacher", DEMO_PASSWORD)
    page.goto(f"/routes/{route.pk}/")
    expect_russian(page)
    expect_no_sideways_scroll(page)
    assert page.locator(".next").count() == 1
    done = ItemProgress.objects.filter(route=route, status="done").count()
    assert 0 < done < 14
    assert f"Выполнено {done} из 14 пунктов" in page.inner_text("main").replace("\u00a0", " ")
    picture(page, "route")
