"""The whole archive."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import model_validator

from iom_wagtail.paperwork.archive.shapes.base import Shape
from iom_wagtail.paperwork.archive.shapes.journal import JournalShape
from iom_wagtail.paperwork.archive.shapes.outcome import ConclusionShape
from iom_wagtail.paperwork.archive.shapes.route import RouteShape
from iom_wagtail.paperwork.archive.shapes.scans import ScanShape
from iom_wagtail.paperwork.archive.shapes.school import PersonShape, SchoolShape

FORMAT = "iom_wagtail.route"
SCHEMA_VERSION = 2


class RouteArchive(Shape):
    """One route of one school: what was decided, what happened, what came of it.

    Days are ISO dates, moments ISO date-times in UTC, decimal numbers text.
    """

    format: Literal["iom_wagtail.route"]
    schema_version: Literal[2]
    school: SchoolShape
    route: RouteShape
    journal: JournalShape
    conclusion: ConclusionShape | None
    signed_scans: list[ScanShape]
    people: list[PersonShape]

    @model_validator(mode="before")
    @classmethod
    def _from_the_first(cls, value: Any) -> Any:
        """Read what version 1 wrote: it was the same, without the scans of signed papers."""
        if isinstance(value, dict) and value.get("schema_version") == 1:
            return {"signed_scans": [], **value, "schema_version": SCHEMA_VERSION}
        return value
