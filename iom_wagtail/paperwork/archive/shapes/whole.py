"""The whole archive."""

from __future__ import annotations

from typing import Literal

from iom_wagtail.paperwork.archive.shapes.base import Shape
from iom_wagtail.paperwork.archive.shapes.journal import JournalShape
from iom_wagtail.paperwork.archive.shapes.outcome import ConclusionShape
from iom_wagtail.paperwork.archive.shapes.route import RouteShape
from iom_wagtail.paperwork.archive.shapes.school import PersonShape, SchoolShape

FORMAT = "iom_wagtail.route"
SCHEMA_VERSION = 1


class RouteArchive(Shape):
    """One route of one school: what was decided, what happened, what came of it.

    Days are ISO dates, moments ISO date-times in UTC, decimal numbers text.
    """

    format: Literal["iom_wagtail.route"]
    schema_version: Literal[1]
    school: SchoolShape
    route: RouteShape
    journal: JournalShape
    conclusion: ConclusionShape | None
    people: list[PersonShape]
