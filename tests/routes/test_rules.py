"""Rules of the route, without a database."""

from __future__ import annotations

import datetime as dt

import pytest

from iom_wagtail.routes.choices import Role, Stage
from iom_wagtail.routes.rules import (
    Ability,
    Office,
    abilities,
    academic_year,
    assignment_problem,
    opening_problems,
    route_title,
    stage,
    year_label,
)


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (dt.date(2025, 8, 1), 2025),
        (dt.date(2025, 7, 31), 2024),
        (dt.date(2026, 5, 29), 2025),
        (dt.date(2026, 1, 1), 2025),
    ],
)
def test_the_school_year_begins_in_august(day, year):
    assert academic_year(day) == year


@pytest.mark.parametrize(("year", "label"), [(2025, "2025/26"), (1999, "1999/00")])
def test_year_labels(year, label):
    assert year_label(year) == label


def test_a_title_holds_no_name():
    assert route_title(2025, 14) == "ИОМ 2025/26 № 14"


STAGES = pytest.mark.parametrize(
    ("has_version", "in_approval", "expected"),
    [
        (False, False, Stage.DRAFT),
        (False, True, Stage.APPROVAL),
        (True, False, Stage.RUNNING),
        (True, True, Stage.RUNNING),
    ],
)


@STAGES
def test_stage(has_version, in_approval, expected):
    assert stage(has_version=has_version, in_approval=in_approval) == expected


@STAGES
def test_a_stop_counts_before_everything(has_version, in_approval, expected):
    assert stage(has_version=has_version, in_approval=in_approval, stopped=True) == Stage.STOPPED


def test_the_role_table():
    table = {office: abilities([office]) for office in Office}
    may = {
        ability: {office for office, able in table.items() if ability in able}
        for ability in Ability
    }
    assert may == {
        Ability.READ: set(Office),
        Ability.READ_DRAFT: {
            Office.MENTOR,
            Office.METHODIST,
            Office.DEPUTY,
            Office.DIRECTOR,
            Office.SUPERUSER,
        },
        Ability.EDIT: {Office.MENTOR, Office.DEPUTY},
        Ability.SUBMIT: {Office.MENTOR, Office.DEPUTY},
        Ability.ASSIGN: {Office.DEPUTY, Office.DIRECTOR},
        Ability.OPEN: {Office.DEPUTY, Office.DIRECTOR},
        Ability.DELETE: {Office.DEPUTY, Office.DIRECTOR},
        Ability.ARCHIVE: {Office.DEPUTY, Office.DIRECTOR},
    }


def test_nobody_may_nothing_and_roles_add_up():
    assert abilities([]) == frozenset()
    both = abilities([Office.PARTICIPANT, Office.DEPUTY])
    assert both == abilities([Office.DEPUTY])


@pytest.mark.parametrize(
    ("values", "refused"),
    [
        ({"role": Role.PARTICIPANT}, False),
        ({"role": Role.PARTICIPANT, "same_school": False}, True),
        ({"role": Role.PARTICIPANT, "active": False}, True),
        ({"role": Role.MENTOR, "current": [(1, "teacher")]}, True),
        ({"role": Role.PARTICIPANT, "current": [(1, "mentor")]}, True),
        ({"role": Role.MENTOR, "current": [(2, "teacher"), (3, "mentor")]}, False),
    ],
)
def test_who_may_be_put_on_a_route(values, refused):
    given = {"staff_id": 1, "same_school": True, "active": True, "current": [], **values}
    assert bool(assignment_problem(**given)) is refused


@pytest.mark.parametrize(
    ("start", "end", "same", "strangers", "fields"),
    [
        ("2025-09-01", "2026-05-29", False, [], set()),
        ("2025-09-01", "2027-05-29", False, [], set()),  # into a second school year
        ("2025-09-01", "2027-09-01", False, [], {"end_on"}),
        ("2025-09-01", "2025-09-01", False, [], {"end_on"}),
        ("2025-09-01", "2026-05-29", True, [], {"mentor"}),
        ("2025-09-01", "2026-05-29", False, ["teacher"], {"teacher"}),
    ],
)
def test_what_stops_opening(start, end, same, strangers, fields):
    problems = opening_problems(
        same_person=same,
        strangers=strangers,
        start_on=dt.date.fromisoformat(start),
        end_on=dt.date.fromisoformat(end),
    )
    assert set(problems) == fields
