"""Terms as people write them, each with the days it means in the school year 2025/26."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from iom_wagtail.paperwork.intake.dates.periods import Period
from iom_wagtail.paperwork.intake.dates.terms import (
    read_days,
    read_due,
    read_school_year,
)
from iom_wagtail.paperwork.papers.programme import term_of

PERIOD = Period.of_year(2025)
MONTHS = (
    "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября",
    "октября", "ноября", "декабря",
)  # fmt: skip


def day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("15.10.2025", "2025-10-15", "2025-10-15"),
        ("15 октября 2025 г.", "2025-10-15", "2025-10-15"),
        ("«15» октября 2025 года", "2025-10-15", "2025-10-15"),
        ("03.09.25", "2025-09-03", "2025-09-03"),
        ("2025-10-15", "2025-10-15", "2025-10-15"),
        ("15/10/2025", "2025-10-15", "2025-10-15"),
        ("1 мая", "2026-05-01", "2026-05-01"),
        ("до 15.10.2025", "", "2025-10-15"),
        ("не позднее 20 мая", "", "2026-05-20"),
        ("по 20.12.2025", "", "2025-12-20"),
        ("с 01.09", "2025-09-01", ""),
        ("10.09–20.09", "2025-09-10", "2025-09-20"),
        ("1.09.-15.09.", "2025-09-01", "2025-09-15"),
        ("10–20.09", "2025-09-10", "2025-09-20"),
        ("с 10 по 20 сентября", "2025-09-10", "2025-09-20"),
        ("10–20 сентября 2025 года", "2025-09-10", "2025-09-20"),
        ("с 1.09 по 1.10.2025", "2025-09-01", "2025-10-01"),
        ("25.12 – 10.01.2026", "2025-12-25", "2026-01-10"),
    ],
)
def test_a_day_or_a_range_needs_no_words(written, first, last):
    due = read_due(written, PERIOD)
    assert (due.due_from, due.due_to, due.due_words) == (day(first), day(last), "")


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("сентябрь", "2025-09-01", "2025-09-30"),
        ("СЕНТЯБРЬ", "2025-09-01", "2025-09-30"),
        ("в мае", "2026-05-01", "2026-05-31"),
        ("февр.", "2026-02-01", "2026-02-28"),
        ("сентябрь–октябрь 2025", "2025-09-01", "2025-10-31"),
        ("сентябрь 2025 г. – май 2026 г.", "2025-09-01", "2026-05-31"),
        ("I четверть", "2025-09-01", "2025-10-25"),
        ("1 четверть", "2025-09-01", "2025-10-25"),
        ("3-я четверть", "2026-01-10", "2026-03-25"),
        ("1-2 четверти", "2025-09-01", "2025-12-30"),
        ("первое полугодие", "2025-09-01", "2025-12-30"),
        ("в течение II полугодия", "2026-01-10", "2026-05-25"),
        ("в течение года", "2025-09-01", "2026-05-31"),
        ("до конца декабря", "", "2025-12-31"),
        ("до декабря", "", "2025-11-30"),
        ("начало октября", "2025-10-01", "2025-10-10"),
        ("во второй половине октября", "2025-10-17", "2025-10-31"),
        ("сентябрь, январь, май", "2025-09-01", "2026-05-31"),
        ("15.10.2025 (педсовет)", "2025-10-15", "2025-10-15"),
        ("до 15 октября (I четверть)", "", "2025-10-15"),
        ("еженедельно", "", ""),
        ("по мере необходимости", "", ""),
        ("1 раз в четверть", "", ""),
    ],
)
def test_everything_else_keeps_its_words(written, first, last):
    due = read_due(written, PERIOD)
    assert (due.due_from, due.due_to, due.due_words) == (day(first), day(last), written)


@pytest.mark.parametrize(
    ("written", "first", "last", "words"),
    [
        ("01.09 – 26.09.2025, еженедельно", "2025-09-01", "2025-09-26", "еженедельно"),
        ("01.12.2025 – 26.01.2026, по средам", "2025-12-01", "2026-01-26", "по средам"),
        ("до 26.09.2025, сентябрь", "", "2025-09-26", "сентябрь"),
        ("с\u00a001.09.2025, до конца года", "2025-09-01", "", "до конца года"),
        ("15.10.2025, педсовет", "2025-10-15", "2025-10-15", "педсовет"),
        # Words with days of their own belong together.
        ("15.10.2025, 20.11.2025", "2025-10-15", "2025-11-20", "15.10.2025, 20.11.2025"),
    ],
)
@pytest.mark.parametrize("only_days", [False, True])
def test_days_and_words_come_apart_as_papers_print_them(written, first, last, words, only_days):
    due = read_due(written, PERIOD, only_days=only_days)
    if only_days and words == written:
        first, last = "", ""
    assert (due.due_from, due.due_to, due.due_words) == (day(first), day(last), words)


@given(
    st.dates(dt.date(2025, 9, 1), dt.date(2026, 5, 31)) | st.none(),
    st.dates(dt.date(2025, 9, 1), dt.date(2026, 5, 31)) | st.none(),
    st.sampled_from(["", "еженедельно", "в течение года", "сентябрь", "по мере надобности"]),
)
def test_every_printed_term_is_read_back(first, last, words):
    if first and last and last < first:
        first, last = last, first
    with override("ru"):
        printed = term_of({"due_from": first, "due_to": last, "due_words": words})
    due = read_due(printed, PERIOD)
    if first or last:
        assert (due.due_from, due.due_to, due.due_words) == (first, last, words)
    else:
        assert due.due_words == words


@pytest.mark.parametrize(
    "written",
    ["сентябрь", "в течение года", "I четверть", "15.10.2025 (педсовет)", "еженедельно"],
)
def test_a_table_takes_plain_days_alone_and_all_else_as_words(written):
    due = read_due(written, PERIOD, only_days=True)
    assert (due.due_from, due.due_to, due.due_words, due.remark) == (None, None, written, "")


@pytest.mark.parametrize(
    "written",
    ["15.10.2025", "до 15.10.2025 г.", "До 15.10.25", "с 01.09.2025 по 26.09.2025", "10–20.09", ""],
)
def test_plain_days_are_read_alike_from_tables_and_from_papers(written):
    due = read_due(written, PERIOD, only_days=True)
    assert due == read_due(written, PERIOD) and not due.due_words


@pytest.mark.parametrize("only_days", [False, True])
@pytest.mark.parametrize("written", ["26.09.2025 – 01.09.2025", "с 26.09 по 1.09"])
def test_a_term_that_ends_before_it_begins_stays_words_with_a_remark(written, only_days):
    due = read_due(written, PERIOD, only_days=only_days)
    assert (due.due_from, due.due_to, due.due_words) == (None, None, written)
    assert due.remark


@pytest.mark.parametrize("only_days", [False, True])
@pytest.mark.parametrize(
    "written",
    ["31.02", "29.02.2026", "до 31.11.2025", "31 апреля", "45.99", "20–10 сентября"],
)
def test_a_day_that_cannot_be_stays_words_with_a_remark(written, only_days):
    due = read_due(written, PERIOD, only_days=only_days)
    assert (due.due_from, due.due_to, due.due_words) == (None, None, written)
    assert due.remark


@pytest.mark.parametrize("written", ["июль 2027", "01.08.2025", "к 1 июня"])
def test_days_outside_the_route_are_told(written):
    assert read_due(written, PERIOD).remark


def test_days_of_a_quarter_are_told_to_be_the_usual_ones():
    assert read_due("II четверть", PERIOD).remark


def test_days_in_a_line_come_with_their_spelling():
    line = "01.09.2025 (приказ № 112-од от 29 августа 2025 г.)"
    assert read_days(line, PERIOD) == [
        (dt.date(2025, 9, 1), "01.09.2025"),
        (dt.date(2025, 8, 29), "29 августа 2025 г."),
    ]
    assert read_days("сентябрь", PERIOD) == []


@pytest.mark.parametrize(
    ("written", "year"),
    [
        ("на 2025/2026 учебный год", 2025),
        ("2025–26 уч. г.", 2025),
        ("2025-2027", None),
        ("№ 2025", None),
    ],
)
def test_a_school_year_is_two_years_in_a_row(written, year):
    assert read_school_year(written) == year


@given(st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31)))
def test_every_day_is_read_in_every_spelling(value):
    spellings = (
        f"{value:%d.%m.%Y}",
        f"{value.day}.{value.month}.{value.year}",
        f"{value:%d.%m.%y}",
        f"{value.day} {MONTHS[value.month - 1]} {value.year} г.",
        value.isoformat(),
    )
    for written in spellings:
        due = read_due(written, PERIOD)
        assert (due.due_from, due.due_to, due.due_words) == (value, value, ""), written
        until = read_due(f"до {written}", PERIOD)
        assert (until.due_from, until.due_to) == (None, value)


@given(st.dates(dt.date(2025, 9, 1), dt.date(2026, 5, 31)), st.integers(0, 200))
def test_every_range_is_read_without_years(first, days):
    last = min(first + dt.timedelta(days), PERIOD.end_on)
    for written in (f"{first:%d.%m}–{last:%d.%m}", f"с {first:%d.%m} по {last:%d.%m}"):
        due = read_due(written, PERIOD)
        assert (due.due_from, due.due_to, due.remark) == (first, last, "")


@given(st.text("0123456789.-–/ сентябрьмайгдоIполугодие четверть", max_size=40))
def test_no_text_is_lost_and_none_breaks_it(text):
    due = read_due(text, PERIOD)
    written = " ".join(text.split())
    assert (
        due.due_words == written
        or (not due.due_words and (due.due_from or due.due_to))
        or not written
    )
    if due.due_from and due.due_to:
        assert due.due_from <= due.due_to
