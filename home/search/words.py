"""Words as the search compares them: small letters, «е» for «ё», endings cut off. Pure.

Endings are cut off in a query alone: the beginning that is left finds every form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from iom_wagtail.stories.searching import folded, stem

#: Longer "words" are no words; the longest query that is read, and how many of its words.
LONGEST_WORD, LONGEST_QUERY, MOST_WORDS = 64, 200, 8

_WORD = re.compile(r"[^\W_]+")


def words_of(text: str) -> list[str]:
    """Return the words of a text in their order."""
    return [word[:LONGEST_WORD] for word in _WORD.findall(folded(text))]


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
