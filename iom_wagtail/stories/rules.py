"""What may be shown of whom. Pure (152-ФЗ, art. 10.1; clause 2.2)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from iom_wagtail.stories.choices import ConsentField


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page shows of one person.

    ``person`` is the key of a member of staff, ``consent`` that of somebody else's own document;
    exactly one of them is set. ``name`` is for the office alone.
    """

    person: int | None
    consent: int | None
    name: str
    fields: frozenset[ConsentField]


@dataclass(frozen=True, slots=True)
class Given:
    """One consent that somebody signed: its fields, and the days on which it holds."""

    consent: int
    person: int | None
    fields: frozenset[str]
    since: dt.date
    until: dt.date | None
    withdrawn: bool = False

    def holds_on(self, day: dt.date) -> bool:
        """Return whether it holds on a day; the last one is included."""
        if self.withdrawn or self.since > day:
            return False
        return self.until is None or self.until >= day


@dataclass(frozen=True, slots=True)
class Missing:
    """A field that is shown of a person who did not allow it."""

    shown: Shown
    field: ConsentField


def consents_of(shown: Shown, given: Iterable[Given], day: dt.date) -> list[Given]:
    """Return the consents of one person that hold on a day."""
    return [
        one
        for one in given
        if one.holds_on(day)
        and (
            one.person == shown.person if shown.person is not None else one.consent == shown.consent
        )
    ]


def missing(people: Iterable[Shown], given: Sequence[Given], day: dt.date) -> list[Missing]:
    """Return every field shown without consent, in the order of the people and of the form."""
    found = []
    for shown in people:
        allowed = {f for one in consents_of(shown, given, day) for f in one.fields}
        found += [
            Missing(shown, field)
            for field in ConsentField
            if field in shown.fields and field not in allowed
        ]
    return found


def shown_until(people: Iterable[Shown], given: Sequence[Given], day: dt.date) -> dt.date | None:
    """Return the last day on which all that is shown is allowed; None for "no end is known".

    Of several consents to the same field the one that ends last counts. Ask ``missing`` first:
    for what is not allowed on ``day`` itself nothing is said here.
    """
    ends = []
    for shown in people:
        for field in shown.fields:
            terms = [one.until for one in consents_of(shown, given, day) if field in one.fields]
            if terms and None not in terms:
                ends.append(max(terms))
    return min(ends, default=None)
