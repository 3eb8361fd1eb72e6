"""The rule of a conclusion: what is missing, what contradicts itself, and never what prose says."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iom_wagtail.outcome.choices import NAMES_PROBLEMS, Further, Problems, Result, RowState
from iom_wagtail.outcome.rights import RIGHTS, Right, allows
from iom_wagtail.outcome.rules import ConclusionDraft, RowDraft, opening_problem, problems
from iom_wagtail.routes.rules import Office

DAY = dt.date(2026, 5, 22)
ROW = RowDraft(state="resolved", before="Шум", after="Тихо", method="Хронометраж")
LEFT = replace(ROW, state="partly")
GOOD = ConclusionDraft(
    concluded_on=DAY, rows=(ROW, ROW), result="success", problems="all", further=("no",)
)


def blocked(draft):
    return {problem.field for problem in problems(draft) if problem.blocking}


def warned(draft):
    return {problem.field for problem in problems(draft) if not problem.blocking}


def test_a_conclusion_without_contradictions_passes():
    assert problems(GOOD) == []


CASES = [
    # the contradictions of the issue
    ({"rows": (ROW, LEFT), "reasons": "Мало часов"}, {"problems_state"}),
    (
        {"rows": (ROW, LEFT), "problems": "named_remain", "reasons": "Мало часов"},
        {"remaining"},
    ),
    (
        {"rows": (ROW, LEFT), "problems": "named_remain", "remaining": (" ",), "reasons": "Мало"},
        {"remaining"},
    ),
    ({"rows": (LEFT,), "problems": "partly", "reasons": "Мало часов"}, {"result"}),
    ({"rows": (ROW, LEFT), "problems": "partly"}, {"reasons"}),
    ({"rows": (ROW, LEFT), "problems": "partly", "reasons": "  "}, {"reasons"}),
    ({"problems": "partly"}, {"reasons"}),
    ({"rows": (ROW, replace(ROW, method=" "))}, {"outcome_rows-1-method"}),
    ({"open_items": (3, 4)}, {"open_items_note"}),
    ({"further": ("support", "no"), "best_ways": "Вместе"}, {"further"}),
    ({"problems": "none", "reasons": "Мало часов"}, {"problems_state"}),
    # what is simply missing
    ({"rows": (replace(ROW, state=""), ROW)}, {"outcome_rows-0-state"}),
    ({"rows": (replace(ROW, after=""), ROW)}, {"outcome_rows-0-after"}),
    ({"rows": ()}, {"outcome_rows", "result"}),
    ({"missing": (7,)}, {"outcome_rows"}),
    ({"concluded_on": None}, {"concluded_on"}),
    ({"result": ""}, {"result"}),
    ({"problems": ""}, {"problems_state"}),
    ({"further": ()}, {"further"}),
]


@pytest.mark.parametrize(("changes", "fields"), CASES)
def test_case_48_what_stops_a_conclusion(changes, fields):
    assert blocked(replace(GOOD, **changes)) == fields


NOT_HELD = ConclusionDraft(
    took_place=False,
    concluded_on=DAY,
    rows=(RowDraft(before="Шум"),),
    result="fail",
    reasons="Учитель уволился",
    open_items=(1, 2),
)


def test_what_did_not_take_place_needs_reasons_and_nothing_of_the_analysis():
    assert problems(NOT_HELD) == []


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"reasons": ""}, {"reasons"}),
        ({"result": "success"}, {"result"}),
        ({"result": "partial"}, {"result"}),
        ({"result": ""}, {"result"}),
        ({"problems": "all"}, {"problems_state"}),
        ({"problems": "none"}, set()),
        ({"further": ("no", "route"), "best_ways": "Вместе"}, {"further"}),
    ],
)
def test_what_did_not_take_place_can_contradict_itself_too(changes, fields):
    assert blocked(replace(NOT_HELD, **changes)) == fields


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"alone": True}, {"outcome_rows"}),
        ({"further": ("support",)}, {"best_ways"}),
        ({"problems": "partly", "reasons": "Мало часов"}, {"problems_state"}),
    ],
)
def test_what_is_worth_a_look_stops_nothing(changes, fields):
    draft = replace(GOOD, **changes)
    assert warned(draft) == fields and blocked(draft) == set()


# --- whatever somebody ticks --------------------------------------------------------------

words = st.sampled_from(["", "  ", "сняты полностью", "Мало часов"])
something = st.sampled_from(["а", "ничего не снято", "успешно, всё снято"])
rows = st.builds(
    RowDraft, state=st.sampled_from(["", *RowState]), before=words, after=words, method=words
)
drafts = st.builds(
    ConclusionDraft,
    took_place=st.booleans(),
    concluded_on=st.sampled_from([None, DAY]),
    rows=st.lists(rows, max_size=4).map(tuple),
    result=st.sampled_from(["", *Result]),
    problems=st.sampled_from(["", *Problems]),
    remaining=st.lists(words, max_size=2).map(tuple),
    reasons=words,
    further=st.lists(st.sampled_from(list(Further)), unique=True).map(tuple),
    best_ways=words,
    open_items=st.lists(st.integers(1, 20), max_size=3).map(tuple),
    open_items_note=words,
    alone=st.booleans(),
)


def states(draft):
    return {row.state for row in draft.rows}


@given(drafts)
def test_what_passes_contradicts_nothing(draft):
    """Read backwards: of a conclusion that nothing stops, every sentence of the issue holds."""
    if blocked(draft):
        return
    left = {RowState.PARTLY, RowState.UNRESOLVED}
    if draft.problems == Problems.ALL:
        assert not states(draft) & left
    if draft.problems == Problems.NAMED_REMAIN:
        assert any(text.strip() for text in draft.remaining)
    if draft.problems == Problems.NONE:
        assert RowState.RESOLVED not in states(draft)
    if draft.result == Result.SUCCESS:
        assert RowState.RESOLVED in states(draft)
    if draft.problems in {*NAMES_PROBLEMS, Problems.NONE} or states(draft) & left:
        assert draft.reasons.strip()
    if Further.NO in draft.further:
        assert draft.further == (Further.NO,)
    if draft.took_place:
        assert all(row.method.strip() and row.state for row in draft.rows)
        assert draft.open_items_note.strip() or not draft.open_items
    else:
        assert draft.result == Result.FAIL and draft.reasons.strip()


@given(drafts, something)
def test_the_rule_reads_states_and_choices_and_never_prose(draft, text):
    """Any other words in the place of words change nothing."""

    def other(value):
        return text if value.strip() else value

    same = replace(
        draft,
        rows=tuple(
            replace(row, before=other(row.before), after=other(row.after), method=other(row.method))
            for row in draft.rows
        ),
        remaining=tuple(map(other, draft.remaining)),
        reasons=other(draft.reasons),
        best_ways=other(draft.best_ways),
        open_items_note=other(draft.open_items_note),
    )
    assert problems(same) == problems(draft)


@given(drafts)
def test_every_problem_leads_somewhere(draft):
    places = {"outcome_rows", "open_items_note", "concluded_on", "result", "problems_state"}
    places |= {"remaining", "reasons", "further", "best_ways"}
    for problem in problems(draft):
        relation, _dash, rest = problem.field.partition("-")
        assert relation in places and problem.tab in ("analysis", "conclusion")
        assert not rest or int(rest.partition("-")[0]) < len(draft.rows)


# --- who and when -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "allowed"),
    [
        ({"has_version": True, "exists": False, "archived": False}, True),
        ({"has_version": False, "exists": False, "archived": False}, False),
        ({"has_version": True, "exists": True, "archived": False}, False),
        ({"has_version": True, "exists": False, "archived": True}, False),
    ],
)
def test_when_a_conclusion_is_opened(facts, allowed):
    assert bool(opening_problem(**facts)) is not allowed


def test_rights_are_named_by_office():
    assert RIGHTS.keys() == set(Right)
    for office in (Office.PARTICIPANT, Office.METHODIST, Office.SUPERUSER):
        assert not any(allows({office}, right) for right in Right)
    assert {right for right in Right if allows({Office.TEACHER}, right)} == {Right.TELL}
    assert allows({Office.MENTOR}, Right.OPEN) and not allows({Office.DIRECTOR}, Right.OPEN)
    assert not allows({Office.MENTOR}, Right.COUNCIL)
