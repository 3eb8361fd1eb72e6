"""The preview: every piece with its place, what to look at, and that looking saves nothing."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.contrib.sessions.models import Session
from wagtail.models import ModelLogEntry, PageLogEntry, Revision

from iom_wagtail.routes.models import RoutePage
from tests.paperwork.word.conftest import shown
from tests.paperwork.word.raw import docx, par, row, table
from tests.paperwork.word.reading import stored

pytestmark = pytest.mark.django_db


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
