"""The form of a consent: what the order asks for stands in it, and it tells nobody a stranger."""

from __future__ import annotations

import io

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document

from iom_wagtail.paperwork.papers.consent import consent
from iom_wagtail.paperwork.rendering.pdf import PdfRenderer
from iom_wagtail.school import roles
from iom_wagtail.school.roles import GroupCode
from tests.factories import StaffFactory, UserFactory, make_cast
from tests.paperwork.pdf_reading import Pdf, squeezed

#: What the order of Roskomnadzor № 18 of 24.02.2021 asks for, point by point, as our form says it.
ORDER = (
    "фамилия, имя, отчество субъекта персональных данных",
    "Телефон, адрес электронной почты или почтовый адрес",
    "Оператор",
    "Адрес по ЕГРЮЛ",
    "ИНН, ОГРН",
    "Информационный ресурс",
    "https://school.example/",
    "Цель",
    "Фамилия, имя, отчество",
    "Фотографии и видео",
    "Специальные категории и биометрические персональные данные",
    "Условия и запреты",
    "только по внутренней сети",
    "с использованием информационно-телекоммуникационных сетей",
    "без передачи полученных персональных данных",
    "Согласие действует",
    "до отзыва",
    "Согласие можно отозвать в любое время",
    "подпись",
)


def made(**values):
    given = {"school": "Заречненская школа", "address": "https://school.example/", **values}
    return consent(**given)


@pytest.mark.parametrize("by_parent", [False, True])
def test_everything_the_order_asks_for_is_there(by_parent):
    pdf = Pdf(PdfRenderer().render(made(by_parent=by_parent)))
    said = squeezed(pdf.said)
    assert [words for words in ORDER if squeezed(words) not in said] == []
    assert ("Законный представитель" in pdf.said) is by_parent


def test_an_adults_form_is_one_sheet():
    assert len(Pdf(PdfRenderer().render(made(person="Лебедева Анна Игоревна"))).pages) == 1


def test_each_thing_is_allowed_or_not_by_itself():
    pdf = Pdf(PdfRenderer().render(made()))
    rows = made().rows
    assert len(rows) == 6 and pdf.said.count("☐") == 2 * len(rows) + 4 + 3 + 2


# --- the address ----------------------------------------------------------------------------


@pytest.fixture
def cast(staffed):
    person = StaffFactory(school=staffed.school, account=True)
    roles.sync_groups(person)
    person.user.groups.add(roles.group(GroupCode.SITE_EDITOR))
    staffed.site_editor = person
    return staffed


def enter(user):
    client = Client()
    client.force_login(user)
    return client


def words(answer):
    document = Document(io.BytesIO(answer.content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


DOCX, PDF = (f"/consents/form.{suffix}" for suffix in ("docx", "pdf"))


def test_a_person_prints_the_own_form(cast):
    answer = enter(cast.user("teacher")).get(DOCX)
    told = words(answer)
    assert cast.teacher.full_name in told and cast.school.full_name in told
    assert answer["Cache-Control"] == "private, no-store"
    pdf = enter(cast.user("teacher")).get(PDF)
    assert pdf["Content-Type"] == "application/pdf" and "Лебедева" not in pdf["Content-Disposition"]


@pytest.mark.parametrize("who", ["director", "deputy", "site_editor"])
def test_whoever_records_prints_anybodys(cast, who):
    answer = enter(cast.user(who)).get(DOCX, {"person": cast.mentor.pk})
    assert cast.mentor.full_name in words(answer)


@pytest.mark.parametrize("blank", ["adult", "parent"])
def test_a_blank_form_names_nobody(cast, blank):
    told = words(enter(cast.user("teacher")).get(DOCX, {"blank": blank}))
    assert "Лебедева" not in told and ("Законный представитель" in told) is (blank == "parent")


def test_case_10_nobody_prints_a_strangers_name(cast):
    other = make_cast()
    for user, person in (
        (cast.user("teacher"), cast.mentor),
        (cast.user("methodist"), cast.mentor),
        (cast.user("deputy"), other.teacher),
        (other.user("director"), cast.teacher),
    ):
        assert enter(user).get(DOCX, {"person": person.pk}).status_code == 404


def test_whoever_is_at_no_school_gets_nothing(cast):
    assert enter(UserFactory()).get(PDF).status_code == 404
    assert Client().get(PDF).status_code == 302


@pytest.mark.parametrize(
    "query", [{"person": "x"}, {"person": "9" * 30}, {"blank": "x"}, {"person": "²"}]
)
def test_nonsense_is_no_error_page(cast, query):
    assert enter(cast.user("deputy")).get(PDF, query).status_code == 404


def test_other_formats_do_not_exist(cast):
    assert (
        enter(cast.user("deputy")).get(reverse("iom_consent_form", args=["odt"])).status_code == 404
    )


def test_case_26_a_name_prints_as_it_is_written(cast):
    name = "<script>alert(26)</script>"
    cast.teacher.surname = name
    cast.teacher.save()
    assert name in words(enter(cast.user("teacher")).get(DOCX))
