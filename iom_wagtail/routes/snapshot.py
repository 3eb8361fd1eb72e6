"""The route as plain JSON values: what approval freezes and what every reader shows.

Labels are Russian whatever the language of the person who signs: they are the approved text.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils import translation

from iom_wagtail.routes import rules
from iom_wagtail.routes.choices import (
    CheckpointKind,
    DiagnosisMethod,
    DifficultyKind,
    Dominance,
    HelpKind,
    Place,
    Role,
    Severity,
)

if TYPE_CHECKING:
    from iom_wagtail.routes.models import RoutePage
    from iom_wagtail.school.models import School, StaffMember

SCHEMA = 1


def person_data(person: StaffMember | None) -> dict[str, Any] | None:
    """Return a person as papers name them on this day, or None."""
    if person is None:
        return None
    return {
        "id": person.pk,
        "full": person.full_name,
        "short": person.short_name,
        "list": person.list_name,
        "position": person.position,
    }


def iso(day: dt.date | None) -> str | None:
    """Return a day as an ISO string, or None."""
    return day.isoformat() if day else None


def choice_data(choices: type[models.Choices], value: Any) -> dict[str, Any] | None:
    """Return value and Russian label of a chosen value; None when nothing was chosen."""
    if value in ("", None):
        return None
    return {"value": value, "label": str(choices(value).label)}


def several_data(choices: type[models.Choices], values: Iterable[Any]) -> list[dict[str, Any]]:
    """Return the chosen values in the order of the regulation's list."""
    chosen = set(values)
    return [{"value": c.value, "label": str(c.label)} for c in choices if c.value in chosen]


def school_data(school: School) -> dict[str, Any]:
    """Return the school's names and the edition of the regulation in force this day."""
    return {
        "full_name": school.full_name,
        "short_name": school.short_name,
        "place": school.place,
        "regulation": {
            "title": school.regulation_title,
            "adoption_protocol": school.adoption_protocol,
            "adopted_on": iso(school.adopted_on),
            "approved_by": school.approved_by,
            "approved_on": iso(school.approved_on),
        },
    }


def people_data(route: RoutePage) -> dict[str, Any]:
    """Return who is on the route and leads its school on this day."""
    rows = route.current_assignments
    return {
        "teacher": person_data(route.teacher),
        "mentors": [
            {**person_data(row.staff), "leads": row.leads, "since": iso(row.since)}
            for row in rows
            if row.role == Role.MENTOR
        ],
        "participants": [
            {**person_data(row.staff), "duty": row.duty, "since": iso(row.since)}
            for row in rows
            if row.role == Role.PARTICIPANT
        ],
        "deputy": person_data(route.school.deputy),
        "director": person_data(route.school.director),
    }


def _passport(route: RoutePage) -> dict[str, Any]:
    return {
        "start_on": iso(route.start_on),
        "end_on": iso(route.end_on),
        "decision_date": iso(route.decision_date),
        "decision_basis": route.decision_basis,
        "goal": route.goal,
        "tasks": [
            {
                "uuid": str(row.uuid),
                "text": row.text,
                "help_kinds": several_data(HelpKind, row.help_kinds),
            }
            for row in route.objectives.all()
        ],
        "dominance": choice_data(Dominance, route.dominance),
        "place": choice_data(Place, route.place),
        "place_note": route.place_note,
        "achievements": route.achievements,
        "requests": route.requests,
        "strengths": route.strengths,
        "weaknesses": route.weaknesses,
        "self_education_topic": route.self_education_topic,
        "mentor_consent": {
            "given": route.mentor_consent,
            "date": iso(route.mentor_consent_on),
            "document": route.mentor_consent_document,
            "order": route.mentor_order,
        },
    }


def _card(route: RoutePage) -> dict[str, Any]:
    return {
        "subject": route.subject,
        "education": route.education,
        "category": route.category,
        "total_experience": route.total_experience,
        "school_experience": route.school_experience,
        "load_words": route.load_words,
        "load_hours": None if route.load_hours is None else f"{route.load_hours:.1f}",
        "classes": route.classes,
        "programmes": [
            {
                "uuid": str(row.uuid),
                "classes": row.classes,
                "programme": row.programme,
                "planning": row.planning,
                "textbook_set": row.textbook_set,
            }
            for row in route.taught_programmes.all()
        ],
    }


def _difficulties(route: RoutePage) -> list[dict[str, Any]]:
    return [
        {
            "uuid": str(row.uuid),
            "no": no,
            "kind": choice_data(DifficultyKind, row.kind),
            "text": row.text,
            "severity": choice_data(Severity, row.severity),
            "methods": several_data(DiagnosisMethod, row.methods),
            "method_other": row.method_other,
        }
        for no, row in enumerate(route.difficulties.all(), start=1)
    ]


def _programme(route: RoutePage) -> list[dict[str, Any]]:
    return [
        {
            "uuid": str(row.uuid),
            "no": no,
            "content": row.content,
            "due_from": iso(row.due_from),
            "due_to": iso(row.due_to),
            "due_words": row.due_words,
            "activity": {
                "accompanied": row.activity_accompanied,
                "accompanying": row.activity_accompanying,
                "joint": row.activity_joint,
            },
            "direction": row.direction,
            "expected_result": row.expected_result,
            "difficulties": list(row.difficulties),
        }
        for no, row in enumerate(route.programme_items.all(), start=1)
    ]


def _checkpoints(route: RoutePage, named: dict[int, StaffMember]) -> list[dict[str, Any]]:
    return [
        {
            "uuid": str(row.uuid),
            "no": no,
            "kind": choice_data(CheckpointKind, row.kind),
            "kind_other": row.kind_other,
            "title": row.title,
            "planned_on": iso(row.planned_on),
            "held_by": [person_data(named[key]) for key in row.held_by if key in named],
            "held_by_other": row.held_by_other,
        }
        for no, row in enumerate(route.checkpoints.all(), start=1)
    ]


def named_staff(route: RoutePage) -> dict[int, StaffMember]:
    """Return the people whom checkpoints and diagnosis name, by key; one query."""
    keys = {key for row in route.checkpoints.all() for key in row.held_by}
    keys.update(route.diagnosed_by)
    return route.school.staff.in_bulk(keys) if keys else {}


def snapshot_of(route: RoutePage) -> dict[str, Any]:
    """Return the whole route as JSON values (schema 1); dates are ISO strings or None."""
    named = named_staff(route)
    with translation.override("ru"):
        return {
            "schema": SCHEMA,
            "kind": "route",
            "title": rules.route_title(route.year_start, route.number),
            "year": rules.year_label(route.year_start),
            "number": route.number,
            "school": school_data(route.school),
            "people": people_data(route),
            "passport": _passport(route),
            "card": _card(route),
            "diagnosis": {
                "date": iso(route.diagnosed_on),
                "by": [person_data(named[key]) for key in route.diagnosed_by if key in named],
                "by_other": route.diagnosed_by_other,
                "difficulties": _difficulties(route),
            },
            "programme": _programme(route),
            "checkpoints": _checkpoints(route, named),
        }
