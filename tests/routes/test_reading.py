"""The reading of a snapshot: words, timing, next steps, the year's strip, differences."""

from __future__ import annotations

import copy
import datetime as dt

import pytest

from iom_wagtail.approval.comparison import Kind, count
from iom_wagtail.routes.outline import differences
from iom_wagtail.routes.reading import read_route
from iom_wagtail.routes.rules import Timing, timing
from iom_wagtail.routes.strip import year_strip
from iom_wagtail.school import words

TODAY = dt.date(2026, 3, 30)
NBSP = "\u00a0"


def person(key: int, name: str, **extra) -> dict:
    return {"id": key, "full": name, "short": name, "list": name, "position": "учитель", **extra}


def item(no: int, start: str | None, end: str | None, **extra) -> dict:
    return {
        "uuid": f"item-{no}",
        "no": no,
        "content": f"Пункт {no}",
        "due_from": start,
        "due_to": end,
        "due_words": "",
        "activity": {"accompanied": "учится", "accompanying": "учит", "joint": "обсуждают"},
        "direction": "",
        "expected_result": "",
        "difficulties": [],
        **extra,
    }


def cut(no: int, day: str | None) -> dict:
    return {
        "uuid": f"cut-{no}",
        "no": no,
        "kind": {"value": "interview", "label": "собеседование"},
        "kind_other": "",
        "title": f"Срез {no}",
        "planned_on": day,
        "held_by": [person(2, "М. В. Орлова")],
        "held_by_other": "",
    }


def snapshot(**parts) -> dict:
    empty = dict.fromkeys(
        [
            "decision_date",
            "decision_basis",
            "goal",
            "dominance",
            "place",
            "place_note",
            "achievements",
            "requests",
            "strengths",
            "weaknesses",
            "self_education_topic",
        ]
    )
    return {
        "title": "ИОМ 2025/26 № 1",
        "year": "2025/26",
        "number": 1,
        "people": {
            "teacher": person(1, "А. И. Лебедева"),
            "mentors": [person(2, "М. В. Орлова", leads=True, since="2025-09-01")],
            "participants": [],
            "deputy": None,
            "director": None,
        },
        "passport": {
            **empty,
            "start_on": "2025-09-01",
            "end_on": "2026-05-29",
            "tasks": [],
            "mentor_consent": {"given": False, "date": None, "document": "", "order": ""},
        },
        "card": {"programmes": []},
        "diagnosis": {
            "date": None,
            "by": [],
            "by_other": "",
            "difficulties": [
                {
                    "uuid": f"difficulty-{no}",
                    "no": no,
                    "kind": None,
                    "text": f"Трудно {no}",
                    "severity": {"value": 3, "label": "требуют помощи"},
                    "methods": [{"value": "other", "label": "др."}],
                    "method_other": "беседа",
                }
                for no in (1, 2, 3)
            ],
        },
        "programme": [],
        "checkpoints": [],
        **parts,
    }


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (None, None, Timing.WORDS),
        ("2025-09-01", "2026-03-15", Timing.PAST),
        ("2025-09-01", "2026-03-16", Timing.OVERDUE),
        ("2025-09-01", "2026-03-29", Timing.OVERDUE),
        ("2025-09-01", "2026-03-30", Timing.NOW),
        ("2026-03-30", None, Timing.NOW),
        ("2026-03-31", "2026-05-01", Timing.SOON),
        (None, "2026-04-13", Timing.SOON),
        (None, "2026-04-14", Timing.AHEAD),
        ("2026-05-01", "2026-05-20", Timing.AHEAD),
    ],
)
def test_timing(start, end, expected):
    days = (words.as_date(start), words.as_date(end))
    assert timing(*days, TODAY, soon_days=14) == expected


def test_next_step_is_the_latest_overdue_then_what_comes_by_date():
    data = snapshot(
        programme=[
            item(1, "2025-09-01", "2025-10-01"),
            item(2, "2026-02-16", "2026-04-17"),
            item(3, "2026-01-19", "2026-03-27"),
            item(4, "2026-04-06", "2026-04-24"),
        ],
        checkpoints=[cut(1, "2026-02-01"), cut(2, "2026-04-22"), cut(3, "2026-05-15")],
    )
    reading = read_route(data, TODAY, part="accompanied")
    assert reading.next_top.anchor == "p3"
    assert reading.next_top.part == "учится"
    assert [step.anchor for step in reading.next_list] == ["p4", "p2", "c2"]
    assert (reading.past_count, reading.now_count, reading.past_cuts) == (2, 1, 1)


