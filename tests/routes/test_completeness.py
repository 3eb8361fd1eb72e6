"""The rule of completeness: a table of cases, without a database."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from iom_wagtail.routes.completeness import half_years, problems
from iom_wagtail.routes.route_draft import (
    CheckpointDraft,
    DifficultyDraft,
    ItemDraft,
    RouteDraft,
)

SEVERE = DifficultyDraft("d1", "method", "Цель урока", 3, ("lessons",))
ITEM = ItemDraft(
    content="Урок",
    due_from=dt.date(2025, 9, 1),
    due_to=dt.date(2025, 9, 26),
    activities=("", "", "Обсуждают"),
    difficulties=("d1",),
)
AUTUMN = CheckpointDraft("interview", "", "Собеседование", dt.date(2025, 12, 20), True)
SPRING = replace(AUTUMN, planned_on=dt.date(2026, 5, 20))
READY = RouteDraft(
    teacher=1,
    mentor=2,
    start_on=dt.date(2025, 9, 1),
    end_on=dt.date(2026, 5, 29),
    decision_date=dt.date(2025, 9, 1),
    goal="Вести уроки",
    card={
        "subject": "Математика",
        "education": "Высшее",
        "total_experience": "0 лет",
        "load_words": "18 ч",
        "classes": "5 «А»",
    },
    diagnosed_on=dt.date(2025, 9, 19),
    diagnosed_by=True,
    difficulties=(SEVERE,),
    items=(ITEM,),
    checkpoints=(AUTUMN, SPRING),
)


def item(**kwargs) -> dict:
    return {"items": (replace(ITEM, **kwargs),)}


def difficulty(**kwargs) -> dict:
    return {"difficulties": (replace(SEVERE, **kwargs),)}


def checkpoint(**kwargs) -> dict:
    return {"checkpoints": (replace(AUTUMN, **kwargs), SPRING)}


def test_a_complete_route_has_no_problem():
    assert problems(READY) == []


@pytest.mark.parametrize(
    ("change", "field", "tab"),
    [
        ({"teacher": None}, "people", "passport"),
        ({"mentor": None}, "people", "passport"),
        ({"mentor": 1}, "people", "passport"),
        ({"start_on": None}, "start_on", "passport"),
        ({"end_on": None}, "end_on", "passport"),
        ({"end_on": dt.date(2025, 8, 1)}, "end_on", "passport"),
        ({"decision_date": None}, "decision_date", "passport"),
        ({"decision_date": dt.date(2026, 6, 1)}, "decision_date", "passport"),
        ({"goal": "  "}, "goal", "passport"),
        ({"tasks": ("Учиться", "")}, "objectives-1-text", "passport"),
        ({"diagnosed_on": None}, "diagnosed_on", "diagnosis"),
        ({"difficulties": ()}, "difficulties", "diagnosis"),
        (difficulty(kind=""), "difficulties-0-kind", "diagnosis"),
        (difficulty(text=""), "difficulties-0-text", "diagnosis"),
        (difficulty(severity=None), "difficulties-0-severity", "diagnosis"),
        (difficulty(methods=()), "difficulties-0-methods", "diagnosis"),
        (difficulty(methods=("other",)), "difficulties-0-method_other", "diagnosis"),
        (item(difficulties=()), "difficulties-0-text", "diagnosis"),
        ({"items": ()}, "programme_items", "programme"),
        (item(content=""), "programme_items-0-content", "programme"),
        (item(due_from=None, due_to=None), "programme_items-0-due_to", "programme"),
        (item(activities=("", " ", "")), "programme_items-0-activity_accompanied", "programme"),
        (item(due_from=dt.date(2025, 10, 1)), "programme_items-0-due_to", "programme"),
        (item(due_from=dt.date(2025, 8, 31)), "programme_items-0-due_from", "programme"),
        (item(due_to=dt.date(2026, 6, 17)), "programme_items-0-due_to", "programme"),
        (checkpoint(kind=""), "checkpoints-0-kind", "checkpoints"),
        (checkpoint(kind="other"), "checkpoints-0-kind_other", "checkpoints"),
        (checkpoint(title=""), "checkpoints-0-title", "checkpoints"),
        (checkpoint(planned_on=None), "checkpoints-0-planned_on", "checkpoints"),
        (checkpoint(planned_on=dt.date(2026, 7, 1)), "checkpoints-0-planned_on", "checkpoints"),
    ],
)
def test_errors_stop_submission_and_lead_to_the_field(change, field, tab):
    found = [problem for problem in problems(replace(READY, **change)) if problem.blocking]
    assert (field, tab) in [(problem.field, problem.tab) for problem in found]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"card": {**READY.card, "subject": ""}}, "subject"),
        ({"card": {}}, "classes"),
        ({"diagnosed_by": False}, "diagnosed_by"),
        ({"items": (ITEM, replace(ITEM, difficulties=()))}, "programme_items-1-difficulties"),
        (checkpoint(held=False), "checkpoints-0-held_by"),
        ({"checkpoints": (SPRING,)}, "checkpoints"),
        ({"checkpoints": ()}, "checkpoints"),
    ],
)
def test_warnings_stop_nothing(change, field):
    found = problems(replace(READY, **change))
    assert field in [problem.field for problem in found]
    assert not any(problem.blocking for problem in found)


@pytest.mark.parametrize(
    "change",
    [
        item(due_from=None, due_to=None, due_words="в течение года"),
        item(due_from=None),
        difficulty(methods=("other",), method_other="наблюдение"),
        {"difficulties": (SEVERE, DifficultyDraft("d2", "org", "Журнал", 2, ("journal",)))},
        checkpoint(kind="other", kind_other="зачёт"),
    ],
)
def test_what_is_allowed(change):
    assert problems(replace(READY, **change)) == []


def test_a_message_names_its_row_and_the_day():
    rows = (*[ITEM] * 14, replace(ITEM, due_to=dt.date(2026, 6, 17)))
    (problem,) = problems(replace(READY, items=rows))
    assert problem.field == "programme_items-14-due_to"
    assert "15" in problem.message
    assert "17.06.2026" in problem.message
    assert "29.05.2026" in problem.message


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (dt.date(2025, 9, 1), dt.date(2026, 5, 29), 2),
        (dt.date(2025, 9, 1), dt.date(2026, 1, 10), 1),
        (dt.date(2025, 9, 1), dt.date(2027, 5, 29), 4),
        (dt.date(2026, 1, 12), dt.date(2026, 5, 29), 1),
        (None, dt.date(2026, 5, 29), 0),
        (dt.date(2026, 5, 29), dt.date(2025, 9, 1), 0),
    ],
)
def test_half_years_of_a_period(start, end, expected):
    assert len(half_years(start, end)) == expected
