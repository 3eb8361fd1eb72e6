"""Cases 25, 32 and 33 at the doors for tables: what stands in cells, and that nothing is halved."""

from __future__ import annotations

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from iom_wagtail.files.sheets.book import MOST_ROWS
from iom_wagtail.journal.attachments.models import Attachment
from iom_wagtail.routes.models import RoutePage
from iom_wagtail.school.models import StaffMember
from tests.paperwork.table.books import cells, long_sheet, upload, with_part, with_prologue, xlsx
from tests.paperwork.table.test_items import form_of, items

FORMULA = '=HYPERLINK("http://example.org","нажми")'
ITEMS_HEAD = ["Содержание", "Срок"]


# Case 25 -----------------------------------------------------------------------------------


def test_case_25_a_formula_in_the_file_of_errors_is_text(enter):
    client = enter("deputy")
    text = f"ФИО\tДолжность\nЛебедева А. И.\t{FORMULA}\n+79990000000\t@cmd"
    answer = client.post(reverse("iom_staff_import"), {"text": text, "errors": "1"})
    sheet = load_workbook(io.BytesIO(answer.content)).active
    values = {cell.value: cell.data_type for row in sheet for cell in row}
    assert values[FORMULA] == "s"
    assert set(values.values()) == {"s"}


def test_case_25_a_formula_typed_as_text_stays_the_text_it_was(enter, cast):
    client = enter("mentor")
    url = reverse("iom_route_import_items", args=[cast.route.pk])
    shown = client.post(url, {"file": upload(xlsx([ITEMS_HEAD, [f"'{FORMULA}", "май"]]))})
    assert "<a href" not in shown.content.decode().split('id="line-0"')[1].split("</tbody>")[0]
    client.post(url, form_of(shown) | {"take": "1"})
    assert items(cast)[-1].content == FORMULA


# Case 32 -----------------------------------------------------------------------------------


@pytest.mark.parametrize("door", ["iom_staff_import", "iom_route_import_items"])
def test_case_32_ten_thousand_rows_at_each_door(enter, cast, door):
    client = enter("deputy")
    url = reverse(door, args=[cast.route.pk] if "route" in door else [])
    before = (StaffMember.objects.count(), cast.route.revisions.count())
    response = client.post(url, {"file": upload(long_sheet(10_000))})
    assert response.status_code == 200
    assert str(MOST_ROWS) in response.context["form"].errors["file"][0]
    assert (StaffMember.objects.count(), cast.route.revisions.count()) == before


def test_case_32_merged_cells_and_empty_columns_name_the_right_place(enter, cast):
    client = enter("mentor")
    url = reverse("iom_route_import_items", args=[cast.route.pk])
    rows = [
        ["Содержание", None, "Срок", None],
        [None],
        ["#ССЫЛКА!", None, "май"],
        ["Ещё", None, "#Н/Д"],
    ]
    data = xlsx(rows, first_row=4, first_column=3, merged=["C4:D4", "E4:F4"])
    response = client.post(url, {"file": upload(data)})
    faults = [fault for row in response.context["looked"] for fault in row["faults"]]
    assert [fault.split(":")[0] for fault in faults] == [
        "Строка 6, столбец C, «Содержание пункта программы»",
        "Строка 7, столбец E, «Срок выполнения»",
    ]


@pytest.mark.parametrize("broken", ["cut", "bomb", "entities", "macros"])
def test_case_32_nothing_half_written_at_any_door(enter, cast, broken):
    data = {
        "cut": xlsx([["а"]])[:-600],
        "bomb": with_part("xl/a.bin", b"\0" * 40_000_000),
        "entities": with_prologue(b'<!DOCTYPE x [<!ENTITY x "y">]>'),
        "macros": with_part("xl/vbaProject.bin", b"x"),
    }[broken]
    client = enter("deputy")
    before = StaffMember.objects.count(), cast.route.revisions.count()
    for door, more in (
        (reverse("iom_staff_import"), {}),
        (reverse("iom_route_import_items", args=[cast.route.pk]), {}),
        (
            reverse("iom_route_import_marks", args=[cast.route.pk]),
            {"kind": "tests", "title": "Х", "dated_on": "2025-10-01"},
        ),
    ):
        response = client.post(door, {"file": upload(data), **more})
        assert response.status_code == 200, door
        assert response.context["form"].errors["file"], door
    assert (StaffMember.objects.count(), cast.route.revisions.count()) == before
    assert Attachment.objects.count() == 0


# Case 33 -----------------------------------------------------------------------------------

NAMES = [
    ("О’Нил-Заде Мария-Луиза Ахмедовна", "О’Нил-Заде"),
    ("Мамедов Али Гусейн оглы", "Мамедов"),
    ("Ӏабдулаев Ӏаламбек Ӏумарович", "Ӏабдулаев"),
    ("Ким Ён", "Ким"),
]


def test_case_33_names_come_through_a_workbook_whole(enter, cast):
    client = enter("deputy")
    rows = [["ФИО", "Должность"], *([name, "учитель 👍🏽"] for name, _surname in NAMES)]
    shown = client.post(reverse("iom_staff_import"), {"file": upload(xlsx(rows))})
    assert shown.context["read"].errors == []
    client.post(
        reverse("iom_staff_import"), {"text": shown.context["form"]["text"].value(), "take": "1"}
    )
    people = StaffMember.objects.filter(position="учитель 👍🏽")
    assert {person.full_name for person in people} == {name for name, _surname in NAMES}


def test_case_33_a_single_name_is_an_error_that_names_the_person_and_can_be_mended(enter):
    client = enter("deputy")
    rows = [["ФИО", "Должность"], ["Ашаб", "учитель"]]
    shown = client.post(reverse("iom_staff_import"), {"file": upload(xlsx(rows))})
    [error] = shown.context["read"].errors
    assert (error.number, error.person) == (2, "Ашаб")
    answer = client.post(
        reverse("iom_staff_import"),
        {"text": shown.context["form"]["text"].value(), "errors": "1"},
    )
    assert cells(answer.content)[1][0] == "Ашаб"


def test_case_33_long_texts_and_unusual_letters_reach_the_draft_whole(enter, cast):
    text = "Ӏаламат — «5 %» 👍🏽\nо’з " * 240
    assert len(text) > 5_000
    client = enter("mentor")
    url = reverse("iom_route_import_items", args=[cast.route.pk])
    shown = client.post(url, {"file": upload(xlsx([ITEMS_HEAD, [text, "в мае, до 25-го"]]))})
    client.post(url, form_of(shown) | {"take": "1"})
    expected = "\n".join(line.strip() for line in text.strip().split("\n"))
    assert items(cast)[-1].content == expected
    assert RoutePage.objects.get(pk=cast.route.pk).has_unpublished_changes
