"""What happened on the way to approval, as one plain sentence. Pure."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from iom_wagtail.approval.rules import EventKind, Step


def event_words(event: dict[str, Any]) -> str:
    """Return «М. В. Орлова, наставник: согласовано» for an event of a trail.

    The words have no gender: a trail must not guess it from a name.
    """
    if event["kind"] == EventKind.PASSED:
        return _("%(step)s: %(reason)s") % {
            "step": _first_upper(str(Step(event["step"]).label)) if event["step"] else "",
            "reason": passed_because(event["comment"]),
        }
    who = ", ".join(part for part in (event["name"], event["position"]) if part)
    did = {
        EventKind.SUBMITTED: pgettext("trail", "submitted for approval"),
        EventKind.CORRECTION: pgettext("trail", "correction submitted"),
        EventKind.AGREED: pgettext("trail", "agreed"),
        EventKind.ACQUAINTED: pgettext("trail", "acquainted"),
        EventKind.RETURNED: pgettext("trail", "returned for rework"),
        EventKind.WITHDRAWN: pgettext("trail", "withdrawn from approval"),
        EventKind.CHANGED: pgettext("trail", "changed the text, approval ended"),
        EventKind.SIGNED: pgettext("trail", "approved"),
    }.get(event["kind"], event["kind"])
    return f"{who}: {did}" if who else _first_upper(did)


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


def _first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]
