"""Russian forms of names, the rare ones too (abuse case 33)."""

from __future__ import annotations

import pytest

from iom_wagtail.school import names, rules

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("parts", "full", "short", "listed"),
    [
        (
            ("Лебедева", "Анна", "Игоревна"),
            "Лебедева Анна Игоревна",
            "А. И. Лебедева",
            "Лебедева А. И.",
        ),
        (("Зимин", "Павел", ""), "Зимин Павел", "П. Зимин", "Зимин П."),
        (("Мадина", "", ""), "Мадина", "Мадина", "Мадина"),
        (
            ("Петрова-Водкина", "Анна-Мария", "Львовна"),
            "Петрова-Водкина Анна-Мария Львовна",
            "А.-М. Л. Петрова-Водкина",
            "Петрова-Водкина А.-М. Л.",
        ),
        (("Д’Артаньян", "шарль", ""), "Д’Артаньян шарль", "Ш. Д’Артаньян", "Д’Артаньян Ш."),
        (("Ӏалиев", "Ӏумар", "Ӏелиевич"), "Ӏалиев Ӏумар Ӏелиевич", "Ӏ. Ӏ. Ӏалиев", "Ӏалиев Ӏ. Ӏ."),
        (("", "", ""), "", "", ""),
        (("Ли", "Вэй-", "-"), "Ли Вэй- -", "В. Ли", "Ли В."),
    ],
)
def test_case_33_forms_of_a_name(parts, full, short, listed):
    assert names.full_name(*parts) == full
    assert names.short_name(*parts).replace(NBSP, " ").strip() == short
    assert names.list_name(*parts).replace(NBSP, " ").strip() == listed


@pytest.mark.parametrize(
    "parts",
    [
        ("Ӏалиев", "Ӏумар", ""),
        ("😀", "", ""),
        ("-", "-", "-"),
        ("Щ" * 100, "Ё", "Ъ"),
        ("李", "伟", ""),
    ],
)
def test_case_33_every_name_gives_a_login_that_can_be_typed(parts):
    login = rules.base_login(*parts)
    assert login and login.isascii() and len(login) <= rules.LONGEST_LOGIN
    assert all(char.isalnum() or char in ".-" for char in login) and login == login.lower()
