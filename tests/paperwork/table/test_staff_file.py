"""The staff list as a spreadsheet: preview, partial acceptance, the file with the rows to mend."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from iom_wagtail.school import staff_list
from iom_wagtail.school.models import StaffMember
from tests.paperwork.table.books import calculated, cells, ods, ods_row, read, upload, xlsx

HEAD = ["№", "ФИО", "Должность", "Предмет", "Почта"]
ZIMIN = [1, "Зимин Павел Ильич", "учитель", "физика", "zimin@e.example"]
BAD = [2, "Лебедева А. И.", "учитель", "=1+1", "не адрес"]


def parsed(data, name="список.xlsx"):
    return staff_list.parse(staff_list.text_of(read(data, name).sheets))


def test_a_workbook_reads_like_the_same_text_and_keeps_its_row_numbers():
    data = xlsx([["Список работников"], [None], HEAD, ZIMIN, BAD], first_row=3, first_column=2)
    found = parsed(data)
    assert [(r.number, r.full_name, r.position, r.email) for r in found.rows] == [
        (6, "Зимин Павел Ильич", "учитель", "zimin@e.example")
    ]
    assert [(e.number, e.person) for e in found.errors] == [(7, "Лебедева А. И.")]


def test_a_workbook_without_a_head_and_one_whose_second_sheet_has_it():
    assert [r.surname for r in parsed(xlsx([ZIMIN[1:]])).rows] == ["Зимин"]

    def more(workbook):
        second = workbook.create_sheet("Кадры")
        second.append(["Фамилия", "Имя", "Отчество", "Должность"])
        second.append(["Орлова", "Мария", "Павловна", "логопед"])

    found = parsed(xlsx([["Пояснение", "Не читать"]], more=more))
    assert [(r.surname, r.position) for r in found.rows] == [("Орлова", "логопед")]


def test_an_ods_and_a_position_merged_over_several_people():
    data = ods(ods_row("ФИО", "Должность") + ods_row("Зимин Павел", "учитель"))
    assert [(r.surname, r.position) for r in parsed(data, "с.ods").rows] == [("Зимин", "учитель")]
    data = xlsx([["ФИО", "Должность"], ["Зимин Павел", "учитель"], ["Орлова Мария", None]],
                merged=["B2:B3"])  # fmt: skip
    assert [r.position for r in parsed(data).rows] == ["учитель", "учитель"]


def test_a_cell_with_an_error_value_is_named_with_its_person():
    data = calculated(xlsx([["ФИО", "Предмет"], ["Зимин Павел", "=A9"]]), {"B2": "#REF!"})
    found = parsed(data)
    assert found.rows == []
    assert [(e.number, e.person) for e in found.errors] == [(2, "Зимин Павел")]
    assert "#REF!" in found.errors[0].message


def test_a_formula_without_a_value_doesnt_pass_for_an_empty_cell():
    found = parsed(xlsx([["ФИО", "Предмет"], ["Зимин Павел", '="физ"&"ика"']]))
    assert found.rows == [] and found.errors[0].person == "Зимин Павел"


def test_upload_preview_take_and_mend(client, cast):
    client.force_login(cast.user("deputy"))
    url = reverse("iom_staff_import")
    shown = client.post(url, {"file": upload(xlsx([HEAD, ZIMIN, BAD]))})
    page = shown.content.decode()
    assert "Зимин" in page and "Лебедева А. И." in page and 'name="errors"' in page
    assert not StaffMember.objects.filter(surname="Зимин").exists()
    text = shown.context["form"]["text"].value()
    left = client.post(url, {"text": text, "take": "1"})
    assert StaffMember.objects.filter(surname="Зимин", subject="физика").exists()
    assert 'name="errors"' in left.content.decode()
    answer = client.post(url, {"text": left.context["form"]["text"].value(), "errors": "1"})
    assert answer["Content-Type"].endswith("spreadsheetml.sheet")
    assert "no-store" in answer["Cache-Control"]
    head, row = cells(answer.content)
    assert head == [*HEAD, "Что исправить"]
    assert row[1] == "Лебедева А. И."
    assert "#N/A" in row[-1] and "Лебедева" not in row[-1]
    # The file is mended and comes back.
    workbook = load_workbook(BytesIO(answer.content))
    for cell, text in {"B2": "Лебедева Анна Игоревна", "D2": "химия", "E2": None}.items():
        workbook.active[cell] = text
    out = BytesIO()
    workbook.save(out)
    again = client.post(url, {"file": upload(out.getvalue())})
    assert [r.full_name for r in again.context["read"].rows] == ["Лебедева Анна Игоревна"]
    assert again.context["read"].errors == []


def test_rows_in_good_order_have_no_file(client, cast):
    client.force_login(cast.user("deputy"))
    page = client.post(reverse("iom_staff_import"), {"file": upload(xlsx([HEAD, ZIMIN]))})
    assert 'name="errors"' not in page.content.decode()


@pytest.mark.parametrize("role", ["colleague", "teacher", "mentor"])
def test_nobody_else_gets_the_file(client, cast, role):
    client.force_login(cast.user(role))
    answer = client.post(reverse("iom_staff_import"), {"text": "Лебедева А. И.;", "errors": "1"})
    assert answer.status_code in (302, 403)
    assert "spreadsheet" not in answer["Content-Type"]
