"""A second answer to "who sees which route", written without the code it is compared with.

Plain Python over plain values: the machine of ``test_oracle_stateful.py`` writes down what has
happened, and this says what follows from the table of ``docs/access.md``.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field


@dataclass
class Person:
    """Somebody on a school's staff."""

    school: int
    works: bool = True
    account_open: bool = True


@dataclass
class Part:
    """Somebody's part in a route; ``until`` is the first day outside."""

    route: int
    person: int
    role: str
    until: dt.date | None = None


@dataclass
class Stead:
    """Somebody signs for a school's director on these days, both included."""

    school: int
    person: int
    since: dt.date
    until: dt.date


@dataclass
class Model:
    """What has happened so far, in two schools."""

    today: dt.date
    people: dict[int, Person] = field(default_factory=dict)
    routes: dict[int, int] = field(default_factory=dict)  # route → school
    parts: dict[int, Part] = field(default_factory=dict)
    steads: dict[int, Stead] = field(default_factory=dict)
    director: dict[int, int | None] = field(default_factory=dict)  # school → person
    deputy: dict[int, int | None] = field(default_factory=dict)
    methodists: dict[int, set[int]] = field(default_factory=dict)

    def reasons(self, person: int, route: int) -> set[str]:
        """Return why somebody sees a route today; no reason, no route."""
        who, school = self.people[person], self.routes[route]
        if not (who.works and who.account_open):
            return set()
        found = set()
        for part in self.parts.values():
            still_on_it = part.until is None or self.today < part.until
            if (part.person, part.route) == (person, route) and still_on_it:
                found.add(part.role)
        if self.director[school] == person:
            found.add("director")
        if self.deputy[school] == person:
            found.add("deputy")
        if person in self.methodists[school]:
            found.add("methodist")
        for stead in self.steads.values():
            in_force = stead.since <= self.today <= stead.until
            if (stead.person, stead.school) == (person, school) and in_force:
                found.add("delegate")
        return found

    def sees(self, person: int) -> set[int]:
        """Return the routes somebody sees."""
        return {route for route in self.routes if self.reasons(person, route)}

    def reads_drafts(self, person: int) -> set[int]:
        """Return the routes whose draft somebody reads: not as the teacher or a participant."""
        mere_readers = {"teacher", "participant"}
        return {route for route in self.routes if self.reasons(person, route) - mere_readers}

    def writes(self, person: int) -> set[int]:
        """Return the routes whose draft somebody writes."""
        return {
            route for route in self.routes if self.reasons(person, route) & {"mentor", "deputy"}
        }
