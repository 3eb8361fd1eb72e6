"""The screen: who opens it, what it shows, what it creates, and that a refusal leaves nothing."""

from __future__ import annotations

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.test import Client
from wagtail.models import ModelLogEntry, PageLogEntry, Revision

from iom_wagtail.routes.choices import Role
from iom_wagtail.routes.models import RouteAssignment, RoutePage
from iom_wagtail.school.roles import setup_roles
from tests import factories
from tests.paperwork.word.conftest import ADDRESS, Screen
from tests.paperwork.word.raw import docx, par, row, table
from tests.paperwork.word.reading import stored

pytestmark = pytest.mark.django_db

DECIDED = {"decision_date": "01.09.2025"}


def draft() -> RoutePage:
    """Return the draft of the only route."""
    return RoutePage.objects.get().get_latest_revision_as_object()


def shown(response) -> str:
    """Return the words of a page."""
    assert response.status_code == 200, response.status_code
    return " ".join(BeautifulSoup(response.content, "html.parser").get_text(" ").split())


# --- who ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "opens"),
    [
        ("deputy", True),
        ("director", True),
        ("methodist", False),
        ("mentor", False),
        ("teacher", False),
        ("colleague", False),
    ],
)
def test_only_those_who_open_routes_read_files(cast, who, opens):
    screen = Screen(cast.user(who))
    assert (screen.client.get(ADDRESS).status_code == 200) == opens
    response = screen.send(stored("as_regulated"))
    assert (response.status_code == 200) == opens
    assert opens or "Лебедев" not in response.content.decode()


def test_a_superuser_and_a_stranger_read_none(cast):
    boss = get_user_model().objects.create_superuser("root", "root@example.invalid", "x")
    assert Screen(boss).send(stored("boxes")).status_code == 302
    assert Client().get(ADDRESS).status_code == 302


def test_the_people_of_another_school_are_not_found(cast):
    other = factories.make_cast()
    screen = Screen(other.user("deputy"))
    values = screen.fields(screen.send(stored("as_regulated")))
    keys = {values["teacher"], values["mentor"], values["participants-0-staff"]}
    assert not keys & {str(cast.teacher.pk), str(cast.mentor.pk), str(cast.deputy.pk)}


def test_the_office_leads_there(screen):
    for address in ("/admin/iom/routes/", "/admin/iom/routes/open/"):
        assert f'href="{ADDRESS}"' in screen.client.get(address).content.decode()


def test_the_office_leads_nobody_else_there(cast):
    factories.make_route(cast)
    response = Screen(cast.user("mentor")).client.get("/admin/iom/routes/")
    assert ADDRESS not in response.content.decode()


# --- what is shown ------------------------------------------------------------------------


def test_every_piece_of_the_file_stands_in_the_table_with_its_place(screen):
    response = screen.send(stored("several"))
    rows = BeautifulSoup(response.content, "html.parser").select("#iom-where tbody tr")
    told = {row.select_one(".iom-word-text").text: row.select("td")[1].text for row in rows}
    assert "Программа, строка 1: содержание пункта программы" in told["Журнал"]
    assert "Примечание" in told["Снята"]
    assert all(where.strip() for where in told.values())


def test_what_was_not_understood_is_listed_and_leads_to_its_field(screen):
    page = BeautifulSoup(screen.send(stored("libreoffice")).content, "html.parser")
    links = {a["href"] for a in page.select(".iom-word-look a")}
    assert "#field-mentor" in links and "#row-programme_items-1" in links
    assert all(page.select_one(link) for link in links)
    assert "«А. И. Несуществующая» нет среди сотрудников" in page.select_one(".iom-word-look").text


def test_markup_of_a_file_is_shown_as_text(screen):
    content = docx(par("<w:r><w:t>&lt;script&gt;alert(1)&lt;/script&gt;</w:t></w:r>"))
    assert "<script>alert(1)" not in screen.send(content).content.decode()


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"\xd0\xcf\x11\xe0", "Маршрут.doc", "не принимаются"),
        (b"", "Маршрут.docx", "Файл пуст"),
        (docx(table(*[row("Дело")] * 1_001)), "М.docx", "Таблица 1: в ней 1001 строк"),
        (docx(par("а"), head="<!DOCTYPE a>"), "М.docx", "DTD"),
    ],
)
def test_a_refused_file_says_why_in_russian(screen, content, name, words):
    assert words in shown(screen.send(content, name))
    assert not RoutePage.objects.exists()


