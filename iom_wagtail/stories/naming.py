"""Finding a person's name in a text, whatever its case, spelling or alphabet. Pure.

Where somebody did not allow the name, the page must not hold it anywhere: not as «об уроке
Орловой», not as ``urok-orlovoy`` in an address. Rather a word too many is found than one too few:
a person reads what was found and decides.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

#: All that Russian puts behind the stem of a name; the longest first.
_ENDINGS = sorted(
    {
        *("а", "я", "о", "е", "и", "ы", "у", "ю", "й", "ь", "ой", "ей", "ою", "ею", "ом", "ем"),
        *("ым", "им", "ам", "ям", "ах", "ях", "ых", "их", "ами", "ями", "ыми", "ими", "ью"),
        *("ого", "его", "ому", "ему", "ая", "яя", "ую", "юю", "ое", "ее", "ые", "ие", "ый", "ий"),
        *("ов", "ев"),
    },
    key=lambda ending: (-len(ending), ending),
)
_ADJECTIVES = ("ый", "ий", "ой", "ая", "яя", "ое", "ее")
#: A vowel that goes when the word is declined: «Орёл» → «Орла», «Заяц» → «Зайца».
_FLEETING = re.compile(r"^(.+)(?:[ое](?=[бвгджзклмнпрстфхцчшщ]ь?$)|я(?=ц$))(.)ь?$")
_VOWELS = "аеиоуыэюя"

#: How Latin letters write a Russian one: passports, addresses, people's own habits.
_LATIN = {
    **dict(zip("абдлмнопртз", "abdlmnoprtz", strict=True)),
    "в": "(?:v|w)",
    "г": "(?:g|h)",
    "е": "(?:ye|je|yo|jo|io|e)",
    "ж": "(?:zh|j|z)",
    "и": "(?:i|y)",
    "й": "(?:y|i|j)?",
    "к": "(?:k|c)",
    "с": "ss?",
    "у": "(?:ou|u)",
    "ф": "(?:f|ph)",
    "х": "(?:kh|h|x)",
    "ц": "(?:ts|tz|c)",
    "ч": "(?:tch|ch|c)",
    "ш": "(?:sch|sh)",
    "щ": "(?:shch|sch|shh|sh)",
    "ъ": "'?",
    "ы": "(?:y|i)",
    "ь": "'?",
    "э": "(?:eh|e)",
    "ю": "(?:yu|iu|ju|u)",
    "я": "(?:ya|ia|ja|a)",
    "ӏ": "['i1]?",
}
#: Letters alone, so that digits, hyphens and underscores of addresses divide words.
_BEFORE, _AFTER = r"(?<![^\W\d_])", r"(?![^\W\d_])"
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_ALIKE = str.maketrans("ёЁӏ’ʼ`´", "еЕӀ''''")
#: The palochka is typed as whatever looks like it.
_PALOCHKA = re.compile(r"(?<=[а-яА-ЯӀ])[1IiLl|](?![a-zA-Z\d])|(?<![a-zA-Z\d])[1IiLl|](?=[а-яА-ЯӀ])")


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name; all but the surname may be absent."""

    surname: str
    given_name: str = ""
    patronymic: str = ""


def plain(text: str) -> str:
    """Return a text with the letters that people interchange made one: ё and е, forms of Ӏ."""
    text = _UNSEEN.sub("", unicodedata.normalize("NFC", text)).translate(_ALIKE)
    return _PALOCHKA.sub("Ӏ", text)


def found_in(text: str, name: Name, *, address: bool = False, others: Iterable[Name] = ()) -> str:
    """Return how a name stands in a text, "" if it doesn't.

    The surname counts, and given name and patronymic together. In a text names begin with a
    capital letter, unless it has none at all; in an ``address`` they need not. What may as well
    be one of ``others``, who may be named, doesn't count.
    """
    words = plain(text)
    address = address or text == text.lower()
    others = list(others)
    for part in (_surname, _given):
        pattern = part(name)
        allowed = [known for other in others if (known := part(other)) is not None]
        for match in pattern.finditer(words) if pattern is not None else ():
            one = match.group()
            written = address or one[0].isupper()
            if written and not any(known.fullmatch(one) for known in allowed):
                return one
    return ""


@lru_cache(maxsize=512)
def _surname(name: Name) -> re.Pattern[str] | None:
    """Return what finds a surname; of a double one each half counts."""
    parts = [part for part in re.split(r"[\s-]+", plain(name.surname)) if len(part) > 1]
    return _compiled("|".join(_forms(part) for part in parts)) if parts else None


@lru_cache(maxsize=512)
def _given(name: Name) -> re.Pattern[str] | None:
    """Return what finds given name and patronymic, whichever stands first."""
    if not name.given_name or not name.patronymic:
        return None
    first = _forms(plain(name.given_name))
    second = _forms(plain(name.patronymic).split()[0])
    return _compiled(rf"(?:{first})[\s_.-]+(?:{second})|(?:{second})[\s_.-]+(?:{first})")


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(f"{_BEFORE}(?:{pattern}){_AFTER}", re.IGNORECASE)


def _forms(word: str) -> str:
    """Return the pattern of a word in all its cases, in both alphabets."""
    word = word.lower()
    found: list[str] = []
    for stem, endings in _stems(word):
        tail = "|".join(endings)
        found.append(re.escape(stem) + (f"(?:{tail})" if "" not in endings else f"(?:{tail})?"))
        latin_tail = "|".join([*(_latin(ending) for ending in endings if ending), "'s"])
        latin = _latin(stem)
        found.append(latin + (f"(?:{latin_tail})" if "" not in endings else f"(?:{latin_tail})?"))
    return "|".join(found)


def _stems(word: str) -> list[tuple[str, list[str]]]:
    """Return the stems of a word, each with what may stand behind it."""
    if not re.search("[а-я]", word):
        return [(word, [""])]
    stem = word[:-1] if word[-1] in _VOWELS + "йь" else word
    if len(stem) < 2:
        return [(word, [""])]
    stems = [(stem, ["", *_ENDINGS])]
    if word.endswith(_ADJECTIVES) and len(word) > 4:
        stems.append((word[:-2], _ENDINGS))
    if fleeting := _FLEETING.match(word):
        head, last = fleeting.groups()
        soft = "й" if head[-1] in _VOWELS else "ь"
        stems += [(head + last, _ENDINGS), (head + soft + last, _ENDINGS)]
    return stems


def _latin(word: str) -> str:
    return "".join(_LATIN.get(letter, re.escape(letter)) for letter in word)
