"""How texts, days, spans and numbers are written in Russian."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import translation

from iom_wagtail.school import words

TODAY = dt.date(2026, 3, 30)
NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("А. И. Лебедева", "А._И._Лебедева"),
        ("Лебедева А. И.", "Лебедева_А._И."),
        ("в 7 «Б» и на уроке", "в_7_«Б» и_на_уроке"),
        ("до 27 марта", "до_27_марта"),
        ("62 % работ", "62_% работ"),
        ("маршрут № 14", "маршрут №_14"),
        ("цель — результат", "цель_— результат"),
        ("курсы (36 ч)", "курсы (36_ч)"),
        ("", ""),
    ],
)
def test_typography(text, expected):
    expected = expected.replace("_", NBSP)
    assert words.ru_typography(text) == expected
    assert words.ru_typography(expected) == expected


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2025-09-01", "2025-09-26", f"01.09{NBSP}– 26.09.2025"),
        ("2025-11-10", "2026-01-30", f"10.11.2025{NBSP}– 30.01.2026"),
        ("2026-01-30", "2026-01-30", "30.01.2026"),
        (None, None, ""),
    ],
)
def test_spans(start, end, expected):
    assert words.span(start, end) == expected


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (0, "сегодня"),
        (1, "завтра"),
        (-1, "вчера"),
        (7, "через неделю"),
        (-7, "неделю назад"),
        (14, "через 2 недели"),
        (3, "через 3 дня"),
        (21, "через 3 недели"),
        (31, "через 31 день"),
        (-3, "3 дня назад"),
        (-11, "11 дней назад"),
    ],
)
def test_relative_days(days, expected):
    with translation.override("ru"):
        assert words.relative_days(TODAY + dt.timedelta(days=days), TODAY) == expected


def test_dates_in_russian():
    with translation.override("ru"):
        assert words.ru_date("2026-03-27") == f"27{NBSP}марта{NBSP}2026"
        assert words.ru_date("2026-03-27", "day") == f"27{NBSP}марта"
    assert words.ru_date("2026-03-27", "short") == "27.03.2026"
    assert words.ru_date(None) == ""


@pytest.mark.parametrize(
    ("values", "expected"),
    [([1, 2, 3, 6], "1–3, 6"), ([3, 4], "3, 4"), ([], ""), ([5, 5], "5")],
)
def test_numbers(values, expected):
    assert words.numbers(values) == expected


@pytest.mark.parametrize(
    ("label", "note", "expected"),
    [
        ("в школе", "по средам", "в школе, по средам"),
        ("в школе", "В школе № 3", "В школе № 3"),
        ("в школе", "", "в школе"),
        ("", "по средам", "по средам"),
        ("", "", ""),
    ],
)
def test_a_label_and_its_note_say_nothing_twice(label, note, expected):
    assert words.noted(label, note) == expected
