"""Words as the search compares them: small letters, «е» for «ё», endings cut off. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

#: Longer "words" are no words; the longest query that is read, and how many of its words.
LONGEST_WORD, LONGEST_QUERY, MOST_WORDS = 64, 200, 8

_WORD = re.compile(r"[^\W_]+")
#: What inflection puts at the end of a Russian word, the longest first. Cut off in a query alone:
#: the beginning that is left finds every form, so that «дробями» finds «дроби».
_ENDINGS = tuple(
    ending
    for endings in (
        ("иями",),
        ("ями", "ами", "ого", "его", "ому", "ему", "ыми", "ими", "иях", "иям", "ией", "ies"),
        ("ов", "ев", "ей", "ой", "ий", "ый", "ая", "яя", "ое", "ее", "ые", "ие", "ую", "юю"),
        ("ом", "ем", "ам", "ям", "ах", "ях", "ию", "ия", "ью", "es"),
        ("а", "я", "о", "е", "и", "ы", "у", "ю", "ь", "й", "s", "y"),
    )
    for ending in endings
)
#: So much of a word stays at least.
_SHORTEST_STEM = 3


def words_of(text: str) -> list[str]:
    """Return the words of a text in their order."""
    small = text.lower().replace("ё", "е")
    return [word[:LONGEST_WORD] for word in _WORD.findall(small)]


def stem(word: str) -> str:
    """Return the beginning of a word that its other forms share."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word


def stems_of(query: str) -> list[str]:
    """Return what a page must hold words beginning with; [] when nothing can be asked for.

    Words of one letter are left out beside longer ones.
    """
    words = words_of(query[:LONGEST_QUERY])
    longer = [word for word in words if len(word) > 1] or words
    return list(dict.fromkeys(stem(word) for word in longer))[:MOST_WORDS]


def bag(texts: Iterable[str]) -> str:
    """Return all words of some texts, each once."""
    return " ".join(sorted({word for text in texts for word in words_of(text)}))


def rank(title: str, stems: Iterable[str]) -> int:
    """Return how many of the words asked for stand in a title."""
    words = words_of(title)
    return sum(any(word.startswith(stem) for word in words) for stem in stems)
