"""The draft of a route from a mended preview: one act, all or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.db import transaction

from iom_wagtail.paperwork.intake.word.people import Person, find_all
from iom_wagtail.routes.actions import assign
from iom_wagtail.routes.choices import Role
from iom_wagtail.routes.exceptions import WrongAssignment
from iom_wagtail.routes.opening import Opening, open_route

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

    from iom_wagtail.routes.models import RoutePage
    from iom_wagtail.school.models import School, StaffMember


class ParticipantRefused(Exception):
    """Somebody can't take part; ``index`` is the place in the list, ``error`` says why."""

    def __init__(self, index: int, error: WrongAssignment) -> None:
        super().__init__(str(error))
        self.index = index
        self.error = error


@dataclass(frozen=True, slots=True)
class Contents:
    """What the draft holds: the page's fields, the rows of its tables, who takes part.

    Difficulties have a ``number``, by which items name those they answer.
    """

    values: dict[str, Any] = field(default_factory=dict)
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    participants: Sequence[tuple[StaffMember, str]] = ()


@transaction.atomic
def create_draft(
    school: School, user: AbstractBaseUser, opening: Opening, contents: Contents
) -> RoutePage:
    """Open a route whose first draft holds the contents; return it.

    Raises as ``open_route`` does, and ``ParticipantRefused`` for somebody who can't take part.
    Nothing stays of a refused one.
    """
    route = open_route(school, user, opening, fill=partial(_fill, contents=contents))
    for index, (person, duty) in enumerate(contents.participants):
        try:
            assign(
                route,
                user,
                staff=person,
                role=Role.PARTICIPANT,
                since=opening.decision_date,
                basis=opening.decision_basis,
                duty=duty,
            )
        except WrongAssignment as error:
            raise ParticipantRefused(index, error) from error
    return route


def _fill(route: RoutePage, contents: Contents) -> None:
    """Write the contents; what the file doesn't tell stays as the staff record has it."""
    for name, value in contents.values.items():
        if value not in (None, ""):
            setattr(route, name, value)
    for relation, rows in _linked(contents.rows).items():
        manager = getattr(route, relation)
        manager.add(*(manager.model(sort_order=n, **row) for n, row in enumerate(rows)))


def _linked(rows: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """Return the rows with a uuid for each difficulty, and the items that answer it naming that.

    Before, items name difficulties by their ``number``; one left out is named by nobody.
    """
    keys: dict[int, str] = {}
    difficulties = []
    for row in rows.get("difficulties", []):
        key = uuid4()
        keys[row["number"]] = str(key)
        difficulties.append({**_without(row, "number"), "uuid": key})
    items = [
        {
            **_without(row, "answers"),
            "difficulties": [keys[number] for number in row["answers"] if number in keys],
        }
        for row in rows.get("programme_items", [])
    ]
    return {**rows, "difficulties": difficulties, "programme_items": items}


def _without(row: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key != name}


def staff_of(school: School) -> list[Person]:
    """Return whom a paper may name: everybody who works at the school or helps it."""
    fields = ("pk", "surname", "given_name", "patronymic", "position")
    return [Person(*row) for row in school.staff.active().values_list(*fields)]


def by_key(text: str, staff: Sequence[Person]) -> tuple[list[int], str]:
    """Return the keys of the people a text names, and the words for everybody else."""
    keys: list[int] = []
    others: list[str] = []
    positions = {person.key: person.position for person in staff}
    for part in text.split(";"):
        found = find_all(part, staff)
        if not any(named.key for named in found):
            others.append(part.strip())  # nobody of the school: in the paper's own words
            continue
        for named in found:
            if named.key is None:
                others.append(", ".join(filter(None, (named.written, named.beside))))
                continue
            if named.key not in keys:
                keys.append(named.key)
            if named.beside and named.beside != positions[named.key]:
                others.append(f"{named.written}, {named.beside}")
    said = "; ".join(filter(None, others))
    # Never longer than what was written: it has the same room.
    return keys, said if len(said) <= len(text) else text
