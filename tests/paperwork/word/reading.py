"""A file into a draft, as the screen does it, with the staff of the example's school."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from pathlib import Path

from iom_wagtail.paperwork.intake.word.blocks import Document
from iom_wagtail.paperwork.intake.word.draft import Draft
from iom_wagtail.paperwork.intake.word.interpret import interpret
from iom_wagtail.paperwork.intake.word.package import open_word
from iom_wagtail.paperwork.intake.word.people import Person
from iom_wagtail.paperwork.intake.word.read import read
from iom_wagtail.paperwork.intake.word.vocabulary import (
    KINDS,
    find_label,
    is_blank,
    is_title,
    plain,
    role_of,
)
from tests.factories import Cast

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

#: What the members of a cast are called in the files.
NAMES = {
    "teacher": ("Лебедева", "Анна", "Игоревна"),
    "mentor": ("Орлова", "Марина", "Викторовна"),
    "methodist": ("Журавлёва", "Елена", "Сергеевна"),
    "deputy": ("Дроздова", "Светлана", "Петровна"),
    "psychologist": ("Синицына", "Ольга", "Юрьевна"),
    "director": ("Соколов", "Андрей", "Николаевич"),
}


def name(cast: Cast) -> None:
    """Give the people of a school the names that stand in the files."""
    for member, parts in NAMES.items():
        person = getattr(cast, member)
        person.surname, person.given_name, person.patronymic = parts
        person.save()


def document_of(content: bytes, name: str = "Маршрут.docx") -> Document:
    """Return the blocks of a file; raises ``WordRefused``."""
    file = io.BytesIO(content)
    return read(open_word(file, name, size=len(content), max_bytes=25 * 1024 * 1024))


def draft_of(
    *contents: bytes, staff: list[Person] = STAFF, max_rows: int = 500, school: Sequence[str] = ()
) -> Draft:
    """Return the draft that files are understood to be; raises ``WordRefused``."""
    documents = [document_of(content) for content in contents]
    return interpret(documents, staff, year=2025, max_rows=max_rows, school=school)


def stored(name: str) -> bytes:
    """Return one of the ten files."""
    return (FILES / f"{name}.docx").read_bytes()


def is_of_the_form(text: str) -> bool:
    """Return whether a text only names places of a form, said without the interpreter."""
    lines = [line for line in text.split("\n") if not is_blank(line)]
    heads = [head for columns, _all, _one in KINDS.values() for head in columns]
    return all(
        is_title(line)
        or ((label := find_label(line)) is not None and not label[1])
        or role_of(line, tuple(heads))
        or re.fullmatch(r"\d+\.?", line.strip())
        or plain(line) in ("сопровождаемого", "сопровождающего", "срок выпол-", "нения")
        for line in lines
    )