def test_nothing_is_next_when_all_is_over_or_empty():
    assert read_route(snapshot(), TODAY).next_top is None
    old = snapshot(programme=[item(1, "2024-09-01", "2024-10-01")])
    assert read_route(old, TODAY).next_top is None


def test_an_item_in_words_shows_its_words():
    reading = read_route(
        snapshot(programme=[item(1, None, None, due_words="в течение года")]), TODAY
    )
    assert reading.items[0].due == "в течение года"
    assert reading.items[0].timing == Timing.WORDS


def test_difficulties_know_their_items_and_their_own_words():
    keys = [f"difficulty-{no}" for no in (1, 2, 3)]
    reading = read_route(
        snapshot(programme=[item(1, None, None, difficulties=keys), item(2, None, None)]), TODAY
    )
    assert reading.items[0].difficulties == "1–3"
    assert reading.troubles[0].answers == (reading.items[0],)
    assert reading.troubles[0].methods == "беседа"


def test_the_strip_places_dots_and_today():
    strip = year_strip(
        dt.date(2025, 9, 1),
        dt.date(2026, 5, 29),
        TODAY,
        [
            (1, dt.date(2025, 9, 26), "done"),
            (2, dt.date(2026, 4, 22), "late"),
            (3, dt.date(2026, 4, 23), "ahead"),
        ],
    )
    assert strip.today_x == "77.8%"
    assert [dot.mark for dot in strip.dots] == ["done", "late", "ahead"]
    assert float(strip.dots[2].x[:-1]) - float(strip.dots[1].x[:-1]) >= 3.9
    assert len(strip.months) == 9
    assert year_strip(None, None, TODAY, []) is None
    earlier = year_strip(
        dt.date(2024, 9, 1), dt.date(2025, 5, 1), TODAY, [(1, dt.date(2025, 3, 1), "done")]
    )
    assert earlier.today_x == ""


def test_equal_texts_do_not_differ():
    data = snapshot(programme=[item(1, "2025-09-01", "2025-10-01")])
    assert differences(data, copy.deepcopy(data)) == []


def test_differences_name_item_and_value():
    before = snapshot(programme=[item(no, "2025-11-10", "2025-12-26") for no in (1, 2, 3)])
    after = copy.deepcopy(before)
    after["programme"][1]["due_to"] = "2026-01-30"
    after["passport"]["goal"] = "Уверенно вести уроки"
    found = differences(before, after)
    changes = [change for part in found for change in part.rows]
    assert count(found) == 2
    assert changes[0].before == "" and changes[0].after == "Уверенно вести уроки"
    assert changes[1].before == f"10.11{NBSP}– 26.12.2025"
    assert changes[1].after == f"10.11.2025{NBSP}– 30.01.2026"


def test_rows_are_matched_by_uuid():
    before = snapshot(programme=[item(no, None, None) for no in (1, 2, 3, 4)])
    after = copy.deepcopy(before)
    rows = after["programme"]
    rows.insert(1, item(9, None, None))
    rows.remove(rows[-1])
    for no, row in enumerate(rows, start=1):
        row["no"] = no
    changes = [change for part in differences(before, after) for change in part.rows]
    assert [(change.kind, change.after or change.before) for change in changes] == [
        (Kind.ADDED, "Пункт 9"),
        (Kind.REMOVED, "Пункт 4"),
    ]


def test_a_moved_row_is_told_once():
    before = snapshot(programme=[item(no, None, None) for no in (1, 2, 3, 4)])
    after = copy.deepcopy(before)
    after["programme"].insert(0, after["programme"].pop())
    for no, row in enumerate(after["programme"], start=1):
        row["no"] = no
    changes = [change for part in differences(before, after) for change in part.rows]
    assert [change.kind for change in changes] == [Kind.MOVED]
