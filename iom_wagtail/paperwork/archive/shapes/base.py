"""How columns become fields: choices with their Russian words, people with their posts, rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Annotated, Any, TypeVar
from uuid import UUID

from django.db import models
from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationInfo

from iom_wagtail.school.models import StaffMember


class Shape(BaseModel):
    """A part of the archive; made from a row by its attributes, or read from JSON."""

    model_config = ConfigDict(extra="forbid", from_attributes=True, frozen=True)


@dataclass
class Gathering:
    """What is known while rows are taken in: the staff by key, and whom they have named so far."""

    staff: dict[int, StaffMember] = field(default_factory=dict)
    met: dict[int, StaffMember] = field(default_factory=dict)

    def meet(self, person: StaffMember) -> StaffMember:
        """Remember that a person is named in the archive."""
        self.met[person.pk] = person
        return person


# --- people -----------------------------------------------------------------------------


class PersonNamed(Shape):
    """A person where one is named; more of them stands in ``people`` under the same ``id``."""

    id: int
    full_name: str
    position: str


class AccountNamed(Shape):
    """The account of whoever did something in the office: name of the person, or the login."""

    id: int
    name: str


def _met(value: Any, info: ValidationInfo) -> Any:
    return info.context.meet(value) if isinstance(value, StaffMember) else value


def _by_key(values: Any, info: ValidationInfo) -> Any:
    """Name the people whose keys a column holds; a key that nobody has any more stays."""
    return [_found(value, info.context) if isinstance(value, int) else value for value in values]


def _found(key: int, gathering: Gathering) -> Any:
    person = gathering.staff.get(key)
    return gathering.meet(person) if person else {"id": key, "full_name": "", "position": ""}


def _account(value: Any) -> Any:
    if not isinstance(value, models.Model):
        return value
    person = getattr(value, "staff_member", None)
    return {"id": value.pk, "name": str(person or value.get_full_name() or value.get_username())}


Person = Annotated[PersonNamed, BeforeValidator(_met)]
PeopleByKey = Annotated[list[PersonNamed], BeforeValidator(_by_key)]
Account = Annotated[AccountNamed, BeforeValidator(_account)]


# --- rows -------------------------------------------------------------------------------

T = TypeVar("T")


def _all(value: Any) -> Any:
    return list(value.all()) if hasattr(value, "all") else value


def _uuid(value: Any) -> Any:
    return getattr(value, "uuid", value)


#: Rows of a table that belongs to the row above, in their order.
Rows = Annotated[list[T], BeforeValidator(_all)]
#: Another row of the archive, by its ``uuid``.
RowRef = Annotated[UUID, BeforeValidator(_uuid)]


# --- choices ----------------------------------------------------------------------------


class Chosen(Shape):
    """A chosen value and its Russian words."""

    value: str | int
    label: str


def _choice(choices: type[models.Choices]) -> Callable[[Any], Any]:
    def words(value: Any) -> Any:
        if value is None or value == "":
            return None
        if not isinstance(value, str | int):
            return value
        known = value in choices.values
        return {"value": value, "label": str(choices(value).label) if known else str(value)}

    return words


def one_of(choices: type[models.Choices]) -> Any:
    """Return the type of a column with one value of a closed list."""
    return Annotated[Chosen, BeforeValidator(_choice(choices))]


def perhaps(choices: type[models.Choices]) -> Any:
    """Return the type of a column with one value of a closed list, or nothing yet."""
    return Annotated[Chosen | None, BeforeValidator(_choice(choices))]


def several(choices: type[models.Choices]) -> Any:
    """Return the type of a column with several values of a closed list, in their stored order."""
    words = _choice(choices)
    return Annotated[list[Chosen], BeforeValidator(lambda values: [words(v) for v in values])]
