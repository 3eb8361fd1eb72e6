"""What papers tell of a route, field by field: one table, checked against the models themselves.

A new field of a route, or a new table in it, fails ``test_told.py`` until it stands here: with its
paper and with how it is compared, or with the reason why no paper prints it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from iom_wagtail.paperwork.intake.dates.periods import Period
from iom_wagtail.paperwork.intake.dates.terms import read_due
from iom_wagtail.paperwork.rendering.placeholders import capital
from iom_wagtail.routes.choices import Place
from iom_wagtail.routes.models import (
    Checkpoint,
    Difficulty,
    Objective,
    ProgrammeItem,
    RouteAssignment,
    RoutePage,
    TaughtProgramme,
)
from iom_wagtail.school.models import StaffMember


class Told(NamedTuple):
    """A field that a paper prints: which, its value for comparing, why that isn't the bare one."""

    paper: str
    value: Callable[[Any, str, RoutePage], Any]
    reason: str = ""


def same(row: Any, name: str, page: RoutePage) -> Any:
    """Return the value as it is."""
    return getattr(row, name)


def ticked(row: Any, name: str, page: RoutePage) -> Any:
    """Return values of a closed list, which have no order of their own."""
    return sorted(getattr(row, name))


def people(row: Any, name: str, page: RoutePage) -> Any:
    """Return whom keys name: the same people have other keys in another school."""
    found = StaffMember.objects.filter(school=page.school_id).in_bulk(getattr(row, name))
    return [found[key].full_name for key in getattr(row, name)]


def _place_note(row: RoutePage, name: str, page: RoutePage) -> str:
    label = str(Place(row.place).label) if row.place else ""
    return row.place_note.removeprefix(label).strip(" ,") if label else row.place_note


def _methods(row: Difficulty, name: str, page: RoutePage) -> list[str]:
    return sorted({*row.methods, *(["other"] if row.method_other else [])})


def _days(row: ProgrammeItem, name: str, page: RoutePage) -> Any:
    if row.due_from or row.due_to or not row.due_words:
        return getattr(row, name)
    period = Period(page.year_start, page.start_on, page.end_on)
    return getattr(read_due(row.due_words, period), name)


def _direction(row: ProgrammeItem, name: str, page: RoutePage) -> str:
    return capital(row.direction)


def _answers(row: ProgrammeItem, name: str, page: RoutePage) -> list[int]:
    numbers = {str(each.uuid): no for no, each in enumerate(page.difficulties.all(), start=1)}
    return sorted(numbers[key] for key in row.difficulties)


def _who(row: RouteAssignment, name: str, page: RoutePage) -> str:
    return row.staff.full_name


def _duty(row: RouteAssignment, name: str, page: RoutePage) -> str:
    return (row.duty or row.staff.position) if row.role == "participant" else row.duty


def _all(paper: str, names: str) -> dict[str, Told]:
    return {name: Told(paper, same) for name in names.split()}


#: Model → field → how it is compared.
TOLD: dict[type, dict[str, Told]] = {
    RoutePage: {
        **_all("passport", "year_start start_on end_on decision_date decision_basis goal"),
        **_all("passport", "dominance place achievements requests strengths weaknesses"),
        **_all("passport", "self_education_topic mentor_consent mentor_consent_on"),
        **_all("passport", "mentor_consent_document mentor_order"),
        **_all("passport", "diagnosed_on diagnosed_by_other"),
        **_all("card", "subject education category total_experience school_experience"),
        **_all("card", "load_words load_hours classes"),
        "diagnosed_by": Told("passport", people),
        "place_note": Told(
            "passport", _place_note, "a note that repeats the place adds what comes after it"
        ),
    },
    RouteAssignment: {
        "staff": Told("passport", _who),
        "role": Told("passport", same),
        "leads": Told("passport", same),
        "duty": Told("passport", _duty, "without one the paper gives the position"),
    },
    Objective: {
        "text": Told("passport", same),
        "help_kinds": Told("passport", ticked),
    },
    TaughtProgramme: _all("card", "classes programme planning textbook_set"),
    Difficulty: {
        **_all("passport", "kind text severity method_other"),
        "methods": Told("passport", _methods, "another method that is written is ticked as well"),
    },
    ProgrammeItem: {
        **_all("passport", "content due_words activity_accompanied activity_accompanying"),
        **_all("passport", "activity_joint expected_result"),
        "due_from": Told("passport", _days, "words alone are read as the days they mean"),
        "due_to": Told("passport", _days, "words alone are read as the days they mean"),
        "direction": Told(
            "passport", _direction, "a row over the items, which begins with a capital letter"
        ),
        "difficulties": Told("passport", _answers, "rows are named by their number"),
    },
    Checkpoint: {
        **_all("passport", "kind kind_other title planned_on held_by_other"),
        "held_by": Told("passport", people),
    },
}

_ROW = {
    "id": "a key of this database",
    "page": "rows stand under their route",
    "sort_order": "rows are compared in their order",
    "uuid": "a new row has a new one",
}
#: Model → field → why no paper prints it.
UNTOLD: dict[type, dict[str, str]] = {
    RoutePage: {
        "page_ptr": "a key of this database",
        "school": "the head of the paper; the route is opened in the school of who imports it",
        "number": "a new route has a new one",
        "import_note": "for the writers of a draft; the regulation's forms have no such place",
    },
    RouteAssignment: {
        "id": "a key of this database",
        "route": "the people stand under their route",
        "since": "the form names who is on the route, not since when: from the decision",
        "until": "the form names who is on the route now",
        "basis": "the form gives the basis of the decision, and everybody's is that",
        "end_basis": "the form names who is on the route now",
        "created_at": "of the act, not of the paper",
        "created_by": "of the act, not of the paper",
    },
    **dict.fromkeys((Objective, TaughtProgramme, Difficulty, ProgrammeItem, Checkpoint), _ROW),
}

#: The tables of a route by their relation.
TABLES: dict[str, type] = {
    "objectives": Objective,
    "taught_programmes": TaughtProgramme,
    "difficulties": Difficulty,
    "programme_items": ProgrammeItem,
    "checkpoints": Checkpoint,
}
#: Relations of a route's text that are no table of it.
NO_TABLES = {"wagtail_admin_comments": "remarks in the margin of the editor, for its writers"}


def tell(page: RoutePage, *papers: str) -> dict[str, Any]:
    """Return everything that the papers tell of a draft: «programme_items.3.content» → value."""
    rows: list[tuple[str, Any]] = [("route", page)]
    for relation in TABLES:
        rows += [(f"{relation}.{no}", r) for no, r in enumerate(getattr(page, relation).all(), 1)]
    on_route = RoutePage.objects.get(pk=page.pk).current_assignments
    rows += [(f"people.{no}", row) for no, row in enumerate(on_route, 1)]
    return {
        f"{where}.{name}": told.value(row, name, page)
        for where, row in rows
        for name, told in TOLD[type(row)].items()
        if told.paper in papers
    }