def test_looking_saves_nothing_anywhere(screen):
    before = Revision.objects.count(), ModelLogEntry.objects.count(), PageLogEntry.objects.count()
    screen.send(stored("as_regulated"))
    after = Revision.objects.count(), ModelLogEntry.objects.count(), PageLogEntry.objects.count()
    assert before == after
    assert not RoutePage.objects.exists()
    for session in Session.objects.all():
        assert "Лебедев" not in str(session.get_decoded())


# --- what is created ----------------------------------------------------------------------


@pytest.mark.parametrize("who", ["deputy", "director"])
def test_the_form_becomes_a_draft_with_its_people(cast, who):
    screen = Screen(cast.user(who))
    response = screen.create(screen.send(stored("as_regulated")))
    route = RoutePage.objects.get()
    assert response.url == f"/admin/pages/{route.pk}/edit/"
    assert not route.live and route.title == "ИОМ 2025/26 № 1"
    assert (route.teacher, route.leading_mentor) == (cast.teacher, cast.mentor)
    duties = {row.staff: row.duty for row in route.assignments.filter(role=Role.PARTICIPANT)}
    assert duties == {
        cast.deputy: "заместитель директора по УР",
        cast.methodist: "методист",
        cast.psychologist: "педагог-психолог",
    }
    page = draft()
    assert (page.subject, page.classes) == ("Математика", "5 «А», 5 «Б», 6 «А»")
    assert [row.classes for row in page.taught_programmes.all()] == ["5 «А»", "6 «А»"]
    first, *_others = items = list(page.programme_items.all())
    assert [item.content for item in items][1:] == ["Проектирование урока", "Взаимопосещение"]
    assert (first.due_from, first.due_to) == (dt.date(2025, 9, 1), dt.date(2025, 9, 26))
    assert "протокол № 1" in page.import_note
    assert Revision.objects.for_instance(page).count() == 1
    # The rows of the table say the same as the draft: reports and the editor read either.
    assert route.programme_items.count() == 3


def test_checkpoints_and_diagnosis_name_people_of_the_staff(screen, cast):
    changes = {**DECIDED, "diagnosed_by": "Орлова М. В., комиссия"}
    screen.create(screen.send(stored("several")), **changes)
    page = draft()
    held = [(row.held_by, row.held_by_other) for row in page.checkpoints.all()]
    assert held == [
        ([cast.deputy.pk, cast.mentor.pk], ""),
        ([cast.mentor.pk], ""),
        ([], "комиссия"),
    ]
    assert page.diagnosed_by == [cast.mentor.pk]
    assert page.diagnosed_by_other == "Орлова М. В., комиссия"


def test_what_was_mended_counts(screen, cast):
    response = screen.send(stored("sections"))
    screen.create(
        response,
        **DECIDED,
        **{
            "mentor": cast.colleague.pk,
            "programme_items-0-content": "Изучение стандарта",
            "programme_items-0-due_words": "",
            "programme_items-0-due_to": "05.10.2025",
            "programme_items-1-DELETE": "on",
            "import_note": "",
        },
    )
    page = draft()
    assert [item.content for item in page.programme_items.all()] == [
        "Изучение стандарта",
        "Правила класса",
    ]
    assert page.programme_items.all()[0].due_to == dt.date(2025, 10, 5)
    assert RoutePage.objects.get().leading_mentor == cast.colleague
    assert page.import_note == ""


def test_the_mended_form_alone_counts_not_the_file(screen):
    """No second upload: everything travels in the form, and the browser sends no file again."""
    response = screen.send(stored("as_regulated"))
    assert 'type="file"' not in response.content.decode()
    assert screen.create(response).status_code == 302


