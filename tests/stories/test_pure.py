"""What the room decides without a database: letters, words, years, questions, places."""

from __future__ import annotations

import datetime as dt
from collections import namedtuple

import pytest

from iom_wagtail.stories.asking import Asked
from iom_wagtail.stories.choices import StoryKind
from iom_wagtail.stories.letters import one_line, shortened, tidy
from iom_wagtail.stories.presenting import about, eyebrow, people_of, sorted_out
from iom_wagtail.stories.searching import MOST_WORDS, asked_words, stem, words_of
from iom_wagtail.stories.years import school_year_of, year_words


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("a\x00b\x0bc", "abc"),
        ("\u202eкривь\u202c", "кривь"),
        ("строка\nдругая", "строка\nдругая"),
        ("Ӏаьржа 👩‍🏫", "Ӏаьржа 👩‍🏫"),
        (None, ""),
    ],
)
def test_letters_that_cant_be_seen_are_left_out(given, kept):
    assert tidy(given) == kept


def test_a_line_is_one_line():
    assert one_line(" два \n слова\t") == "два слова"


@pytest.mark.parametrize(
    ("text", "length", "short"),
    [
        ("короткий", 20, "короткий"),
        ("что помогло в первый год", 12, "что помогло…"),
        ("а" * 30, 10, "а" * 9 + "…"),
        ("слово, слово ещё", 8, "слово…"),
    ],
)
def test_a_text_is_cut_at_a_word(text, length, short):
    assert shortened(text, length) == short
    assert len(shortened(text, length)) <= length


@pytest.mark.parametrize(
    ("day", "year"),
    [(dt.date(2025, 9, 1), 2025), (dt.date(2026, 8, 31), 2025), (dt.date(2026, 1, 9), 2025)],
)
def test_school_years_begin_in_september(day, year):
    assert school_year_of(day) == year


def test_school_years_are_written_with_both_numbers():
    assert (year_words(2025), year_words(None)) == ("2025/2026", "")


@pytest.mark.parametrize(
    ("word", "beginning"),
    [
        ("дроби", "дроб"),
        ("дробями", "дроб"),
        ("дробей", "дроб"),
        ("наставника", "наставник"),
        ("урок", "урок"),
        ("уроки", "урок"),
        ("год", "год"),
        ("5", "5"),
        ("икт", "икт"),
        ("word", "word"),
        ("lessons", "lesson"),
        ("5а", "5а"),
    ],
)
def test_words_are_asked_for_without_their_endings(word, beginning):
    assert stem(word) == beginning


def test_words_are_small_and_without_yo():
    assert words_of("Учёба, ПЯТЫЙ 5-й класс; Ёлка!") == [
        "учеба",
        "пятый",
        "5-й",
        "5",
        "й",
        "класс",
        "елка",
    ]


def test_a_question_is_bounded():
    assert asked_words("!?, …") == []
    assert len(asked_words(" ".join(f"слово{n}" for n in range(50)))) == MOST_WORDS
    assert asked_words("а" * 5000) == [stem("а" * 32)]
    assert asked_words("Дроби дробями ДРОБЕЙ") == ["дроб"]


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ({}, Asked()),
        ({"year": "abc", "page": "-1", "kind": "нет", "q": "  "}, Asked()),
        ({"year": "2025", "page": "3"}, Asked(year=2025, page=3)),
        ({"year": "1", "page": "9" * 50}, Asked()),
        ({"year": "²", "page": "１"}, Asked()),
        ({"q": "дроби\x00 и\nцель", "kind": "talk"}, Asked(words="дроби и цель", kind="talk")),
        ({"subject": "  Математика "}, Asked(subject="Математика")),
    ],
)
def test_what_makes_no_sense_was_not_asked(given, asked):
    assert Asked.of(given) == asked


def test_other_pages_keep_what_was_asked():
    asked = Asked(words="дроби & цель", subject="Физика", year=2025, kind="talk", page=2)
    query = asked.query(3)
    assert query.startswith("?q=") and "%26" in query and query.endswith("page=3")
    assert "page" not in asked.query(1)
    assert Asked().query(1) == ""


@pytest.mark.parametrize(
    ("subject", "kind", "card", "above_title"),
    [
        ("Математика", StoryKind.FIRST_YEAR, "Математика", "Математика, первый год в школе"),
        ("Математика", StoryKind.OPEN_LESSON, "Открытый урок", "Математика, открытый урок"),
        ("", StoryKind.FIRST_YEAR, "Первый год в школе", "Первый год в школе"),
        ("Физика", StoryKind.OTHER, "Физика", "Физика"),
        ("", StoryKind.OTHER, "", ""),
        ("", "unheard-of", "", ""),
    ],
)
def test_what_a_story_is_about(subject, kind, card, above_title):
    assert (about(subject, kind), eyebrow(subject, kind)) == (card, above_title)


Row = namedtuple("Row", ["part", "shown_name", "shown_position"])


def test_only_who_is_named_is_named():
    found = people_of(
        [
            Row("hero", "Анна Лебедева", "учитель"),
            Row("hero", "", "учитель физики"),
            Row("mentor", "", ""),
            Row("other", "Пётр Иванов", ""),
        ]
    )
    assert [who.words for who in found["heroes"]] == ["Анна Лебедева, учитель", "учитель физики"]
    assert found["mentors"] == []
    assert [who.name for who in found["named"]] == ["Анна Лебедева", "Пётр Иванов"]


Story = namedtuple("Story", ["pk", "told_on", "subject", "kind"])


def _story(pk, day, subject="Физика"):
    return Story(pk, dt.date(2026, 1, day), subject, "talk")


def test_neighbours_stand_next_to_the_story_and_not_twice():
    own = _story(5, 10)
    found = [_story(9, 20), _story(8, 15), _story(6, 10), _story(4, 10), _story(1, 1)]
    around = sorted_out(own, found)
    assert (around.later.pk, around.earlier.pk) == (6, 4)
    assert [one.pk for one in around.alike] == [9, 8, 1]


def test_alike_is_what_has_the_same_subject():
    around = sorted_out(_story(5, 10), [_story(9, 20, "История"), _story(8, 19), _story(7, 18)])
    assert around.earlier is None
    assert around.later.pk == 7
    assert [one.pk for one in around.alike] == [8]
