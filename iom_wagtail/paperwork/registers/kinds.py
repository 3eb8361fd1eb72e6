"""The registers: what stands in their columns, and how a route becomes lines of them.

As in the office's journal, no assessment is among them: a school may show both sides only
together, on the checkpoint's own page.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from iom_wagtail.journal.choices import OPEN_STATUSES, Status
from iom_wagtail.routes import rules
from iom_wagtail.routes.choices import Role
from iom_wagtail.routes.cut_reading import holders
from iom_wagtail.school import words

if TYPE_CHECKING:
    from iom_wagtail.paperwork.registers.streams import Known

Line = list[Any]
Head = Sequence[tuple[Any, int]]


@dataclass(frozen=True, slots=True)
class Register:
    """A register: its name in addresses, its title, its columns, its lines of one route."""

    name: str
    title: Any
    head: Head
    lines: Callable[[Known, dt.date], Iterator[Line]]


#: Of which route a line is; the same in all registers, and in sight beside what is scrolled.
WHOSE: Head = (
    (pgettext_lazy("register", "№"), 5),
    (pgettext_lazy("register", "Year"), 9),
    (_("Young teacher"), 18),
)
SCHOOL: Head = ((_("School"), 24),)


def _whose(known: Known) -> Line:
    route = known.route
    return [route.number, rules.year_label(route.year_start), known.named(Role.TEACHER)]


def _text(known: Known) -> dict[str, Any]:
    """Return the text of the version in force; without one, nothing is planned yet."""
    content = known.route.version_content
    return json.loads(content) if content else {"programme": [], "checkpoints": []}


def _stage(known: Known) -> str:
    route = known.route
    found = rules.stage(
        has_version=route.version_number is not None,
        in_approval=route.waits_for_decision,
        stopped=route.is_stopped,
        completed=route.is_completed,
    )
    return capfirst(str(found.label))


def _status(known: Known, row: dict[str, Any]) -> str:
    became = known.progress.get(row["uuid"])
    return became.status if became else Status.PLANNED


def _routes(known: Known, today: dt.date) -> Iterator[Line]:
    route, text = known.route, _text(known)
    archived = getattr(route, "archived", None)
    items, cuts = text["programme"], text["checkpoints"]
    late = sum(_days_late(known, row, today) is not None for row in items)
    held = [known.results.get(row["uuid"]) for row in cuts]
    yield [
        *_whose(known),
        route.subject,
        known.named(Role.MENTOR),
        known.named(Role.PARTICIPANT),
        route.start_on,
        route.end_on,
        _stage(known),
        route.version_number,
        _day(route.version_at),
        len(items),
        sum(_status(known, row) == Status.DONE for row in items),
        late,
        len(cuts),
        sum(bool(result and result.held_on) for result in held),
        _day(archived.archived_at if archived else None),
    ]


def _items(known: Known, today: dt.date) -> Iterator[Line]:
    of_route = [*_whose(known), known.named(Role.MENTOR)]
    stands = {status: capfirst(str(status.label)) for status in Status}
    for row in _text(known)["programme"]:
        became = known.progress.get(row["uuid"])
        yield [
            *of_route,
            row["no"],
            row["content"],
            row["direction"],
            words.as_date(row["due_from"]),
            words.as_date(row["due_to"]),
            row["due_words"],
            stands[_status(known, row)],
            became and became.done_on,
            became and became.moved_to,
            _days_late(known, row, today),
            "\n".join(filter(None, [became.actual_result, became.reason])) if became else "",
        ]


def _checkpoints(known: Known, today: dt.date) -> Iterator[Line]:
    of_route = [*_whose(known), known.named(Role.MENTOR)]
    for row in _text(known)["checkpoints"]:
        result = known.results.get(row["uuid"])
        kind = row["kind_other"] or (row["kind"] or {}).get("label", "")
        yield [
            *of_route,
            row["no"],
            capfirst(kind),
            row["title"],
            words.as_date(row["planned_on"]),
            holders(row),
            result and result.held_on,
            result.held_by if result else "",
            result.decision if result else "",
        ]


def _days_late(known: Known, row: dict[str, Any], today: dt.date) -> int | None:
    """Return how many days ago an open item should have been done; None when it is in time."""
    became = known.progress.get(row["uuid"])
    last = (became and became.moved_to) or words.as_date(row["due_to"])
    if last is None or last >= today or _status(known, row) not in OPEN_STATUSES:
        return None
    return (today - last).days


def _day(moment: dt.datetime | None) -> dt.date | None:
    return timezone.localtime(moment).date() if moment else None


REGISTERS: dict[str, Register] = {
    register.name: register
    for register in (
        Register(
            "routes",
            _("Register of routes"),
            (
                *WHOSE,
                (_("Subject taught"), 16),
                (_("Mentor"), 16),
                (_("Take part"), 22),
                (_("Period from"), 10),
                (_("Period to"), 10),
                (_("Stage"), 12),
                (_("Version in force, №"), 10),
                (_("Approved on"), 11),
                (_("Items"), 9),
                (_("of them done"), 11),
                (_("of them late"), 12),
                (pgettext_lazy("register", "Checkpoints"), 10),
                (_("of them held"), 11),
                (_("In the archive since"), 10),
            ),
            _routes,
        ),
        Register(
            "items",
            _("Register of programme items"),
            (
                *WHOSE,
                (_("Mentor"), 16),
                (_("Item, №"), 7),
                (_("Content of the item"), 36),
                (_("Direction"), 15),
                (_("Due from"), 10),
                (_("Due to"), 10),
                (_("Due in words"), 12),
                (_("Where it stands"), 13),
                (_("Done on"), 11),
                (_("Moved to"), 11),
                (_("Late, days"), 11),
                (_("Actual result; reason"), 30),
            ),
            _items,
        ),
        Register(
            "checkpoints",
            _("Register of checkpoints"),
            (
                *WHOSE,
                (_("Mentor"), 16),
                (_("Checkpoint, №"), 7),
                (_("Kind"), 18),
                (_("Checkpoint"), 34),
                (_("Planned on"), 11),
                (_("Who holds it"), 22),
                (_("Held on"), 12),
                (pgettext_lazy("register", "Held by"), 22),
                (_("Decision"), 32),
            ),
            _checkpoints,
        ),
    )
}
