"""Cases 30–32 of hostile input: files that are no table, or would do harm, each with its words."""

from __future__ import annotations

import io
import time
import zipfile

import pytest
from django.utils.translation import override

from iom_wagtail.files.exceptions import FileRefused
from iom_wagtail.files.sheets import parts
from iom_wagtail.files.sheets.book import MOST_ROWS
from tests.files import samples
from tests.paperwork.table.books import (
    encrypted_entry,
    long_sheet,
    ods,
    ods_row,
    read,
    repacked,
    with_part,
    with_prologue,
    xlsx,
)

HEAD = ["Содержание", "Срок"]


def refusal(data: bytes, name: str = "таблица.xlsx") -> tuple[str, str]:
    """Return code and Russian sentence with which a file is refused."""
    with override("ru"), pytest.raises(FileRefused) as caught:
        read(data, name)
    return caught.value.code, " ".join(caught.value.messages)


# Case 30 -----------------------------------------------------------------------------------


def test_case_30_a_zip_bomb_is_refused_without_unpacking():
    data = io.BytesIO(xlsx([HEAD]))
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
    data = io.BytesIO(xlsx([HEAD]))
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
