"""Cases 25 and 30–33 of hostile input, for tables that come in: each named, at each door."""

from __future__ import annotations

import io
import struct
import time
import zipfile

import pytest
from django.urls import reverse
from django.utils.translation import override
from openpyxl import load_workbook

from iom_wagtail.files.exceptions import FileRefused
from iom_wagtail.files.sheets import parts
from iom_wagtail.files.sheets.book import MOST_ROWS
from iom_wagtail.journal.attachments.models import Attachment
from iom_wagtail.routes.models import RoutePage
from iom_wagtail.school.models import StaffMember
from tests.files import samples
from tests.paperwork.table.books import cells, ods, ods_row, read, repacked, upload, xlsx
from tests.paperwork.table.test_items import form_of, items

FORMULA = '=HYPERLINK("http://example.org","нажми")'
ITEMS_HEAD = ["Содержание", "Срок"]


def refusal(data: bytes, name: str = "таблица.xlsx") -> tuple[str, str]:
    """Return code and Russian sentence with which a file is refused."""
    with override("ru"), pytest.raises(FileRefused) as caught:
        read(data, name)
    return caught.value.code, " ".join(caught.value.messages)


def with_part(name: str, content: bytes) -> bytes:
    """Return an honest workbook with one part more."""
    return repacked(xlsx([["Содержание", "Срок"]]), lambda part, data: data, **{name: content})


def with_prologue(prologue: bytes) -> bytes:
    """Return a workbook whose sheet begins with these declarations."""

    def change(name: str, data: bytes) -> bytes:
        if "worksheets/" not in name:
            return data
        body = data[data.index(b"?>") + 2 :] if data.startswith(b"<?xml") else data
        return prologue + body

    return repacked(xlsx([["Содержание", "Срок"], ["&x;", "май"]]), change)


def encrypted_entry(data: bytes) -> bytes:
    """Return an archive whose first entry says that it is encrypted."""
    changed = bytearray(data)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = changed.index(mark) + place
        struct.pack_into("<H", changed, at, struct.unpack_from("<H", changed, at)[0] | 1)
    return bytes(changed)


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


# Case 30 -----------------------------------------------------------------------------------


