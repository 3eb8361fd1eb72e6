"""A file into a draft, as the screen does it, with the staff of the example's school."""

from __future__ import annotations

import io
from pathlib import Path

from iom_wagtail.paperwork.intake.word.blocks import Document
from iom_wagtail.paperwork.intake.word.draft import Draft
from iom_wagtail.paperwork.intake.word.interpret import interpret
from iom_wagtail.paperwork.intake.word.package import open_word
from iom_wagtail.paperwork.intake.word.people import Person
from iom_wagtail.paperwork.intake.word.read import read

FILES = Path(__file__).parent / "files"

STAFF = [
    Person(1, "Лебедева", "Анна", "Игоревна", "учитель математики"),
    Person(2, "Орлова", "Марина", "Викторовна", "учитель математики"),
    Person(3, "Журавлёва", "Елена", "Сергеевна", "методист"),
    Person(4, "Дроздова", "Светлана", "Петровна", "заместитель директора"),
    Person(5, "Синицына", "Ольга", "Юрьевна", "педагог-психолог"),
    Person(6, "Соколов", "Андрей", "Николаевич", "директор"),
    Person(7, "Соколова", "Алла", "Николаевна", "учитель"),
    Person(8, "Орлов", "Михаил", "Викторович", "учитель"),
]


def document_of(content: bytes, name: str = "Маршрут.docx") -> Document:
    """Return the blocks of a file; raises ``WordRefused``."""
    file = io.BytesIO(content)
    return read(open_word(file, name, size=len(content), max_bytes=25 * 1024 * 1024))


def draft_of(content: bytes, *, staff: list[Person] = STAFF, max_rows: int = 500) -> Draft:
    """Return the draft that a file is understood to be; raises ``WordRefused``."""
    return interpret(document_of(content), staff, year=2025, max_rows=max_rows)


def stored(name: str) -> bytes:
    """Return one of the ten files."""
    return (FILES / f"{name}.docx").read_bytes()
