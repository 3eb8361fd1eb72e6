"""Names as people write them into one field or a list: split, calmed, checked. Pure functions."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

PARTS = ("surname", "given_name", "patronymic")

_WORD = r"[^\W\d_]+(?:[-’'`ʼ][^\W\d_]+)*"
NAME = re.compile(rf"{_WORD}(?: {_WORD})*")
_INITIAL = re.compile(r"\b[^\W\d_]\.")
_LETTERS = re.compile(r"[^\W\d_]+")

#: The second word of a patronymic: «Гусейн оглы», «Гасан кызы».
_SUFFIXES = frozenset({"оглы", "оглу", "кызы", "гызы", "угли", "уулу", "улы"})

#: What begins a post and, written small, no surname: «учитель истории».
_POSTS = frozenset(
    {
        "библиотекарь", "воспитатель", "директор", "завуч", "заместитель", "инженер", "логопед",
        "методист", "педагог", "педагог-психолог", "преподаватель", "психолог", "секретарь",
        "социальный", "старший", "тьютор", "учитель",
    }
)  # fmt: skip


def split(fio: str) -> dict[str, str]:
    """Split «Мамедов Али Гусейн оглы»: what follows the second word is the patronymic."""
    parts = [*" ".join(fio.split()).split(" ", 2), "", "", ""][:3]
    return dict(zip(PARTS, parts, strict=True))


def calm(surname: str, given_name: str = "", patronymic: str = "") -> dict[str, str]:
    """Return «ЛЕБЕДЕВА АННА» as «Лебедева Анна»; a name in any other case is kept as it is."""
    parts = dict(zip(PARTS, (surname, given_name, patronymic), strict=True))
    written = [part for part in parts.values() if part]
    if len(written) > 1 and all(part.isupper() for part in written):
        return {
            name: _LETTERS.sub(lambda word: _capital(word[0]), part) for name, part in parts.items()
        }
    return parts


def _capital(word: str) -> str:
    return word.lower() if word.lower() in _SUFFIXES else word.capitalize()


def complaint(surname: str, given_name: str = "", patronymic: str = "") -> str:
    """Return what is wrong with a name, or ""."""
    if not surname:
        return _("There is no surname.")
    written = [part for part in (surname, given_name, patronymic) if part]
    if any(_INITIAL.search(part) for part in written):
        return _("Write the given name and the patronymic in full, without initials.")
    if not all(NAME.fullmatch(part) for part in written):
        return _("A name has letters and hyphens only.")
    if stray := _stray(surname, given_name, patronymic):
        text = _("«%(text)s» does not look like a name. Write the position in a cell of its own.")
        return text % {"text": stray[:80]}
    return ""


def _stray(surname: str, given_name: str, patronymic: str) -> str:
    """Return what stands in place of a name: «учитель», «Игоревна учитель математики»."""
    words = patronymic.split()
    if len(words) > 1 and words[-1].lower() not in _SUFFIXES:
        return patronymic
    if not surname[0].isupper():
        return f"{surname} {given_name}".strip() if surname in _POSTS else ""
    return next((part for part in (given_name, patronymic) if part and not _capitalised(part)), "")


def _capitalised(part: str) -> bool:
    # The palochka is often typed small where it stands for a capital.
    return part[0].isupper() or part[0] == "ӏ"