def test_case_30_a_zip_bomb_is_refused_without_unpacking():
    data = io.BytesIO(xlsx([ITEMS_HEAD]))
    with (
        zipfile.ZipFile(data, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/media/image1.bin", "w", force_zip64=True) as part,
    ):
        for _megabyte in range(400):
            part.write(b"\0" * 1024 * 1024)
    started = time.perf_counter()
    code, said = refusal(data.getvalue())
    assert code == "bomb" and said
    assert time.perf_counter() - started < 2


@pytest.mark.parametrize("name", ["xl/sharedStrings2.xml", "xl/worksheets/sheet9.xml"])
def test_case_30_a_part_that_would_fill_the_memory_is_refused(name):
    size = parts.MOST_SHEET if "worksheets" in name else parts.MOST_PART
    filler = bytes(range(32, 127)) * 20_000
    noise = b"<a>" + (filler * (size // len(filler) + 1)) + b"</a>"
    data = io.BytesIO(xlsx([ITEMS_HEAD]))
    with zipfile.ZipFile(data, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, noise)
    code, said = refusal(data.getvalue())
    assert code in ("large", "bomb") and said


def test_case_30_a_file_beyond_the_limit_is_refused_by_its_size():
    code, said = refusal(b"x;y\n" * 1_500_000, "т.csv")
    assert code == "large" and "5" in said


# Case 31 -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "name", "code", "word"),
    [
        (samples.EXE, "таблица.xlsx", "program", "Программы"),
        (samples.HTML, "таблица.xls", "markup", "веб-страница"),
        (samples.SVG, "таблица.csv", "markup", "веб-страница"),
        (samples.pdf(), "таблица.pdf", "kind", "не таблица"),
        (samples.picture(), "таблица.png", "kind", "не таблица"),
        (samples.openxml(), "план.docx", "kind", "не таблица"),
        (samples.packed({"a.txt": b"x"}), "таблица.zip", "archive", "не таблица"),
        (samples.compound("Workbook"), "таблица.xls", "old", "Книга Excel (.xlsx)"),
        (xlsx([["а"]]), "таблица.csv", "mismatch", "XLSX"),
        (xlsx([["а"]]), "таблица.exe.xlsx", "double", "два расширения"),
        (b"", "таблица.csv", "empty", "пуст"),
        (b"\x00\x01\x02\x03", "таблица.csv", "kind", "не таблица"),
    ],
)
def test_case_31_what_is_no_table_is_refused_with_what_to_do(data, name, code, word):
    found, said = refusal(data, name)
    assert found == code
    if code != "mismatch":
        assert word.casefold() in said.casefold()


# Case 32 -----------------------------------------------------------------------------------


def long_sheet(rows: int) -> bytes:
    return xlsx([["Содержание", "Срок", "Деятельность наставника"],
                 *([f"Урок {n}", "май", "Смотрит урок"] for n in range(rows))])  # fmt: skip


def test_case_32_ten_thousand_rows_are_answered_soon_and_name_the_limit():
    data = long_sheet(10_000)
    started = time.perf_counter()
    code, said = refusal(data)
    taken = time.perf_counter() - started
    assert code == "rows" and "«Лист1»" in said and str(MOST_ROWS) in said
    # About a second alone on the machine; a busy one is not a finding.
    assert taken < 6
    code, said = refusal(b"a;b\n" * 10_000, "т.csv")
    assert code == "rows" and str(MOST_ROWS) in said


@pytest.mark.parametrize("door", ["iom_staff_import", "iom_route_import_items"])
def test_case_32_ten_thousand_rows_at_each_door(enter, cast, door):
    client = enter("deputy")
    url = reverse(door, args=[cast.route.pk] if "route" in door else [])
    before = (StaffMember.objects.count(), cast.route.revisions.count())
    response = client.post(url, {"file": upload(long_sheet(10_000))})
    assert response.status_code == 200
    assert str(MOST_ROWS) in response.context["form"].errors["file"][0]
    assert (StaffMember.objects.count(), cast.route.revisions.count()) == before


@pytest.mark.parametrize(
    "prologue",
    [
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        b'<?xml version="1.0"?><!-- x --><!DOCTYPE x SYSTEM "http://example.org/x.dtd">',
        b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY x "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        b'<?xml version="1.0"?>' + b" " * 200_000 + b'<!DOCTYPE x [<!ENTITY x "y">]>',
    ],
    ids=["a local file", "another host", "a swelling one", "far from the beginning"],
)
def test_case_32_entities_are_refused_wherever_they_are_declared(prologue):
    code, said = refusal(with_prologue(prologue))
    assert code == "entities" and "сохраните заново" in said


def test_case_32_entities_in_another_encoding_and_in_an_ods_are_refused():
    declared = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY x "y">]><x/>'
    code, _said = refusal(with_part("xl/theme/theme9.xml", declared.encode("utf-16")))
    assert code == "entities"
    good = ods(ods_row("Содержание", "Срок"))
    declaration = b'?><!DOCTYPE x [<!ENTITY x "y">]>'

    def change(name: str, data: bytes) -> bytes:
        return data.replace(b"?>", declaration, 1) if name == "content.xml" else data

    bad = repacked(good, change)
    assert refusal(bad, "т.ods")[0] == "entities"


@pytest.mark.parametrize(
    ("data", "code", "word"),
    [
        (with_part("xl/vbaProject.bin", b"x"), "macros", "макросы"),
        (encrypted_entry(xlsx([["а"]])), "password", "парол"),
        (samples.compound("EncryptedPackage", "EncryptionInfo"), "password", "парол"),
        (xlsx([["а", "б"]])[:-600], "damaged", "поврежд"),
        (xlsx([["а", "б"]])[:300], "damaged", "поврежд"),
    ],
    ids=["macros", "an encrypted part", "an encrypted book", "cut at the end", "cut early"],
)
def test_case_32_macros_passwords_and_broken_archives_say_what_to_do(data, code, word):
    found, said = refusal(data)
    assert found == code and word in said


@pytest.mark.parametrize(
    "part", ["sheet1.xml", "workbook.xml", "styles.xml", "[Content_Types].xml"]
)
@pytest.mark.parametrize("harm", ["cut", "gone", "not xml", "empty"])
def test_case_32_broken_xml_is_refused_and_never_an_error(part, harm):
    def change(name: str, data: bytes) -> bytes | None:
        if not name.endswith(part):
            return data
        return {"cut": data[: len(data) // 2], "gone": None, "not xml": b"\x00\xff", "empty": b""}[
            harm
        ]

    data = repacked(xlsx([["Содержание", "Срок"], ["Урок", "май"]]), change)
    try:
        assert read(data).sheets  # some readers' programs leave parts out too
    except FileRefused as error:
        assert error.messages


def test_case_32_a_wild_reference_in_a_sheet_is_refused():
    def change(name: str, data: bytes) -> bytes:
        return data.replace(b'r="A1"', b'r="ZZZZZ99999999"') if "worksheets" in name else data

    code, _said = refusal(repacked(xlsx([["Содержание", "Срок"]]), change))
    assert code == "damaged"


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
