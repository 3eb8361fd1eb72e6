"""Names of everything in a route's snapshot, for comparing two texts in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from iom_wagtail.approval.comparison import Changes, Field, Section, Snapshot, Table, compare
from iom_wagtail.school import words


def date(value: Any, snapshot: Snapshot) -> str:
    """Show a day: «27.03.2026»."""
    return words.ru_date(value, "short")


def label(value: Any, snapshot: Snapshot) -> str:
    """Show a chosen answer."""
    return value["label"] if value else ""


def labels(value: Any, snapshot: Snapshot) -> str:
    """Show chosen answers, one after the other."""
    return ", ".join(entry["label"] for entry in value or [])


def person(value: Any, snapshot: Snapshot) -> str:
    """Show a person by initials and surname."""
    return value["short"] if value else ""


def _people(value: Any, snapshot: Snapshot) -> str:
    return words.joined(person["short"] for person in value or [])


def _duties(value: Any, snapshot: Snapshot) -> str:
    return ", ".join(
        f"{person['short']} ({person['duty']})" if person.get("duty") else person["short"]
        for person in value or []
    )


def yes_no(value: Any, snapshot: Snapshot) -> str:
    """Show a mark in a word."""
    return _("yes") if value else _("no")


def _difficulty_numbers(value: Any, snapshot: Snapshot) -> str:
    order = {row["uuid"]: row["no"] for row in snapshot["diagnosis"]["difficulties"]}
    return words.numbers(order[key] for key in value or [] if key in order)


def _numbered(template: str, row: dict[str, Any]) -> str:
    return template % {"no": row["no"]}


def _at(letter: str) -> Callable[[dict[str, Any]], str]:
    """Return how a row is found on the page: ``p4`` for the fourth item."""
    return lambda row: f"{letter}{row['no']}"


def differences(before: Snapshot, after: Snapshot) -> list[Changes]:
    """Return what changed between two snapshots of a route, part by part, in words."""
    return compare(_with_terms(before), _with_terms(after), route_outline())


def _with_terms(snapshot: Snapshot) -> Snapshot:
    """Return the snapshot with one value «срок» a row: the paper has one column for it."""
    programme = [
        {**row, "term": words.span(row["due_from"], row["due_to"]) or row["due_words"]}
        for row in snapshot["programme"]
    ]
    tasks = [{**row, "no": no} for no, row in enumerate(snapshot["passport"]["tasks"], start=1)]
    return {
        **snapshot,
        "programme": programme,
        "passport": {**snapshot["passport"], "tasks": tasks},
    }


def route_outline() -> tuple[Section, ...]:
    """Return the outline of a route in the active language, in the order of the papers."""
    return (_people_section(), _passport(), _card(), _diagnosis(), _programme(), _checkpoints())


def _people_section() -> Section:
    return Section(
        _("People"),
        (
            Field("people.teacher", _("Teacher"), person),
            Field("people.mentors", _("Mentor"), _people),
            Field("people.participants", _("Take part"), _duties),
            Field("people.deputy", _("Deputy director"), person),
            Field("people.director", _("Director"), person),
        ),
    )


def _passport() -> Section:
    path = "passport."
    return Section(
        _("Passport"),
        (
            Field(path + "start_on", _("Period from"), date),
            Field(path + "end_on", _("Period to"), date),
            Field(path + "decision_date", _("Date of the decision"), date),
            Field(path + "decision_basis", _("Basis of the decision")),
            Field(path + "goal", _("Goal")),
            Field(path + "dominance", _("Dominance"), label),
            Field(path + "place", _("Place of the route"), label),
            Field(path + "place_note", _("Note on the place")),
            Field(path + "achievements", _("Achievements")),
            Field(path + "requests", _("Requests and interests")),
            Field(path + "strengths", _("Strengths")),
            Field(path + "weaknesses", _("Weaknesses")),
            Field(path + "self_education_topic", _("Self-education topic")),
            Field(path + "mentor_consent.given", _("Consent of the mentor"), yes_no),
            Field(path + "mentor_consent.date", _("Date of consent"), date),
            Field(path + "mentor_consent.document", _("Document of consent")),
            Field(path + "mentor_consent.order", _("Order appointing the mentor")),
        ),
        (
            Table(
                "passport.tasks",
                lambda row: _numbered(_("Task %(no)d"), row),
                "text",
                (Field("text", _("text")), Field("help_kinds", _("kinds of help"), labels)),
                anchor=lambda row: "passport",
            ),
        ),
        anchor="passport",
    )


def _card() -> Section:
    path = "card."
    return Section(
        _("Card"),
        (
            Field(path + "subject", _("Subject taught")),
            Field(path + "education", _("Education")),
            Field(path + "category", _("Category")),
            Field(path + "total_experience", _("Total teaching experience")),
            Field(path + "school_experience", _("Experience in the school")),
            Field(path + "load_words", _("Load in the school year")),
            Field(path + "load_hours", _("Total load, hours")),
            Field(path + "classes", _("Classes taught")),
        ),
        (
            Table(
                "card.programmes",
                lambda row: _("Programme for %(classes)s") % {"classes": row["classes"]},
                "programme",
                (
                    Field("classes", _("class")),
                    Field("programme", _("programme")),
                    Field("planning", _("planning")),
                    Field("textbook_set", _("textbook set")),
                ),
                anchor=lambda row: "card",
            ),
        ),
        anchor="card",
    )


def _diagnosis() -> Section:
    return Section(
        _("Diagnosis"),
        (
            Field("diagnosis.date", _("Date of the diagnosis"), date),
            Field("diagnosis.by", _("Diagnosed by"), _people),
            Field("diagnosis.by_other", _("Somebody else")),
        ),
        (
            Table(
                "diagnosis.difficulties",
                lambda row: _numbered(_("Difficulty %(no)d"), row),
                "text",
                (
                    Field("text", _("text")),
                    Field("kind", _("kind"), label),
                    Field("severity", _("severity"), label),
                    Field("methods", _("how it was found"), labels),
                    Field("method_other", _("other method")),
                ),
                anchor=_at("d"),
            ),
        ),
        anchor="difficulties",
    )


def _programme() -> Section:
    return Section(
        _("Programme"),
        (),
        (
            Table(
                "programme",
                lambda row: _numbered(_("Item %(no)d"), row),
                "content",
                (
                    Field("content", pgettext("programme item", "content")),
                    Field("term", _("term")),
                    Field("activity.accompanied", _("activity of the accompanied")),
                    Field("activity.accompanying", _("activity of the accompanying")),
                    Field("activity.joint", _("joint activity")),
                    Field("direction", _("direction")),
                    Field("expected_result", _("expected result")),
                    Field("difficulties", _("difficulties"), _difficulty_numbers),
                ),
                anchor=_at("p"),
            ),
        ),
    )


def _checkpoints() -> Section:
    return Section(
        _("Checkpoints"),
        (),
        (
            Table(
                "checkpoints",
                lambda row: _numbered(_("Checkpoint %(no)d"), row),
                "title",
                (
                    Field("title", pgettext("checkpoint", "title")),
                    Field("kind", _("kind"), label),
                    Field("kind_other", _("other kind")),
                    Field("planned_on", _("date"), date),
                    Field("held_by", _("held by"), _people),
                    Field("held_by_other", _("somebody else")),
                ),
                anchor=_at("c"),
            ),
        ),
    )
