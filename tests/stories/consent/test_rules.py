"""Rules of consents: states, what a recorded one must say, who may do what."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from iom_wagtail.stories.choices import ConsentField, Withdrawal
from iom_wagtail.stories.consent import rules
from iom_wagtail.stories.consent.rules import Act, Keeper, State

TODAY = dt.date(2026, 5, 20)
PAGE = (Path(__file__).resolve().parents[3] / "docs/access.md").read_text(encoding="utf-8")
CONSENTS = PAGE.split("## Consents to publication")[1].split("\n## ")[0]
COLUMNS = (Act.READ, Act.RECORD, Act.WITHDRAW, Act.COPIES)


@pytest.mark.parametrize(
    ("days", "state"),
    [
        (None, State.HOLDS),
        (30, State.HOLDS),
        (29, State.SOON),
        (0, State.SOON),
        (-1, State.RUN_OUT),
    ],
)
def test_case_56_the_last_day_counts(days, state):
    until = None if days is None else TODAY + dt.timedelta(days=days)
    assert rules.state(until, False, TODAY) is state
    assert rules.state(until, True, TODAY) is State.WITHDRAWN


def problems(**values):
    given = {
        "has_person": True,
        "other_name": "",
        "signed_by": "",
        "fields": ["full_name"],
        "signed_on": TODAY,
        "valid_until": None,
        "today": TODAY,
    }
    return set(rules.record_problems(**{**given, **values}))


def test_what_a_recorded_consent_must_say():
    day = dt.timedelta(days=1)
    assert problems() == set()
    assert problems(has_person=False) == {"person"}
    assert problems(has_person=False, other_name="Гость") == set()
    assert problems(other_name="Гость") == {"other_name"}
    assert problems(signed_by="Мама") == {"signed_by"}
    assert problems(fields=[]) == problems(fields=["diagnosis"]) == {"fields"}
    assert problems(signed_on=TODAY + day) == {"signed_on"}
    assert problems(valid_until=TODAY) == set()
    assert problems(valid_until=TODAY - day) == {"valid_until"}


def withdrawing(**values):
    given = {
        "withdrawn": False,
        "how": Withdrawal.DEMAND,
        "on": TODAY,
        "signed_on": TODAY,
        "today": TODAY,
    }
    return set(rules.withdrawal_problems(**{**given, **values}))


def test_what_a_withdrawal_must_say():
    day = dt.timedelta(days=1)
    assert withdrawing() == set()
    assert withdrawing(withdrawn=True) == {"withdrawn_on"}
    assert withdrawing(how="wish") == {"how"}
    assert withdrawing(on=TODAY + day) == withdrawing(on=TODAY - day) == {"withdrawn_on"}


def cells() -> dict[str, list[str]]:
    """Return the cells of the table by the first one."""
    lines = [line for line in CONSENTS.splitlines() if line.startswith("|")]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {row[0]: row[1:] for row in rows}


@pytest.mark.parametrize("keeper", list(Keeper))
def test_the_table_of_the_docs_says_what_the_rules_do(keeper):
    told = cells()[keeper.value]
    may = {act for act, cell in zip(COLUMNS, told, strict=True) if cell.startswith("yes")}
    assert may == set(rules.acts([keeper]))


def test_everybody_else_may_do_nothing():
    assert set(cells()["everybody else"]) == {"–"}
    assert rules.acts([]) == frozenset()
    assert set(cells()) >= {keeper.value for keeper in Keeper}


def test_every_thing_that_may_be_published_has_its_words():
    from iom_wagtail.stories.consent import words

    assert set(words.SHORT) == set(words._LACKS) == set(ConsentField)
