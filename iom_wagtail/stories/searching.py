"""Finding stories by words: an index of words of our own, bounded on every database. Pure.

Stock database search costs a minute at 10 000 stories (SQLite), and «contains» reads every text.
A word of the index is found by how it begins, so each word asked for is one range of an index.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.db.models import Q

#: No word is kept or asked for beyond this length; no more words are asked for at once.
LONGEST_WORD = 32
MOST_WORDS = 8
#: How much of a question is read.
LONGEST_QUESTION = 200

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
#: What inflection puts at the end of a word, the longest first: «дробями» and «дроби» are asked
#: for as «дроб», “lessons” as “lesson”.
_RUSSIAN = (
    *("иями",),
    *("ями", "ами", "ыми", "ими", "его", "ого", "ему", "ому", "иях", "иям", "ией"),
    *("ях", "ах", "ов", "ев", "ей", "ой", "ий", "ый", "ая", "яя", "ое", "ее", "ые", "ие"),
    *("ом", "ем", "ам", "ям", "ую", "юю", "ию", "ия", "ии", "ью"),
    *("а", "е", "и", "о", "у", "ы", "ь", "ю", "я", "й"),
)
_ENGLISH = ("ies", "es", "s", "y")
#: A word of one alphabet, and its endings; numbers and mixed words have none.
_ENDINGS = ((re.compile("[а-яӏ'’-]+"), _RUSSIAN), (re.compile("[a-z'’-]+"), _ENGLISH))
#: What is left of a word must still say something.
_SHORTEST_STEM = 3


def folded(text: str) -> str:
    """Return a text in small letters, «ё» written as «е»."""
    return text.lower().replace("ё", "е")


def words_of(text: str) -> list[str]:
    """Return the words of a text as the index keeps them, in order; parts of double ones too."""
    found: list[str] = []
    for word in _WORD.findall(folded(text)):
        found.append(word[:LONGEST_WORD])
        parts = re.split(r"[-'’]", word)
        if len(parts) > 1:
            found += [part[:LONGEST_WORD] for part in parts if part]
    return found


def stem(word: str) -> str:
    """Return the beginning of a small-lettered word that its other forms share."""
    for alphabet, endings in _ENDINGS:
        if alphabet.fullmatch(word):
            for ending in endings:
                if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
                    return word[: -len(ending)]
    return word


def asked_words(question: str) -> list[str]:
    """Return the beginnings that a question asks for, each once."""
    words = _WORD.findall(folded(question[:LONGEST_QUESTION]))
    return list(dict.fromkeys(stem(word[:LONGEST_WORD]) for word in words))[:MOST_WORDS]


def begins(field: str, beginning: str, vendor: str) -> Q:
    """Return the condition that a column begins with something, as a range of its index.

    SQLite doesn't use an index for LIKE, PostgreSQL (with ``varchar_pattern_ops``) does; a range
    would depend on its collation.
    """
    if vendor == "postgresql":
        return Q(**{f"{field}__startswith": beginning})
    return Q(**{f"{field}__gte": beginning, f"{field}__lt": f"{beginning}\U0010ffff"})


def distinct(words: Iterable[str]) -> list[str]:
    """Return each word once, in order."""
    return list(dict.fromkeys(words))
