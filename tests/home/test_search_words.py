"""Words as the search compares them."""

from __future__ import annotations

import pytest

from home.search.words import LONGEST_WORD, MOST_WORDS, bag, rank, stems_of, words_of
from iom_wagtail.stories.searching import stem


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Пятый «А»: всё ещё ДРОБИ!", ["пятый", "а", "все", "еще", "дроби"]),
        ("Ӏалаш\u00a0дар", ["ӏалаш", "дар"]),
        ("open_lesson-2026", ["open", "lesson", "2026"]),
        ("", []),
    ],
)
def test_words_are_small_and_without_yo(text, words):
    assert words_of(text) == words


@pytest.mark.parametrize(
    "forms",
    [
        ("дробь", "дроби", "дробью", "дробей", "дробями", "дробях"),
        ("учитель", "учителя", "учителем", "учителей", "учителями"),
        ("Лебедева", "Лебедевой", "Лебедеву"),
        ("молодой", "молодого", "молодыми", "молодая"),
        ("открытый", "открытом", "открытые"),
        ("lesson", "lessons"),
    ],
)
def test_every_form_asks_for_the_same_beginning(forms):
    stems = {stems_of(form)[0] for form in forms}
    for form in forms:
        assert all(words_of(form)[0].startswith(one) for one in stems), (form, stems)


@pytest.mark.parametrize("word", ["дом", "год", "ёж", "я", "ий", "ями"])
def test_a_short_word_keeps_a_beginning_that_means_something(word):
    assert len(stem(word)) >= min(3, len(word))


def test_a_query_is_read_only_so_far():
    assert stems_of("и " * 500 + "дроби")[0] == "и"
    assert stems_of("") == stems_of("  !?«»—  ") == []
    assert len(stems_of(" ".join(f"слово{number}" for number in range(50)))) == MOST_WORDS
    assert all(len(one) <= LONGEST_WORD for one in stems_of("щ" * 1000))


def test_words_of_one_letter_are_left_out_beside_longer_ones():
    assert stems_of("урок в 5 а") == ["урок"]
    assert stems_of("5 а") == ["5", "а"]


def test_a_bag_holds_each_word_once():
    assert bag(["Урок, урок!", "и ещё урок"]) == "еще и урок"


def test_a_title_ranks_by_the_words_it_holds():
    stems = stems_of("дроби урок")
    assert [rank(title, stems) for title in ("Уроки", "Дроби на уроке", "Стихи")] == [1, 2, 0]
