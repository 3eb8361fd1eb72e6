"""Finding people of the staff by what somebody types."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from iom_wagtail.school.models import StaffQuerySet

_FIELDS = ("surname", "given_name", "patronymic", "position", "subject")


def folded(text: str) -> str:
    """Return a text as search compares it: without case, ё as е."""
    return text.casefold().replace("ё", "е")


def matching(people: StaffQuerySet, words: str) -> StaffQuerySet:
    """Return the people in whose names, position or subject every typed word begins a word.

    Compared here and not in the database, because SQLite folds the case of Latin letters only;
    a school has hundreds of people, not thousands. One query.
    """
    wanted = folded(words).split()
    if not wanted:
        return people
    found = []
    for key, *values in people.order_by().values_list("pk", *_FIELDS):
        parts = folded(" ".join(values)).replace("-", " ").split()
        if all(any(part.startswith(word) for part in parts) for word in wanted):
            found.append(key)
    return people.filter(pk__in=found)
