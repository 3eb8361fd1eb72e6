"""The draft that a mended preview becomes, with its people and its rows."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Revision

from iom_wagtail.routes.choices import Role
from iom_wagtail.routes.models import RoutePage
from tests.paperwork.word.conftest import Screen, draft
from tests.paperwork.word.raw import docx, par, row, table
from tests.paperwork.word.reading import stored

pytestmark = pytest.mark.django_db

DECIDED = {"decision_date": "01.09.2025"}


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


NUMBERED = docx(
    par("Учитель: Лебедева А. И.")
    + par("Наставник: Орлова М. В.")
    + par("Решение о сопровождении принято 01.09.2025")
    + par("Задачи:")
    + par("1. Ставить цель (методическая)")
    + table(row("№", "Затруднение"), row("1", "Цель"), row("2", "Время"), row("3", "Шум"))
    + table(row("Содержание", "Срок"), row("Урок\nЗатруднения: 1–3", "май"), row("Чай", "май"))
)


def test_items_answer_the_rows_of_difficulties(screen):
    screen.create(screen.send(NUMBERED))
    page = draft()
    keys = [str(row.uuid) for row in page.difficulties.all()]
    assert [item.difficulties for item in page.programme_items.all()] == [keys, []]
    assert [task.help_kinds for task in page.objectives.all()] == [["methodical"]]
    # The rows of the table and the draft agree, so links survive publishing.
    live = RoutePage.objects.get()
    assert [str(row.uuid) for row in live.difficulties.all()] == keys


def test_numbers_of_difficulties_and_kinds_of_help_are_mended_in_the_preview(screen):
    changes = {
        "programme_items-0-answers": "2",
        "programme_items-1-answers": "1, 3",
        "objectives-0-help_kinds": ["social", "other"],
    }
    screen.create(screen.send(NUMBERED), **changes)
    page = draft()
    keys = [str(row.uuid) for row in page.difficulties.all()]
    assert [item.difficulties for item in page.programme_items.all()] == [
        [keys[1]],
        [keys[0], keys[2]],
    ]
    assert page.objectives.get().help_kinds == ["social", "other"]


def test_a_difficulty_left_out_is_answered_by_nobody_and_the_others_keep_their_numbers(screen):
    screen.create(screen.send(NUMBERED), **{"difficulties-1-DELETE": "on"})
    page = draft()
    first, last = page.difficulties.all()
    assert (first.text, last.text) == ("Цель", "Шум")
    assert page.programme_items.all()[0].difficulties == [str(first.uuid), str(last.uuid)]


@pytest.mark.parametrize(("typed", "words"), [("4", "Затруднения № 4 нет"), ("все", "1–3, 6")])
def test_numbers_that_lead_nowhere_are_marked_at_their_item(screen, typed, words):
    response = screen.create(screen.send(NUMBERED), **{"programme_items-1-answers": typed})
    page = BeautifulSoup(response.content, "html.parser")
    error = page.select_one("#row-programme_items-1 .iom-word-error").text.replace("\u00a0", " ")
    assert words in error
    assert screen.fields(response)["programme_items-1-answers"] == typed
    assert not RoutePage.objects.exists()


def test_a_long_file_is_created_from_its_preview(screen):
    """What the preview shows beside the form travels hidden: nobody can shorten it."""
    letters = random.Random(6)
    rows = [row("".join(letters.choices("абвгдежзик", k=100)), "май") for _n in range(400)]
    content = docx(
        par("Учитель: Лебедева А. И.")
        + par("Наставник: Орлова М. В.")
        + par("Решение о сопровождении принято 01.09.2025")
        + table(row("Содержание", "Срок"), *rows)
    )
    response = screen.send(content)
    assert len(screen.fields(response)["seen"]) > 20_000
    assert screen.create(response).status_code == 302
    assert draft().programme_items.count() == 400
