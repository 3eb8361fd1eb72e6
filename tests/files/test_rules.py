"""What is accepted, by content; one clear sentence for everything else."""

from __future__ import annotations

import io

import pytest
from django.utils import translation

from iom_wagtail.files.exceptions import FileRefused
from iom_wagtail.files.kinds import KINDS
from iom_wagtail.files.rules import MEGABYTE, examine
from tests.files import samples

LIMIT = 25 * MEGABYTE


def look(content: bytes, name: str):
    return examine(io.BytesIO(content), name, size=len(content), max_bytes=LIMIT)


def refused(content: bytes, name: str) -> str:
    with pytest.raises(FileRefused) as error:
        look(content, name)
    assert len(error.value.messages) == 1
    return error.value.code


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (samples.pdf(), "План.pdf", "pdf"),
        (samples.picture("PNG"), "доска.png", "png"),
        (samples.picture("JPEG"), "IMG_0001.JPG", "jpeg"),
        (samples.picture("WEBP"), "доска.webp", "webp"),
        (samples.picture("GIF"), "доска.gif", "gif"),
        (samples.heic(4032, 3024), "IMG_1.HEIC", "heic"),
        (samples.openxml(), "Конспект.docx", "docx"),
        (samples.openxml("spreadsheetml.sheet"), "Срез.xlsx", "xlsx"),
        (samples.openxml("presentationml.presentation"), "Доклад.pptx", "pptx"),
        (samples.opendocument(), "Конспект.odt", "odt"),
        (samples.opendocument("spreadsheet"), "Срез.ods", "ods"),
        (samples.compound("Root Entry", "WordDocument"), "Старый.doc", "doc"),
        (samples.compound("Root Entry", "Workbook"), "Старый.xls", "xls"),
        (samples.TEXT, "план.txt", "txt"),
        ("План".encode("cp1251"), "план.txt", "txt"),
        ("План".encode("utf-16"), "план.txt", "txt"),
        ("а;б\n1;2\n".encode(), "срез.csv", "csv"),
    ],
)
def test_what_schools_send_is_accepted(content, name, kind):
    accepted = look(content, name)
    assert accepted.kind is KINDS[kind]
    assert accepted.name.endswith(f".{accepted.kind.extension}")


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"", "пусто.pdf", "empty"),
        (samples.EXE, "план.pdf", "program"),
        (samples.EXE, "план.exe", "program"),
        (b"#!/bin/sh\nrm -rf ~\n", "план.txt", "program"),
        (samples.SVG, "рисунок.png", "markup"),
        (samples.SVG, "рисунок.svg", "markup"),
        (b"\xef\xbb\xbf  \n" + samples.HTML, "план.txt", "markup"),
        (samples.HTML.decode().encode("utf-16"), "план.txt", "markup"),
        (samples.pdf(), "план.docx", "mismatch"),
        (samples.pdf(), "план.exe", "mismatch"),
        (samples.pdf(), "план.pdf.exe", "mismatch"),
        (samples.pdf(), "план.exe.pdf", "double"),
        (samples.pdf(), "план\u202efdp.exe", "mismatch"),
        (samples.TEXT, "план.bat", "mismatch"),
        (samples.picture("PNG"), "план.pdf", "mismatch"),
        (samples.packed({"a.txt": b"a"}), "работы.zip", "archive"),
        (samples.packed({"a.txt": b"a"}), "работы.docx", "archive"),
        (samples.openxml()[:60], "план.docx", "damaged"),
        (samples.openxml(more={"../../etc/cron": b"x"}), "план.docx", "damaged"),
        (samples.openxml(more={"word/vbaProject.bin": b"x"}), "план.docx", "macros"),
        (samples.openxml(more={"word/activeX/activeX1.bin": b"x"}), "план.docx", "macros"),
        (samples.opendocument(more={"Basic/Standard/a.xml": b"x"}), "план.odt", "macros"),
        (samples.compound("WordDocument", "_VBA_PROJECT"), "план.doc", "macros"),
        (samples.compound("EncryptedPackage"), "план.docx", "password"),
        (samples.compound("Root Entry"), "установка.msi", "kind"),
        (b"\x89PNG\r\n\x1a\n" + b"junk", "доска.png", "damaged"),
        (b"\x00\x01\x02\x03" * 50, "нечто.txt", "kind"),
        (b"{\\rtf1 hello}", "план.rtf", "mismatch"),
    ],
)
def test_case_31_everything_else_is_refused(content, name, reason):
    assert refused(content, name) == reason


@pytest.mark.parametrize(
    "content",
    [samples.pixel_bomb(), samples.pixel_bomb(9_000, 9_000), samples.heic(20_000, 20_000)],
)
def test_case_30_a_pixel_bomb_is_refused_without_decoding(content):
    assert refused(content, "доска") == "pixels"


def test_case_30_a_zip_bomb_is_refused_without_unpacking():
    bomb = samples.zip_bomb()
    assert len(bomb) < MEGABYTE
    assert refused(bomb, "план.docx") == "bomb"


def test_case_30_too_many_entries_are_refused():
    many = {f"word/{number}.xml": b"" for number in range(5_001)}
    assert refused(samples.openxml(more=many), "план.docx") == "bomb"


def test_a_large_file_is_refused_by_its_size_alone():
    with pytest.raises(FileRefused) as error:
        examine(io.BytesIO(b"%PDF-"), "план.pdf", size=LIMIT + 1, max_bytes=LIMIT)
    assert error.value.code == "large"
    assert examine(io.BytesIO(samples.pdf()), "а.pdf", size=LIMIT, max_bytes=LIMIT)


def test_a_polyglot_is_what_its_first_bytes_say():
    """A page hidden in a picture stays a picture: its type and name come from the content."""
    both = samples.picture("GIF") + samples.HTML
    assert look(both, "доска.gif").kind.media_type == "image/gif"
    assert refused(both, "доска.html") == "mismatch"
    assert refused(samples.HTML + samples.openxml(), "план.docx") in {"markup", "kind"}


def test_a_picture_gets_the_extension_of_its_content():
    """Telephones call a WebP «.jpg»; nobody should have to know the difference."""
    assert look(samples.picture("WEBP"), "IMG_5.jpg").name == "IMG_5.webp"


def test_the_file_is_left_at_its_beginning():
    file = io.BytesIO(samples.openxml())
    examine(file, "план.docx", size=100, max_bytes=LIMIT)
    assert file.tell() == 0


def test_refusals_are_told_in_russian():
    with translation.override("ru"), pytest.raises(FileRefused) as error:
        look(samples.SVG, "рисунок.png")
    assert error.value.messages == [
        "Веб-страницы и рисунки с кодом (HTML, SVG, XML) не принимаются."
    ]
