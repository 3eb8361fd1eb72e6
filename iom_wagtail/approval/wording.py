"""What happened on the way to approval, as one plain sentence. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from iom_wagtail.approval.rules import (
    CONTENT_CHANGED,
    CONTENT_REPLACED,
    NOT_IN_LOG,
    TRAIL_CHANGED,
    EventKind,
    Step,
)


@dataclass(frozen=True, slots=True)
class Verb:
    """The words of a decision at a step: the choice, the button, the message afterwards."""

    choice: str
    button: str
    done: str


def event_words(event: dict[str, Any]) -> str:
    """Return «М. В. Орлова, наставник: согласовано» for an event of a trail.

    The words have no gender: a trail must not guess it from a name.
    """
    if event["kind"] == EventKind.PASSED:
        return _("%(step)s: %(reason)s") % {
            "step": did_words(event),
            "reason": passed_because(event["comment"]),
        }
    who = ", ".join(part for part in (event["name"], event["position"]) if part)
    return f"{who}: {_did(event)}" if who else did_words(event)


def did_words(event: dict[str, Any]) -> str:
    """Return what was done, as the beginning of a line: «Согласовано»; a passed step by name."""
    if event["kind"] == EventKind.PASSED:
        return _first_upper(str(Step(event["step"]).label)) if event["step"] else ""
    return _first_upper(_did(event))


def _did(event: dict[str, Any]) -> str:
    return {
        EventKind.SUBMITTED: pgettext("trail", "submitted for approval"),
        EventKind.CORRECTION: pgettext("trail", "correction submitted"),
        EventKind.AGREED: pgettext("trail", "agreed"),
        EventKind.ACQUAINTED: pgettext("trail", "acquainted"),
        EventKind.REFUSED: pgettext("trail", "refusal of acquaintance minuted"),
        EventKind.RETURNED: pgettext("trail", "returned for rework"),
        EventKind.WITHDRAWN: pgettext("trail", "withdrawn from approval"),
        EventKind.CHANGED: pgettext("trail", "changed the text, approval ended"),
        EventKind.SIGNED: pgettext("trail", "approved"),
    }.get(event["kind"], event["kind"])


def complaint_words(complaint: str) -> str:
    """Return for a reader of the sheet in which way a version is not what was signed."""
    return {
        CONTENT_CHANGED: _("the text has been changed since it was signed"),
        CONTENT_REPLACED: _("text and checksum have been replaced since the signing"),
        TRAIL_CHANGED: _("the course of the approval has been changed since the signing"),
        NOT_IN_LOG: _("the log has no entry of its signing"),
    }[complaint]


def passed_because(reason: str) -> str:
    """Return why a step needed nobody, from the code the record keeps."""
    return {
        "off": _("the school does not ask for this step"),
        "nobody": _("passed, nobody holds this post"),
        "submitter": _("passed, the submitter agrees by submitting"),
        "correction": _("not asked for a correction"),
    }.get(reason, _("passed"))


def place_words(step: Step | str) -> str:
    """Return with whom a text is: «у наставника»."""
    return {
        Step.MENTOR: _("with the mentor"),
        Step.DEPUTY: _("with the deputy director"),
        Step.TEACHER: _("with the teacher"),
        Step.DIRECTOR: _("with the director"),
    }[Step(step)]


def waited(days: int) -> str:
    """Return how long a text has waited: «сегодня», «ждёт 3 дня»."""
    if days <= 0:
        return _("today")
    return ngettext("waits %(days)d day", "waits %(days)d days", days) % {"days": days}


def _first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]
