"""What approval wrote: versions with their trail, and every event on the way."""

from __future__ import annotations

import datetime as dt
import json
from typing import Annotated, Any

from pydantic import BeforeValidator, JsonValue

from iom_wagtail.approval.rules import EventKind, Step
from iom_wagtail.paperwork.archive.shapes.base import Account, Person, Shape, one_of, perhaps

Kind, OfStep = one_of(EventKind), perhaps(Step)


class TrailShape(Shape):
    """A line of a version's trail, to the letter as it was signed: names and posts of that day."""

    round: int
    kind: str
    step: str
    name: str
    position: str
    on_behalf: str
    comment: str
    document_no: str
    document_on: str | None
    moment: str


class VersionShape(Shape):
    """An approved version. ``content`` is the text as it was signed.

    ``file`` holds the very bytes whose SHA-256 is ``sha256``.
    """

    number: int
    approved_at: dt.datetime
    is_correction: bool
    sha256: str
    file: str
    trail: list[TrailShape]
    content: Annotated[dict[str, JsonValue], BeforeValidator(lambda value: _parsed(value))]


class EventShape(Shape):
    """One thing that happened on the way to approval; ``round`` counts the submissions."""

    round: int
    kind: Kind
    step: OfStep
    person: Person | None
    name: str
    position: str
    on_behalf: str
    comment: str
    document_no: str
    document_on: dt.date | None
    moment: dt.datetime


class DraftShape(Shape):
    """When the latest draft was saved, and by whom."""

    created_at: dt.datetime
    user: Account | None


def _parsed(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value
