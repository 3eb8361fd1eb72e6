"""Who attaches and removes; titles of files sent together."""

from __future__ import annotations

import datetime as dt

import pytest

from iom_wagtail.journal.attachments import rules
from iom_wagtail.routes.rules import Office

ADDERS = {Office.TEACHER, Office.MENTOR, Office.DEPUTY}


@pytest.mark.parametrize("office", list(Office))
def test_who_attaches_and_removes(office):
    assert rules.may_attach({office}) is (office in ADDERS)
    assert rules.may_detach({office}, own=False) is (office == Office.DEPUTY)
    assert rules.may_detach({office}, own=True) is (office in ADDERS)


def test_nobody_without_a_role_does_anything():
    assert not rules.may_attach(frozenset())
    assert not rules.may_detach(frozenset(), own=True)


@pytest.mark.parametrize(
    ("typed", "names", "titles"),
    [
        ("", ["IMG_1.jpg", "Срез 1.5.pdf"], ["IMG_1", "Срез 1.5"]),
        ("  Срез   по дробям ", ["a.pdf"], ["Срез по дробям"]),
        ("Срез", ["a.pdf", "b.pdf"], ["Срез", "Срез"]),
        ("Срез", [], []),
    ],
)
def test_titles(typed, names, titles):
    assert rules.titles(typed, names) == titles


def test_long_titles_stay_within_the_field():
    long = "а" * 300
    for names in (["a.pdf"], ["a.pdf"] * 12):
        assert all(len(title) <= rules.LONGEST_TITLE for title in rules.titles(long, names))


@pytest.mark.parametrize(
    ("kind", "by_whom", "day", "known", "fields"),
    [
        ("pupils", "", dt.date(2026, 3, 1), False, set()),
        ("pupils", "", None, False, set()),
        ("pupils", "", dt.date(2026, 3, 2), False, {"dated_on"}),
        ("pupils", "", dt.date(202, 3, 2), False, {"dated_on"}),
        ("pupils", "", dt.date(2026, 3, 1), True, {"files"}),
        ("survey", " ", dt.date(2026, 3, 1), False, {"by_whom"}),
        ("survey", "психолог", dt.date(2026, 3, 1), False, set()),
    ],
)
def test_what_is_wrong_with_an_attachment(kind, by_whom, day, known, fields):
    found = rules.attachment_problem(
        kind=kind, by_whom=by_whom, dated_on=day, today=dt.date(2026, 3, 1), known=known
    )
    assert set(found) == fields
