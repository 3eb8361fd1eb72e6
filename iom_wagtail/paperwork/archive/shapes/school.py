"""The school and everybody named in the archive."""

from __future__ import annotations

import datetime as dt

from iom_wagtail.paperwork.archive.shapes.base import Person, Rows, Shape


class PersonShape(Shape):
    """A member of the staff, or an outside specialist, as on the day of the export."""

    id: int
    surname: str
    given_name: str
    patronymic: str
    full_name: str
    position: str
    subject: str
    category: str
    education: str
    outside: bool
    organisation: str
    active: bool


class SchoolShape(Shape):
    """The school: names, leaders, its edition of the regulation, the steps of its approval."""

    full_name: str
    short_name: str
    place: str
    director: Person | None
    deputy: Person | None
    methodists: Rows[Person]
    regulation_title: str
    adoption_protocol: str
    adopted_on: dt.date | None
    approved_by: str
    approved_on: dt.date | None
    step_mentor: bool
    step_deputy: bool
    step_acquaint: bool
    assessments_together: bool
