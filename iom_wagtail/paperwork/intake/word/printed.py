"""What papers write together in one cell or line, taken apart again. Pure.

Our own forms print more than the regulation's columns hold: an item's number, its expected result
and its difficulties stand in the cell of the content. Schools write the same by hand.
"""

from __future__ import annotations

import re
from functools import cache

from django.db.models import Choices
from django.utils.translation import override

from iom_wagtail.paperwork.intake.word.vocabulary import plain
from iom_wagtail.routes.choices import HelpKind, Place

_NUMBER = re.compile(r"\s*(\d{1,3})[.)](?:\s+|$)")
_RESULT = re.compile(r"(?:^|\n)\s*(?:ожидаемый|планируемый) результат\s*[:–—]\s*")
_ANSWERS = re.compile(
    r"(?:^|\n)\s*затруднени[яе]\s*:\s*(?P<numbers>\d{1,3}(?:\s*[,–—-]\s*\d{1,3})*)\.?\s*$"
)
_BRACKETS = re.compile(r"\s*\((?P<words>[^()]*)\)\s*$")
#: What stands between a day, or an answer, and the words after it.
_BETWEEN = " \t\n,;:–—-"


@cache
def labels(choices: type[Choices]) -> dict[str, str]:
    """Return the values of a closed list by their Russian labels, ready for comparing."""
    with override("ru"):
        return {plain(str(each.label)): each.value for each in choices}


def number_of(text: str) -> int | None:
    """Return the number that a line begins with: «3. Урок», «3) Урок»."""
    found = _NUMBER.match(text)
    return int(found[1]) if found else None


def without_number(text: str) -> str:
    """Return a text without the number it begins with."""
    found = _NUMBER.match(text)
    return text[found.end() :] if found else text


def item_of(text: str) -> tuple[str, str, list[int]]:
    """Return content, expected result and numbers of difficulties from the cell of an item."""
    numbers: list[int] = []
    if found := _ANSWERS.search(plain(text)):
        numbers, text = numbers_of(found["numbers"]), text[: found.start()]
    results = list(_RESULT.finditer(plain(text)))
    if not results:
        return text, "", numbers
    last = results[-1]
    return text[: last.start()].rstrip(), text[last.end() :], numbers


def numbers_of(text: str) -> list[int]:
    """Return 1, 2, 3, 6 for «1–3, 6»; raises ``ValueError`` for anything else."""
    found: list[int] = []
    for part in re.split(r"[,;]", text):
        if not part.strip():
            continue
        first, *last = (int(end) for end in re.split(r"\s*[–—-]\s*", part.strip()))
        if len(last) > 1 or not 0 < first <= (last or [first])[0] < 1_000:
            raise ValueError(part)
        found += range(first, (last or [first])[0] + 1)
    return list(dict.fromkeys(found))


def task_of(text: str) -> tuple[str, list[str]]:
    """Return a task and the kinds of help that stand in brackets behind it."""
    found = _BRACKETS.search(text)
    words = [plain(word).strip() for word in found["words"].split(",")] if found else []
    kinds = [labels(HelpKind).get(word, "") for word in words]
    return (text[: found.start()], kinds) if kinds and all(kinds) else (text, [])


def place_of(text: str) -> tuple[str, str] | None:
    """Return the place and its note from «в рамках школы, с выходом на район»."""
    for label, value in labels(Place).items():
        if plain(text).startswith(label):
            rest = text[len(label) :].strip()
            # «в рамках школы № 3» is one thing; behind a comma another begins.
            return value, text if rest[:1].strip(_BETWEEN) else rest.lstrip(_BETWEEN)
    return None


def without_day(text: str, spelled: str) -> str:
    """Return a text without the day it begins with; brackets around all the rest go, too."""
    day = r"\s+".join(map(re.escape, spelled.split()))
    found = re.match(rf"[\W_]*{day}»?(?:\s*г(?:\.|ода)?(?![а-я]))?", text)
    if found is None:
        return text
    rest = text[found.end() :].lstrip(_BETWEEN).rstrip()
    return rest[1:-1] if re.fullmatch(r"\([^()]*\)", rest) else rest


def after_answer(text: str, answer: re.Pattern[str]) -> str:
    """Return what a text says beyond the answer it begins with."""
    found = answer.match(plain(text))
    return text[found.end() :].lstrip(_BETWEEN) if found else text
