"""The tables of ``docs/access.md`` about the school's people say what the rules do."""

from __future__ import annotations

from pathlib import Path

import pytest

from iom_wagtail.school import rules
from iom_wagtail.school.roles import GROUP_NAMES
from iom_wagtail.school.rules import Act, Standing

PAGE = (Path(__file__).resolve().parents[2] / "docs/access.md").read_text(encoding="utf-8")
PEOPLE = PAGE.split("## The school's people")[1].split("\n## ")[0]
ACT_COLUMNS = (Act.VIEW, Act.ADD, Act.EDIT, Act.SCHOOL)


def rows(text: str) -> dict[str, list[str]]:
    """Return the cells of every row of the text's tables by the first cell."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {row[0]: row[1:] for row in cells}


@pytest.mark.parametrize("standing", list(Standing))
def test_acts(standing):
    told = rows(PEOPLE)[standing.value]
    assert {act for act, cell in zip(ACT_COLUMNS, told, strict=False) if cell == "yes"} == set(
        rules.acts([standing])
    )


@pytest.mark.parametrize("standing", list(Standing))
@pytest.mark.parametrize(("office", "column"), [("director", 4), ("methodists", 5)])
def test_offices(standing, office, column):
    told = rows(PEOPLE)[standing.value][column]
    held = rules.may_appoint([standing], office, vacant=False, oneself=False)
    vacant = rules.may_appoint([standing], office, vacant=True, oneself=False)
    expected = {"yes": (True, True), "–": (False, False)}.get(told, (False, True))
    assert (held, vacant) == expected


@pytest.mark.parametrize("standing", list(Standing))
@pytest.mark.parametrize(("group", "column"), [("site_editor", 6), ("technician", 7)])
def test_rights_given_by_hand(standing, group, column):
    told = rows(PEOPLE)[standing.value][column] == "yes"
    assert rules.may_grant([standing], group, oneself=False) is told


def test_everybody_else_may_do_nothing():
    assert set(rows(PEOPLE)["everybody else"]) == {"–"}
    assert rules.acts([]) == frozenset()


def test_every_group_is_told():
    told = {
        name for name in rows(PAGE) if "(`" in name and name.split(" (")[0] in GROUP_NAMES.values()
    }
    assert told == {f"{name} (`{code.value}`)" for code, name in GROUP_NAMES.items()}
