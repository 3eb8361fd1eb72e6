"""Rules of the route: stage, abilities, completeness, timing. Pure: plain values in and out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum

from django.utils.translation import gettext as _

from iom_wagtail.routes.choices import Role, Stage


class Office(StrEnum):
    """Why somebody may see a route: a role on it, or an office in its school."""

    TEACHER = Role.TEACHER.value
    MENTOR = Role.MENTOR.value
    PARTICIPANT = Role.PARTICIPANT.value
    METHODIST = "methodist"
    DEPUTY = "deputy"
    DIRECTOR = "director"
    SUPERUSER = "superuser"


class Ability(StrEnum):
    """What one may do with a route."""

    READ = "read"
    READ_DRAFT = "read_draft"
    EDIT = "edit"
    SUBMIT = "submit"
    ASSIGN = "assign"
    OPEN = "open"
    DELETE = "delete"
    ARCHIVE = "archive"


#: The role table of ``docs/access.md``. Editing waits while a text is in approval.
ABILITIES: dict[Office, frozenset[Ability]] = {
    Office.TEACHER: frozenset({Ability.READ}),
    Office.PARTICIPANT: frozenset({Ability.READ}),
    Office.MENTOR: frozenset({Ability.READ, Ability.READ_DRAFT, Ability.EDIT, Ability.SUBMIT}),
    Office.METHODIST: frozenset({Ability.READ, Ability.READ_DRAFT}),
    Office.DEPUTY: frozenset(
        {
            Ability.READ,
            Ability.READ_DRAFT,
            Ability.EDIT,
            Ability.SUBMIT,
            Ability.ASSIGN,
            Ability.OPEN,
            Ability.DELETE,
            Ability.ARCHIVE,
        }
    ),
    Office.DIRECTOR: frozenset(
        {
            Ability.READ,
            Ability.READ_DRAFT,
            Ability.ASSIGN,
            Ability.OPEN,
            Ability.DELETE,
            Ability.ARCHIVE,
        }
    ),
    Office.SUPERUSER: frozenset({Ability.READ, Ability.READ_DRAFT}),
}


def abilities(offices: Iterable[Office]) -> frozenset[Ability]:
    """Return everything the given roles and offices allow together; none allow nothing."""
    return frozenset().union(*(ABILITIES[Office(office)] for office in offices))


def stage(
    *, has_version: bool, in_approval: bool, stopped: bool = False, completed: bool = False
) -> Stage:
    """Return where the route stands.

    What was concluded counts first, also of a stopped route; then a stop, what is in force, and
    the draft.
    """
    if completed:
        return Stage.COMPLETED
    if stopped:
        return Stage.STOPPED
    if has_version:
        return Stage.RUNNING
    return Stage.APPROVAL if in_approval else Stage.DRAFT


def academic_year(start: dt.date) -> int:
    """Return the first calendar year of the school year a day lies in (from 1 August)."""
    return start.year if start.month >= 8 else start.year - 1


def year_label(year: int) -> str:
    """Return «2025/26» for 2025."""
    return f"{year}/{(year + 1) % 100:02d}"


def route_title(year: int, number: int) -> str:
    """Return «ИОМ 2025/26 № 14»: no name of a person ever stands in a title (glossary)."""
    return f"ИОМ {year_label(year)} № {number}"


def assignment_problem(
    *,
    staff_id: int,
    role: Role,
    same_school: bool,
    active: bool,
    current: Iterable[tuple[int, str]],
) -> str:
    """Return why a person can't take a role on a route, or "".

    ``current`` holds (person, role) of those on the route now. Nobody is on it twice, and so
    nobody is both its teacher and its mentor.
    """
    if not same_school:
        return _("This person is not on this school's staff.")
    if not active:
        return _("This person no longer works here.")
    held = next((held for person, held in current if person == staff_id), None)
    if held is None:
        return ""
    if {held, role} == {Role.TEACHER, Role.MENTOR}:
        return _("The mentor and the teacher of a route are two different people.")
    return _("This person is already on the route.")


def opening_problems(
    *, same_person: bool, strangers: Iterable[str], start_on: dt.date, end_on: dt.date
) -> dict[str, str]:
    """Return what is wrong with opening a route, a message a field; empty when nothing is.

    The period may cross into a second school year (two years at most).
    """
    problems = {name: _("This person is not on this school's staff.") for name in strangers}
    if same_person:
        problems["mentor"] = _("The mentor and the teacher of a route are two different people.")
    if end_on <= start_on:
        problems["end_on"] = _("The period ends before it begins.")
    elif academic_year(end_on) > academic_year(start_on) + 1:
        problems["end_on"] = _("A route lasts two school years at most.")
    return problems


def deletion_problem(*, has_version: bool, in_approval: bool) -> str:
    """Return why a route can't be deleted, or "": only a draft that nobody approved ever can."""
    if has_version:
        return _("An approved text is never deleted, only archived.")
    if in_approval:
        return _("The text is in approval. Withdraw it first.")
    return ""


def archive_problem(
    *, has_version: bool, in_approval: bool, archived: bool, waits_below: bool = False
) -> str:
    """Return why a route can't be put into the archive, or ""."""
    if archived:
        return _("The route is in the archive already.")
    if not has_version:
        return _("Nothing has been approved yet: a draft nobody needs is deleted.")
    if in_approval:
        return _("The text is in approval. Withdraw it first.")
    if waits_below:
        return _("The conclusion is in approval. Withdraw it first.")
    return ""


class Timing(StrEnum):
    """Where a planned thing stands by its date alone, before anybody records progress."""

    WORDS = "words"
    PAST = "past"
    OVERDUE = "overdue"
    NOW = "now"
    SOON = "soon"
    AHEAD = "ahead"


#: What still asks for somebody's attention, most urgent first.
OPEN_TIMINGS: tuple[Timing, ...] = (Timing.OVERDUE, Timing.NOW, Timing.SOON, Timing.AHEAD)


def timing(
    due_from: dt.date | None, due_to: dt.date | None, today: dt.date, *, soon_days: int
) -> Timing:
    """Return where a term stands today; both days belong to it.

    A term without dates is given in words. One that ended up to ``soon_days`` ago is overdue
    and called to attention; an older one is simply past.
    """
    if due_from is None and due_to is None:
        return Timing.WORDS
    soon = dt.timedelta(days=soon_days)
    if due_to is not None and due_to < today:
        return Timing.OVERDUE if today - due_to <= soon else Timing.PAST
    if due_from is not None and due_from <= today:
        return Timing.NOW
    ahead = due_from or due_to
    return Timing.SOON if ahead - today <= soon else Timing.AHEAD
