"""What the preview refuses: it shows the form again, and nothing is half-written."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import Revision

from iom_wagtail.routes.models import RouteAssignment, RoutePage
from iom_wagtail.school.roles import setup_roles
from tests import factories
from tests.files import samples
from tests.paperwork.word.conftest import ADDRESS, draft, shown
from tests.paperwork.word.raw import docx, par, row, table
from tests.paperwork.word.reading import stored

pytestmark = pytest.mark.django_db


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


# --- hostile files ------------------------------------------------------------------------

PICTURE = (
    '<w:p><w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/>'
    "</w:drawing></w:r></w:p>"
)


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (samples.compound("WordDocument"), "Маршрут.doc", "Откройте его и сохраните как .docx"),
        (samples.openxml(more={"word/vbaProject.bin": b"x"}), "М.docx", "макросы"),
        (samples.compound("EncryptedPackage", "EncryptionInfo"), "М.docx", "парол"),
        (docx(par("а"), head='<!DOCTYPE a [<!ENTITY x SYSTEM "file:///x">]>'), "М.docx", "DTD"),
        (samples.zip_bomb(), "М.docx", ""),
        (stored("boxes")[:900], "М.docx", "поврежд"),
        (stored("boxes"), "М.pdf", "переименуйте"),
        (b"", "М.docx", "Файл пуст"),
        (docx(""), "М.docx", "В файле нет текста"),
        (docx(PICTURE), "М.docx", "похоже, это скан"),
        (docx(table(*[row("Дело")] * 10_000)), "М.docx", "Таблица 1: в ней 10000 строк"),
    ],
    ids=[
        *("old", "macros", "password", "entity", "bomb", "cut", "renamed", "empty", "blank"),
        *("pictures", "rows"),
    ],
)
def test_case_30_31_32_a_hostile_file_gets_its_sentence_and_nothing_is_written(
    screen, content, name, words
):
    before = Revision.objects.count()
    response = screen.send(content, name)
    assert response.status_code == 200
    [error] = BeautifulSoup(response.content, "html.parser").select(".error-message")
    said = error.text.replace("\u00a0", " ").strip()
    assert said and words in said
    assert "Файл не прочитан" in shown(response)
    assert not RoutePage.objects.exists() and Revision.objects.count() == before
