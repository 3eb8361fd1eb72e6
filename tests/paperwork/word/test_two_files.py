"""A route put together from several files: passport in one, card in another."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from iom_wagtail.routes.models import RoutePage
from tests.files import samples
from tests.paperwork.word.conftest import ADDRESS, draft, shown
from tests.paperwork.word.raw import docx, par, row, table

pytestmark = pytest.mark.django_db

PASSPORT = docx(
    par("Учитель: Лебедева А. И.")
    + par("Решение о сопровождении принято 01.09.2025")
    + par("Сопровождение ведет Орлова М. В.")
)
CARD = docx(
    par("Карта индивидуального сопровождения учителя Лебедевой А. И.")
    + table(row("Преподаваемый предмет", "Математика"), row("Кабинет", "12"))
)


def send(screen, **files):
    uploads = [samples.upload(content, f"{name}.docx") for name, content in files.items()]
    return screen.client.post(ADDRESS, {"file": uploads, "year": "2025"})


def test_both_become_one_draft_and_the_note_says_from_which(screen):
    assert screen.create(send(screen, Паспорт=PASSPORT, Карта=CARD)).status_code == 302
    assert draft().subject == "Математика"
    assert RoutePage.objects.get().leading_mentor.surname == "Орлова"
    assert draft().import_note == "Карта.docx: таблица 1, строка 2, столбец 1: Кабинет | 12"


def test_the_preview_names_them(screen):
    page = shown(send(screen, Паспорт=PASSPORT, Карта=CARD))
    assert "«Паспорт.docx», «Карта.docx»" in page


def test_somebody_elses_card_is_told(screen):
    other = docx(par("Карта индивидуального сопровождения учителя Синицыной О. Ю."))
    response = send(screen, Паспорт=PASSPORT, Карта=other)
    values = screen.fields(response)
    assert "Карта.docx" in values["import_note"] and "Синицыной" in values["import_note"]
    assert "Здесь назван не тот человек, что выше." in shown(response)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "Файл пуст"),
        (samples.pdf(), "переименуйте файл"),
        (docx(""), "В файле нет текста"),
        (CARD[:300], "поврежд"),
    ],
)
def test_a_refused_one_is_named_and_nothing_is_read(screen, content, words):
    response = send(screen, Паспорт=PASSPORT, Скан=content)
    page = BeautifulSoup(response.content, "html.parser")
    [error] = [each.text for each in page.select(".error-message")]
    assert error.strip().startswith("Скан.docx: ") and words in error
    assert not RoutePage.objects.exists()


def test_more_files_than_a_route_has_are_refused(screen):
    response = send(screen, **{f"Файл {n}": CARD for n in range(6)})
    assert "не больше чем из 5 файлов" in shown(response)
