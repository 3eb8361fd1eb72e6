"""Names of files: harmless on a page and in a header, and still the person's own."""

from __future__ import annotations

import pytest

from iom_wagtail.files.names import extensions, neutral_stem


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("План урока № 5 (дроби).pdf", "План урока № 5 (дроби)"),
        ("Ӏилма–Ӏаьрждар.docx", "Ӏилма–Ӏаьрждар"),
        ("C:\\Users\\Анна\\План.docx", "План"),
        ("../../etc/passwd", "passwd"),
        ("план\u202egnp.exe", "планgnp"),
        ("план\r\nSet-Cookie: a=b.pdf", "план Set-Cookie_ a=b"),
        ('план";filename*=x.pdf', "план_filename_=x"),
        ("<script>alert(1)</script>.pdf", "script_"),
        ("con.pdf", "_con"),
        ("LPT1.отчёт.docx", "_LPT1.отчёт"),
        ("...pdf", "pdf"),
        ("   .pdf", "pdf"),
        ("а" * 300 + ".pdf", "а" * 100),
        ("Урок 5. Дроби", "Урок 5. Дроби"),
        ("й.pdf", "й"),
    ],
)
def test_stems(name, stem):
    assert neutral_stem(name) == stem


@pytest.mark.parametrize("name", ["", "\u202e", "\x00", "/", "\\", "***"])
def test_a_name_always_remains(name):
    assert neutral_stem(name)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("a.pdf", ["pdf"]),
        ("a.PDF ", ["pdf"]),
        ("a.pdf.", ["pdf"]),
        ("a.tar.gz", ["tar", "gz"]),
        ("folder.d/a", []),
        ("Отчёт 12.03.2026", []),
    ],
)
def test_extensions(name, found):
    assert extensions(name) == found
