"""Rules of approval, without a database."""

from __future__ import annotations

import hashlib

import pytest

from iom_wagtail.approval.rules import (
    EventKind,
    Step,
    agreement_kind,
    canonical,
    checksum,
    passes_by_itself,
    round_complete,
    signers,
)

DIRECTOR, DEPUTY, DELEGATE, MENTOR, TEACHER = 1, 2, 3, 4, 5


@pytest.mark.parametrize(
    ("director", "deputy", "delegates", "involved", "expected"),
    [
        pytest.param(DIRECTOR, DEPUTY, [], [MENTOR, TEACHER], [DIRECTOR], id="the director"),
        pytest.param(DIRECTOR, DEPUTY, [DELEGATE], [MENTOR], [DIRECTOR, DELEGATE], id="delegate"),
        pytest.param(DIRECTOR, DEPUTY, [], [DIRECTOR, TEACHER], [DEPUTY], id="mentor is director"),
        pytest.param(DIRECTOR, DEPUTY, [DELEGATE], [DELEGATE], [DIRECTOR], id="mentor is delegate"),
        pytest.param(None, DEPUTY, [], [MENTOR], [], id="no director: nobody signs"),
        pytest.param(None, DEPUTY, [DELEGATE], [MENTOR], [DELEGATE], id="only a delegate"),
        pytest.param(DIRECTOR, DIRECTOR, [], [DIRECTOR], [], id="director, deputy and mentor"),
        pytest.param(DIRECTOR, DEPUTY, [DIRECTOR], [], [DIRECTOR], id="nobody twice"),
    ],
)
def test_who_signs(director, deputy, delegates, involved, expected):
    assert signers(director, deputy, delegates, involved) == expected


@pytest.mark.parametrize(
    ("step", "enabled", "people", "submitter", "correction", "expected"),
    [
        (Step.MENTOR, True, [MENTOR], TEACHER, False, ""),
        (Step.MENTOR, True, [MENTOR], MENTOR, False, "submitter"),
        (Step.DEPUTY, False, [DEPUTY], MENTOR, False, "off"),
        (Step.DEPUTY, True, [], MENTOR, False, "nobody"),
        (Step.DEPUTY, True, [DEPUTY], MENTOR, True, "correction"),
        # Acquaintance is the teacher's own act: sending the text doesn't replace it.
        (Step.TEACHER, True, [TEACHER], TEACHER, False, ""),
        # The director's step is never passed, whatever is switched or missing.
        (Step.DIRECTOR, False, [], DIRECTOR, True, ""),
        (Step.DIRECTOR, True, [DIRECTOR], DIRECTOR, False, ""),
    ],
)
def test_steps_that_pass_by_themselves(step, enabled, people, submitter, correction, expected):
    assert (
        passes_by_itself(
            step, enabled=enabled, people=people, submitter=submitter, correction=correction
        )
        == expected
    )


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([], False),
        ([("agreed", "mentor"), ("passed", "deputy")], False),
        ([("passed", "mentor"), ("agreed", "deputy"), ("acquainted", "teacher")], True),
        ([("passed", "mentor"), ("returned", "deputy"), ("acquainted", "teacher")], False),
        ([("correction", "")], True),
    ],
)
def test_a_round_may_be_signed_only_when_every_step_was_settled(events, expected):
    assert round_complete(events) is expected


def test_the_word_for_yes_depends_on_the_step():
    assert [agreement_kind(step) for step in Step] == [
        EventKind.AGREED,
        EventKind.AGREED,
        EventKind.ACQUAINTED,
        EventKind.SIGNED,
    ]


def test_canonical_json_is_one_spelling_and_its_sum_is_plain_sha256():
    text = canonical({"я": "Ӏ «ё» 😀", "a": [1, None, {"b": 2, "a": 1}]})
    assert text == '{"a":[1,null,{"a":1,"b":2}],"я":"Ӏ «ё» 😀"}'
    assert checksum(text) == hashlib.sha256(text.encode()).hexdigest()
