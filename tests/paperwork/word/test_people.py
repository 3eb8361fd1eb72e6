"""People as papers name them, found on the staff."""

from __future__ import annotations

import pytest

from iom_wagtail.paperwork.intake.word.people import Person, find_all, find_one
from tests.paperwork.word.reading import STAFF

MORE = [
    *STAFF,
    Person(9, "ТӀахиров", "Иса"),
    Person(10, "Мамедов", "Али", "Гусейн оглы"),
    Person(11, "Петрова-Водкина", "Анна-Мария", "Ильинична"),
    Person(12, "Орлова", "Мария", "Викторовна"),
    Person(13, "О'Нил", "Анна", "Игоревна"),
]


@pytest.mark.parametrize(
    ("written", "keys"),
    [
        ("Лебедева А. И.", (1,)),
        ("Лебедева А.И.", (1,)),
        ("А.И. Лебедева", (1,)),
        ("А. И. Лебедева", (1,)),
        ("Лебедева Анна Игоревна", (1,)),
        ("Анна Игоревна Лебедева", (1,)),
        ("ЛЕБЕДЕВА АННА ИГОРЕВНА", (1,)),
        ("Лебедевой Анны Игоревны", (1,)),
        ("Лебедевой А. И.", (1,)),
        ("Журавлева Е. С.", (3,)),
        ("Соколова Андрея Николаевича", (6,)),
        ("Соколова Алла Николаевна", (7,)),
        ("Орлова М. В.", (2, 12)),
        ("Орлова Марина Викторовна", (2,)),
        ("Орлова", (2, 12)),
        ("Дроздова", (4,)),
        ("Несуществующая А. И.", ()),
        ("Лебедева М. И.", ()),
        ("Т1ахиров Иса", (9,)),
        ("тӏахиров иса", (9,)),
        ("Мамедов Али Гусейн оглы", (10,)),
        ("Петрова-Водкина А.-М. И.", (11,)),
        ("О’Нил А. И.", (13,)),
    ],
)
def test_a_name_is_found_in_the_spelling_of_papers(written, keys):
    assert find_one(written, MORE).keys == keys


def test_what_stands_beside_a_name_is_kept():
    named = find_one("Орлова Марина Викторовна, учитель, высшая категория", MORE)
    assert (named.key, named.beside) == (2, "учитель, высшая категория")


@pytest.mark.parametrize(
    "written",
    [
        "Дроздова С. П., заместитель директора; Синицына О. Ю. — педагог-психолог",
        "заместитель директора Дроздова С. П., педагог-психолог Синицына О.Ю.",
        "Дроздова С.П. (заместитель директора),\nСиницына О.Ю. (педагог-психолог)",
    ],
)
def test_duties_stand_before_or_behind_names(written):
    told = [(named.key, named.beside) for named in find_all(written, STAFF)]
    assert told == [(4, "заместитель директора"), (5, "педагог-психолог")]


def test_words_that_name_nobody_are_kept_as_they_are():
    told = [named.written for named in find_all("администрация школы, психолог", STAFF)]
    assert told == ["администрация школы", "психолог"]