def test_a_participant_nobody_chose_is_kept_in_the_note(screen):
    content = docx(
        par("Учитель: Лебедева А. И.")
        + par("Наставник: Орлова М. В.")
        + par("Решение о сопровождении принято 01.09.2025")
        + par("Принимают участие: Чужая Ч. Ч., юрист; Синицына О. Ю.")
    )
    assert screen.create(screen.send(content)).status_code == 302
    assert "Принимает участие: Чужая Ч. Ч., юрист" in draft().import_note
    assert RoutePage.objects.get().assignments.count() == 3


def test_what_the_file_leaves_open_comes_from_the_staff_record(screen, cast):
    cast.teacher.subject, cast.teacher.education = "Физика", "Университет"
    cast.teacher.save()
    screen.create(screen.send(stored("as_regulated")))
    assert (draft().subject, draft().education) == ("Математика", "Университет")


# --- refusals -----------------------------------------------------------------------------


def test_a_missing_choice_shows_the_form_again_with_everything_typed(screen):
    response = screen.create(
        screen.send(stored("libreoffice")), **{"programme_items-0-content": "Поправлено"}
    )
    page = shown(response)
    assert "Черновик не создан: ниже отмечено 1 место" in page
    values = screen.fields(response)
    assert values["programme_items-0-content"] == "Поправлено"
    assert "Что куда попало" in page and "нет среди сотрудников" in page
    assert not RoutePage.objects.exists()


def test_a_date_that_is_none_is_marked_at_its_row(screen):
    response = screen.create(
        screen.send(stored("as_regulated")), **{"programme_items-1-due_to": "скоро"}
    )
    row = BeautifulSoup(response.content, "html.parser").select_one("#row-programme_items-1")
    assert "скоро" in row.select_one(".iom-word-error").text
    assert not RoutePage.objects.exists()


@pytest.mark.parametrize("member", ["teacher", "mentor"])
def test_somebody_twice_on_the_route_leaves_nothing_half_written(screen, cast, member):
    response = screen.create(
        screen.send(stored("as_regulated")),
        **{"participants-1-staff": getattr(cast, member).pk},
    )
    row = BeautifulSoup(response.content, "html.parser").select_one("#row-participants-1")
    assert row.select_one(".iom-word-error")
    assert not RoutePage.objects.exists()
    assert not RouteAssignment.objects.exists()


def test_a_teacher_with_a_route_in_these_days_is_refused(screen, cast):
    factories.make_route(cast)
    page = shown(screen.create(screen.send(stored("as_regulated"))))
    assert "Черновик не создан" in page
    assert RoutePage.objects.count() == 1


def test_strangers_cannot_be_slipped_in(screen, cast):
    other = factories.make_cast()
    for name in ("teacher", "mentor", "participants-0-staff"):
        response = screen.create(screen.send(stored("as_regulated")), **{name: other.colleague.pk})
        assert response.status_code == 200
        assert other.colleague.surname not in response.content.decode() or (
            other.colleague.surname == cast.colleague.surname
        )
    assert not RoutePage.objects.exists()


@pytest.mark.parametrize(
    "data",
    [
        {"create": "1"},
        {"create": "1", "seen": "подделка", "programme_items-TOTAL_FORMS": "много"},
        {"create": "1", "programme_items-TOTAL_FORMS": "99999999"},
    ],
)
def test_a_forged_form_creates_nothing_and_breaks_nothing(screen, data):
    assert screen.client.post(ADDRESS, data).status_code == 200
    assert not RoutePage.objects.exists()


def test_a_form_without_its_token_is_refused(cast):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.user("deputy"))
    assert client.post(ADDRESS, {"create": "1"}).status_code == 403


def test_five_hundred_items_are_shown_and_created(screen):
    setup_roles()
    content = docx(
        par("Учитель: Лебедева А. И.")
        + par("Наставник: Орлова М. В.")
        + par("Решение о сопровождении принято 01.09.2025")
        + table(row("Содержание", "Срок"), *[row("Дело", "до 15.10.2025")] * 500)
    )
    assert screen.create(screen.send(content)).status_code == 302
    assert draft().programme_items.count() == 500
