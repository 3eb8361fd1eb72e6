"""The rules of the school room as tables; no database."""

from __future__ import annotations

import re

import pytest

from iom_wagtail.school import names, rules
from iom_wagtail.school.rules import Act, Standing

SUPERUSER, TECHNICIAN = {Standing.SUPERUSER}, {Standing.TECHNICIAN}
DIRECTOR, DEPUTY, METHODIST = {Standing.DIRECTOR}, {Standing.DEPUTY}, {Standing.METHODIST}
NOBODY: set[Standing] = set()


@pytest.mark.parametrize(
    ("parts", "full", "short", "listed"),
    [
        (
            ("Лебедева", "Анна", "Игоревна"),
            "Лебедева Анна Игоревна",
            "А. И. Лебедева",
            "Лебедева А. И.",
        ),
        (("Лебедева", "Анна", ""), "Лебедева Анна", "А. Лебедева", "Лебедева А."),
        (("Мадонна", "", ""), "Мадонна", "Мадонна", "Мадонна"),
        (
            ("Петрова-Водкина", "Анна-Мария", "О’Генриевна"),
            "Петрова-Водкина Анна-Мария О’Генриевна",
            "А.-М. О. Петрова-Водкина",
            "Петрова-Водкина А.-М. О.",
        ),
        (("Ӏадов", "Ӏела", "Ӏабдиевич"), "Ӏадов Ӏела Ӏабдиевич", "Ӏ. Ӏ. Ӏадов", "Ӏадов Ӏ. Ӏ."),
    ],
)
def test_names(parts, full, short, listed):
    assert names.full_name(*parts) == full
    assert names.short_name(*parts).replace(names.NBSP, " ") == short
    assert names.list_name(*parts).replace(names.NBSP, " ") == listed


@pytest.mark.parametrize(
    ("standings", "expected"),
    [
        (SUPERUSER, set(Act)),
        (DIRECTOR, set(Act)),
        (DEPUTY, set(Act)),
        (TECHNICIAN, {Act.VIEW, Act.ADD}),
        (METHODIST, {Act.VIEW}),
        (NOBODY, set()),
    ],
)
def test_acts(standings, expected):
    assert rules.acts(standings) == expected


@pytest.mark.parametrize(
    ("standings", "office", "vacant", "oneself", "expected"),
    [
        (DIRECTOR, "director", False, False, True),
        (DIRECTOR, "deputy", False, False, True),
        (DEPUTY, "methodists", False, False, True),
        (DEPUTY, "director", False, False, False),
        (DEPUTY, "director", True, False, False),
        (DEPUTY, "deputy", False, False, False),
        (DEPUTY, "methodists", False, True, False),
        (DIRECTOR, "deputy", True, True, False),
        (TECHNICIAN, "director", True, False, True),
        (TECHNICIAN, "director", False, False, False),
        (TECHNICIAN, "director", True, True, False),
        (SUPERUSER, "director", True, True, True),
        (METHODIST, "methodists", True, False, False),
        (NOBODY, "director", True, False, False),
    ],
)
def test_who_gives_an_office(standings, office, vacant, oneself, expected):
    answer = rules.may_appoint(standings, office, vacant=vacant, oneself=oneself)
    assert answer is expected


@pytest.mark.parametrize(
    ("by", "target", "oneself", "first", "expected"),
    [
        (DEPUTY, NOBODY, False, False, True),
        (DEPUTY, METHODIST, False, False, True),
        (DEPUTY, DIRECTOR, False, False, False),
        (DEPUTY, DIRECTOR, False, True, True),
        (DEPUTY, TECHNICIAN, False, False, False),
        (DEPUTY, SUPERUSER, False, False, False),
        (DIRECTOR, DEPUTY, False, False, True),
        (DIRECTOR, TECHNICIAN, False, False, True),
        (DIRECTOR, SUPERUSER, False, False, False),
        (DIRECTOR, DIRECTOR, True, False, False),
        (TECHNICIAN, NOBODY, False, True, True),
        (TECHNICIAN, NOBODY, False, False, False),
        (SUPERUSER, DIRECTOR, False, False, True),
        (SUPERUSER, SUPERUSER, True, False, False),
        (METHODIST, NOBODY, False, True, False),
        (NOBODY, NOBODY, False, True, False),
    ],
)
def test_who_hands_out_a_password(by, target, oneself, first, expected):
    assert rules.may_rule_account(by, target, oneself=oneself, first=first) is expected


@pytest.mark.parametrize(
    ("standings", "group", "oneself", "expected"),
    [
        (DIRECTOR, "technician", False, True),
        (DIRECTOR, "technician", True, False),
        (SUPERUSER, "technician", True, False),
        (DEPUTY, "site_editor", False, True),
        (DEPUTY, "technician", False, False),
        (TECHNICIAN, "site_editor", False, False),
        (METHODIST, "site_editor", False, False),
    ],
)
def test_who_gives_rights_by_hand(standings, group, oneself, expected):
    assert rules.may_grant(standings, group, oneself=oneself) is expected


@pytest.mark.parametrize(
    ("parts", "login"),
    [
        (("Лебедева", "Анна", "Игоревна"), "lebedeva.ai"),
        (("Щукин", "Юрий", ""), "shchukin.yu"),
        (("Петрова-Водкина", "Анна", "Игоревна"), "petrova-vodkina.ai"),
        (("Д’Артаньян", "Шарль", ""), "dartanyan.sh"),
        (("Мадонна", "", ""), "madonna"),
        (("…", "", ""), "user"),
    ],
)
def test_logins(parts, login):
    made = rules.base_login(*parts)
    assert re.fullmatch(r"[a-z0-9.-]+", made)
    assert made == login


def test_a_taken_login_gets_a_number():
    taken = {"lebedeva.ai", "lebedeva.ai2"}
    assert rules.free_login("lebedeva.ai", taken.__contains__) == "lebedeva.ai3"
    assert rules.free_login("orlova.mv", taken.__contains__) == "orlova.mv"


def test_one_time_passwords_are_readable_and_differ():
    made = {rules.one_time_password() for _ in range(200)}
    assert len(made) == 200
    for password in made:
        assert re.fullmatch(r"[a-z]{4}-[2-9]{4}-[a-z]{4}", password)
        assert not set("loi01") & set(password)
