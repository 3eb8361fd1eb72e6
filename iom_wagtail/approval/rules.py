"""Rules of approval: steps, order, who decides, checksums. Pure: no query, no model."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class Step(models.TextChoices):
    """The steps of an approval, in their order; the director's can never be switched off."""

    MENTOR = "mentor", _("agreement of the mentor")
    DEPUTY = "deputy", _("agreement of the deputy director")
    TEACHER = "teacher", _("acquaintance of the teacher")
    DIRECTOR = "director", _("approval by the director")


#: The order in which a text passes the steps; a return starts at the first again.
STEP_ORDER: tuple[Step, ...] = (Step.MENTOR, Step.DEPUTY, Step.TEACHER, Step.DIRECTOR)


class EventKind(models.TextChoices):
    """What may happen to a text on its way."""

    SUBMITTED = "submitted", _("submitted for approval")
    CORRECTION = "correction", _("correction submitted")
    AGREED = "agreed", _("agreed")
    ACQUAINTED = "acquainted", _("acquainted")
    REFUSED = "refused", _("refusal of acquaintance minuted")
    PASSED = "passed", _("step passed")
    RETURNED = "returned", _("returned for rework")
    WITHDRAWN = "withdrawn", _("withdrawn")
    CHANGED = "changed", _("changed during approval")
    SIGNED = "signed", _("approved")


#: Events after which nothing waits any more.
CLOSING_EVENTS = frozenset(
    {EventKind.RETURNED, EventKind.WITHDRAWN, EventKind.CHANGED, EventKind.SIGNED}
)

#: Events that open a round.
OPENING_EVENTS = frozenset({EventKind.SUBMITTED, EventKind.CORRECTION})

#: Events that settle a step, so that the next one may be asked.
SETTLING_EVENTS = frozenset(
    {EventKind.AGREED, EventKind.ACQUAINTED, EventKind.REFUSED, EventKind.PASSED}
)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is missing or contradictory, in the reader's words.

    ``field`` names the form field or ``relation-index-field``; ``blocking`` stops submission.
    """

    message: str
    field: str = ""
    tab: str = ""
    blocking: bool = True


def agreement_kind(step: Step | str) -> EventKind:
    """Return the event a yes at this step is: agreed, acquainted or signed."""
    return {
        Step.TEACHER: EventKind.ACQUAINTED,
        Step.DIRECTOR: EventKind.SIGNED,
    }.get(Step(step), EventKind.AGREED)


def signers(
    director: int | None,
    deputy: int | None,
    delegates: Iterable[int],
    involved: Iterable[int],
) -> list[int]:
    """Return the keys of those who may sign today, best first.

    The director and any delegate sign. Whoever is the text's teacher or mentor (``involved``)
    does not sign it; when that leaves the director out, the deputy signs (``design.md``).
    """
    barred = set(involved)
    able = [key for key in (director, *delegates) if key is not None and key not in barred]
    if director in barred and deputy is not None and deputy not in barred:
        able.append(deputy)
    return list(dict.fromkeys(able))


def passes_by_itself(
    step: Step, *, enabled: bool, people: Sequence[int], submitter: int | None, correction: bool
) -> str:
    """Return why a step needs nobody ("" when somebody must decide).

    The director's step never passes by itself; the submitter's own does; a step that is off,
    or on which nobody stands, passes and is recorded as such; a correction goes to the
    director directly.
    """
    if step == Step.DIRECTOR:
        return ""
    if correction:
        return "correction"
    if not enabled:
        return "off"
    if not people:
        return "nobody"
    if submitter is not None and submitter in people and step != Step.TEACHER:
        return "submitter"
    return ""


def round_complete(events: Sequence[tuple[str, str]]) -> bool:
    """Return whether a round may be signed, given its (kind, step) pairs.

    Every step before the director's must have been decided or passed; a correction needs none.
    A task switched off mid-approval leaves its step out, and the round can't be signed.
    """
    if any(kind == EventKind.CORRECTION for kind, _step in events):
        return True
    done = {step for kind, step in events if kind in SETTLING_EVENTS}
    return {step.value for step in STEP_ORDER if step != Step.DIRECTOR} <= done


#: The longest number of an order or a protocol.
DOCUMENT_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Document:
    """The order or protocol by which the director approves: its number and its date."""

    no: str = ""
    on: dt.date | None = None

    @property
    def number(self) -> str:
        """The number alone: papers print «№» before it, and people often type it too."""
        return self.no.strip().removeprefix("№").strip()


def document_problems(
    document: Document | None, *, submitted_on: dt.date, today: dt.date
) -> dict[str, str]:
    """Return what is wrong with the document of a signature, a message a field.

    It was written after the text had been submitted, and it exists already.
    """
    no, on = (document.number, document.on) if document else ("", None)
    found = {}
    if not no:
        found["document_no"] = gettext("Write the number of the order or protocol.")
    elif len(no) > DOCUMENT_LENGTH:
        found["document_no"] = gettext("The number has %(max)d characters at most.") % {
            "max": DOCUMENT_LENGTH
        }
    if on is None:
        found["document_on"] = gettext("Write the date of the order or protocol as 25.05.2026.")
    elif on > today:
        found["document_on"] = gettext("This day has not come yet.")
    elif on < submitted_on:
        found["document_on"] = gettext("On this day the text had not been submitted yet.")
    return found


class Age(StrEnum):
    """How long a text has waited; the value is the tone of its badge."""

    FRESH = ""
    DUE = "due"
    LATE = "late"


#: After how many days a text that waits is due, and late.
DUE_AFTER, LATE_AFTER = 2, 7


def age(days: int) -> Age:
    """Return how urgent a text is that has waited so many days."""
    if days >= LATE_AFTER:
        return Age.LATE
    return Age.DUE if days >= DUE_AFTER else Age.FRESH


def canonical(content: dict[str, Any]) -> str:
    """Return the one JSON spelling of a content: sorted keys, no spaces, real letters."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def checksum(text: str) -> str:
    """Return the SHA-256 of a canonical text as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


#: In which way a version may not be what was signed, as the command prints it.
CONTENT_CHANGED = "content does not match its checksum"
CONTENT_REPLACED = "content and checksum were changed together: the log has another sum"
TRAIL_CHANGED = "trail does not match the log"
NOT_IN_LOG = "no log entry tells that it was approved"
ROW_MISSING = "the log tells of a version that is gone"
