"""What may be shown of whom. Pure (152-ФЗ, art. 10.1; clause 2.2)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from iom_wagtail.stories.choices import ConsentField
from iom_wagtail.stories.naming import Name, found_in


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page shows of one person.

    ``person`` is the key of a member of staff, ``consent`` that of somebody else's own document,
    the first one if there are several; exactly one of them is set. ``name`` is for the office
    alone; ``parts`` are what no text may hold when the name is not shown.
    """

    person: int | None
    consent: int | None
    name: str
    fields: frozenset[ConsentField]
    parts: Name = field(default=Name(""))

    @property
    def key(self) -> str:
        """A word for the person, for forms: «p5» or «c7»; "" for nobody yet."""
        if self.person is not None:
            return f"p{self.person}"
        return f"c{self.consent}" if self.consent is not None else ""


@dataclass(frozen=True, slots=True)
class Given:
    """One consent that somebody signed: its fields, and the days on which it holds.

    ``consent`` is the key by which pages know somebody else: that of the first document;
    ``document`` is this one's.
    """

    consent: int
    person: int | None
    fields: frozenset[str]
    since: dt.date
    until: dt.date | None
    withdrawn: bool = False
    document: int = 0

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


@dataclass(frozen=True, slots=True)
class Text:
    """Words of a page: the field they are in, and where that is for whoever looks for them.

    An ``address`` is a part of a web address, in which names have no capital letters.
    """

    field: str
    where: str
    words: str
    address: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """A place in which a page tells the name of somebody whose name it may not tell."""

    shown: Shown
    field: str
    where: str
    words: str


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


def allowed(shown: Shown, given: Iterable[Given], day: dt.date) -> frozenset[str]:
    """Return everything that a person's consents of a day allow together."""
    return frozenset(field for one in consents_of(shown, given, day) for field in one.fields)


def missing(people: Iterable[Shown], given: Sequence[Given], day: dt.date) -> list[Missing]:
    """Return every field shown without consent, in the order of the people and of the form."""
    found = []
    for shown in people:
        may = allowed(shown, given, day)
        found += [
            Missing(shown, field)
            for field in ConsentField
            if field in shown.fields and field not in may
        ]
    return found


def named(people: Sequence[Shown], texts: Iterable[Text]) -> list[Named]:
    """Return every place that tells the name of somebody who is shown without one.

    A name that somebody else on the page bears too, and is shown by, doesn't count. Of whom is
    shown by name without consent, ``missing`` tells.
    """
    hidden = [one for one in people if ConsentField.FULL_NAME not in one.fields]
    hidden = [one for one in hidden if one.parts.surname]
    others = [one.parts for one in people if ConsentField.FULL_NAME in one.fields]
    return [
        Named(one, text.field, text.where, words)
        for text in (texts if hidden else ())
        for one in hidden
        if (words := found_in(text.words, one.parts, address=text.address, others=others))
    ]


def shown_until(people: Iterable[Shown], given: Sequence[Given], day: dt.date) -> dt.date | None:
    """Return the last day on which all that is shown is allowed; None for "no end is known".

    Of several consents to the same field the one that ends last counts. Ask ``missing`` first:
    for what is not allowed on ``day`` itself nothing is said here.
    """
    ends = []
    for shown in people:
        for told in shown.fields:
            terms = [one.until for one in consents_of(shown, given, day) if told in one.fields]
            if terms and None not in terms:
                ends.append(max(terms))
    return min(ends, default=None)
