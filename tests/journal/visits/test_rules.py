"""Rules of lesson visits: the mean, what a sheet may hold, the text of a set."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.utils import translation

from iom_wagtail.journal.visits import headings, rules
from iom_wagtail.routes.rules import Office

TODAY = dt.date(2025, 11, 12)


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ([], None),
        ([None, None], None),
        ([2, None, 1], Decimal("1.50")),
        ([0, 0], Decimal("0.00")),
        ([2, 2, 1], Decimal("1.67")),
        ([1, 0, 0, 0, 0, 0, 0, 0], Decimal("0.13")),  # half up, as teachers round
    ],
)
def test_mean(scores, expected):
    assert rules.mean(scores) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ""),
        (Decimal("1.75"), "1,75 из 2"),
        (Decimal("1.50"), "1,5 из 2"),
        (Decimal("2.00"), "2 из 2"),
        (Decimal("0.00"), "0 из 2"),
    ],
)
def test_mean_in_words(value, expected):
    with translation.override("ru"):
        assert rules.mean_words(value) == expected


@pytest.mark.parametrize("scores", [[3], [-1], ["2"], [True], [1.0], [], [2, 1]])
def test_forged_scores(scores):
    with pytest.raises(ValueError):
        rules.judged([{"text": "Цель", "hint": ""}], scores)


def test_a_visit_copies_text_hint_and_score():
    criteria = [{"text": "Цель", "hint": "Ученик скажет"}, {"text": "Итог"}]
    assert rules.judged(criteria, [2, None]) == [
        {"text": "Цель", "hint": "Ученик скажет", "score": 2},
        {"text": "Итог", "hint": "", "score": None},
    ]


def sheet(**values):
    return {
        "visited_on": TODAY,
        "visited_by": ["М. В. Орлова"],
        "by_teacher": False,
        "criteria": [{"text": "Цель", "hint": "", "score": 1}],
        "strengths": [],
        "recommendations": [],
        **values,
    }


@pytest.mark.parametrize(
    ("values", "fields"),
    [
        ({}, set()),
        ({"visited_on": TODAY + dt.timedelta(days=1)}, {"visited_on"}),
        ({"visited_on": dt.date(205, 11, 12)}, {"visited_on"}),
        ({"follow_up": TODAY}, {"follow_up"}),
        ({"follow_up": TODAY + dt.timedelta(days=1)}, set()),
        ({"lesson_no": 0}, set()),
        ({"lesson_no": 15}, {"lesson_no"}),
        ({"visited_by": []}, {"visitors"}),
        ({"by_teacher": True}, {"host"}),
        ({"by_teacher": True, "host": "Р. С. Исаева"}, set()),
        ({"recommendations": ["а", "б", "в"]}, set()),
        ({"recommendations": ["а", "б", "в", "г"]}, {"recommendations"}),
        ({"recommendations": ["а" * 1001]}, {"recommendations"}),
        ({"strengths": ["а"] * 11}, {"strengths"}),
        ({"criteria": [{"score": None}]}, {"strengths"}),
        ({"criteria": [], "strengths": ["Спокойный тон"]}, set()),
    ],
)
def test_problems(values, fields):
    assert set(rules.problems(sheet(**values), TODAY)) == fields


@pytest.mark.parametrize("office", list(Office))
@pytest.mark.parametrize("by_teacher", [True, False])
@pytest.mark.parametrize("acquainted", [True, False])
def test_only_the_teacher_marks_the_own_lesson_once(office, by_teacher, acquainted):
    expected = office == Office.TEACHER and not by_teacher and not acquainted
    told = rules.may_acquaint({office}, by_teacher=by_teacher, acquainted=acquainted)
    assert told is expected


def test_a_sheet_is_removed_by_its_author_until_it_is_marked():
    assert rules.may_remove(own=True, acquainted=False)
    assert not rules.may_remove(own=True, acquainted=True)
    assert not rules.may_remove(own=False, acquainted=False)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("5 «А», 5 «Б»; 6 «А» и 7 «Б»", "5 «А»"), ["5 «А»", "5 «Б»", "6 «А»", "7 «Б»"]),
        (("", "Математика, 5 кл"), ["5 кл"]),
        (("10-11",), ["10-11"]),
    ],
)
def test_classes_of_the_card(texts, expected):
    assert rules.classes_of(*texts) == expected


def test_a_set_as_text_and_back():
    text = "Цель ясна | Ученик  скажет\n\n  Работа с ошибками \nИтог | 3 минуты | и цель"
    criteria = rules.criteria_from(text)
    assert criteria == [
        {"text": "Цель ясна", "hint": "Ученик скажет"},
        {"text": "Работа с ошибками", "hint": ""},
        {"text": "Итог", "hint": "3 минуты | и цель"},
    ]
    assert rules.criteria_from(rules.text_of(criteria)) == criteria


@pytest.mark.parametrize(
    ("name", "text", "fields"),
    [
        ("Урок", "Цель", set()),
        (" ", "Цель", {"name"}),
        ("Урок", "", {"criteria"}),
        ("Урок", "| подсказка", {"criteria"}),
        ("Урок", "Цель\nцель", {"criteria"}),
        ("Урок", "\n".join(f"Критерий {n}" for n in range(31)), {"criteria"}),
        ("Урок", "а" * 301, {"criteria"}),
        ("Урок", "Цель | " + "а" * 501, {"criteria"}),
    ],
)
def test_problems_of_a_set(name, text, fields):
    assert set(rules.set_problems(name, rules.criteria_from(text))) == fields


def test_how_a_visit_is_called():
    lesson = {"classes": "5 «А»", "lesson_no": 4, "topic": "Сравнение дробей"}
    nothing = {"classes": "", "lesson_no": None, "topic": ""}
    with translation.override("ru"):
        own = headings.heading(host="", **lesson)
        assert own == "Посещение: 5 «А», 4-й урок, «Сравнение дробей»"
        theirs = headings.heading(host="Р. С. Исаева", **lesson)
        assert theirs.startswith("Посещение урока коллеги: Р. С. Исаева, 5 «А»")
        assert headings.heading(host="", **nothing) == "Посещение урока"
