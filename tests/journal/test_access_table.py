"""The tables of ``docs/access.md`` about records say what the rules do."""

from __future__ import annotations

from pathlib import Path

import pytest

from iom_wagtail.journal.choices import Circle
from iom_wagtail.journal.diary.rules import OPENED_BY
from iom_wagtail.journal.results import rules as results
from iom_wagtail.journal.rules import RIGHTS, Right
from iom_wagtail.journal.testimonials import rules as testimonials
from iom_wagtail.routes.rules import Office

PAGE = (Path(__file__).resolve().parents[2] / "docs/access.md").read_text(encoding="utf-8")
RECORDS = PAGE.split("## Records of the journal")[1].split("\n## ")[0]
OFFICES = [
    Office.TEACHER,
    Office.MENTOR,
    Office.PARTICIPANT,
    Office.METHODIST,
    Office.DEPUTY,
    Office.DIRECTOR,
    Office.SUPERUSER,
]
#: Rights to read; the second table tells them.
READING = {Right.READ_AMOUNT, Right.READ_TESTIMONIALS, Right.READ_NARROW}


def rows(text: str) -> list[list[str]]:
    """Return the cells of all rows of the text's tables."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


#: Right → office → what the table says.
WRITING = {
    row[1].strip("`"): dict(zip(OFFICES, row[2:], strict=True))
    for row in rows(RECORDS)
    if row[1].startswith("`")
}


def test_every_right_has_its_row():
    assert set(WRITING) == {right.value for right in set(Right) - READING}


@pytest.mark.parametrize("right", sorted(set(Right) - READING))
def test_who_writes(right):
    writers = {office for office, cell in WRITING[right.value].items() if cell == "write"}
    assert writers == RIGHTS[right]
    assert set(WRITING[right.value].values()) <= {"write", "read", "read ¹", "if shown", "–"}


def test_who_reads_a_diary():
    told = {office for office, cell in WRITING["diary"].items() if cell != "–"}
    assert told == OPENED_BY["to_all"]


@pytest.mark.parametrize("office", OFFICES)
def test_who_waits_for_the_other_assessment(office):
    """The note ¹ stands exactly where a school that shows both together hides something."""
    values = dict.fromkeys((*results.OWN_PART, *results.THEIR_PART))
    hidden = results.hidden_fields(values, [office], together=True)
    assert ("self_text" in hidden) is WRITING["self_assess"][office].endswith("¹")
    assert ("text" in hidden) is WRITING["assess"][office].endswith("¹")


READERS = {row[0]: row[1:] for row in rows(RECORDS) if len(row) == 4}


@pytest.mark.parametrize("office", OFFICES)
def test_who_reads_sums_and_testimonials(office):
    found = next(cells for names, cells in READERS.items() if office.value in names.split(", "))
    amount, wide, narrow = found
    assert (amount == "yes") is (office in RIGHTS[Right.READ_AMOUNT])
    circles = testimonials.circles([office])
    assert (wide == "yes") is (Circle.LEADERS in circles)
    assert (wide == "those shown to the teacher") is testimonials.reads_shown([office])
    assert (narrow == "yes") is (Circle.NARROW in circles)
