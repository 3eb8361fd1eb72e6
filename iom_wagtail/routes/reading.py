"""The route as its readers see it: a pure presentation of the snapshot on a given day.

Plain values in, plain values out. Approved texts pass through as they were signed; only what
the day adds (what is overdue, what comes next) is worded here, in the reader's language.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from iom_wagtail.routes.bar import Share, shares
from iom_wagtail.routes.cut_reading import Cut, read_cuts
from iom_wagtail.routes.item_reading import LONG, Badge, Item, read_item
from iom_wagtail.routes.rules import Timing
from iom_wagtail.routes.states import CutState, Finding, ItemState
from iom_wagtail.routes.strip import Strip, year_strip
from iom_wagtail.routes.trouble_reading import Trouble, read_trouble
from iom_wagtail.school import words


@dataclass(frozen=True, slots=True)
class NextStep:
    """One thing under «Что дальше»."""

    anchor: str
    heading: str
    when: str
    badge: Badge
    part: str
    on: dt.date
    item: Item | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything a reading page shows, beside the raw snapshot."""

    data: dict[str, Any]
    today: dt.date
    leading: dict[str, Any] | None
    items: list[Item]
    cuts: list[Cut]
    troubles: list[Trouble]
    strip: Strip | None
    next_top: NextStep | None
    next_list: list[NextStep] = field(default_factory=list)

    @property
    def past_count(self) -> int:
        """How many items' terms are over."""
        return sum(item.timing in (Timing.PAST, Timing.OVERDUE) for item in self.items)

    @property
    def tracked(self) -> bool:
        """Whether progress is known, so that the page speaks of it and not of dates alone."""
        return any(item.progress is not None for item in self.items)

    @property
    def done_count(self) -> int:
        """How many items are done."""
        return sum(item.state == "done" for item in self.items)

    @property
    def late_count(self) -> int:
        """How many items are late."""
        return sum(item.state == "late" for item in self.items)

    @property
    def shares(self) -> tuple[Share, ...]:
        """The pieces of the programme's bar, where its items are many."""
        return shares([item.state for item in self.items])

    @property
    def brief_count(self) -> int:
        """How many settled items of a long programme are shown without their plan."""
        return sum(item.brief for item in self.items)

    @property
    def brief_hides(self) -> bool:
        """Whether the brief list would leave something out."""
        return bool(self.done_count if self.tracked else self.past_count)

    @property
    def now_count(self) -> int:
        """How many items run today."""
        return sum(item.timing == Timing.NOW for item in self.items)

    @property
    def past_cuts(self) -> int:
        """How many checkpoints' dates are over."""
        return sum(bool(cut.planned_on and cut.planned_on < self.today) for cut in self.cuts)

    @property
    def held_count(self) -> int:
        """How many checkpoints are held."""
        return sum(bool(cut.state and cut.state.held_on) for cut in self.cuts)

    @property
    def period(self) -> str:
        """First and last day of the route."""
        passport = self.data["passport"]
        return words.span(passport["start_on"], passport["end_on"])


def read_route(
    data: dict[str, Any],
    today: dt.date,
    *,
    soon_days: int = 14,
    part: str = "",
    states: Mapping[str, ItemState] | None = None,
    cuts: Mapping[str, CutState] | None = None,
    findings: Mapping[str, Finding] | None = None,
    whole: bool = False,
) -> Reading:
    """Return the reading of a snapshot on a day.

    ``states`` tells by item uuid what is known of its progress; without it the dates speak.

    ``part`` names the column of activities that is the reader's own ("accompanied" for the
    teacher, "accompanying" for the mentor, "" for others).

    A long programme shows its settled items briefly unless the ``whole`` of it is asked for.
    """
    in_brief = states is not None and not whole and len(data["programme"]) > LONG
    troubles = data["diagnosis"]["difficulties"]
    order = {row["uuid"]: row["no"] for row in troubles}
    items = [
        read_item(
            row,
            order,
            today,
            soon_days,
            None if states is None else states[row["uuid"]],
            in_brief=in_brief,
        )
        for row in data["programme"]
    ]
    held = read_cuts(data["checkpoints"], today, cuts, in_brief=in_brief)
    top, others = _next(items, held, today, part)
    mentors = data["people"]["mentors"]
    passport = data["passport"]
    return Reading(
        data=data,
        today=today,
        leading=next((person for person in mentors if person["leads"]), None),
        items=items,
        cuts=held,
        troubles=[read_trouble(row, items, (findings or {}).get(row["uuid"])) for row in troubles],
        strip=year_strip(
            words.as_date(passport["start_on"]),
            words.as_date(passport["end_on"]),
            today,
            [(cut.no, cut.planned_on, cut.mark_on(today)) for cut in held if cut.planned_on],
        ),
        next_top=top,
        next_list=others,
    )


def _next(
    items: list[Item], cuts: list[Cut], today: dt.date, part: str
) -> tuple[NextStep | None, list[NextStep]]:
    """Return the most urgent step and at most three that follow, by date.

    Of what is overdue only the two latest are shown, so that old terms don't hide new ones.
    """
    items = [item for item in items if not item.settled]
    overdue = sorted(
        (item for item in items if item.timing == Timing.OVERDUE),
        key=lambda item: item.due_to,
        reverse=True,
    )
    opened = [i for i in items if i.timing in (Timing.NOW, Timing.SOON, Timing.AHEAD)]
    steps = [_item_step(item, today, part) for item in opened]
    steps += [
        NextStep(
            anchor=f"c{cut.no}",
            heading=_("Checkpoint %(no)d. %(title)s") % {"no": cut.no, "title": cut.heading},
            when=", ".join(filter(None, [words.ru_date(cut.planned_on, "day"), cut.holders])),
            badge=cut.badge,
            part="",
            on=cut.planned_on,
        )
        for cut in cuts
        if cut.planned_on and cut.planned_on >= today and not (cut.state and cut.state.held_on)
    ]
    steps.sort(key=lambda step: step.on)
    queue = [*(_item_step(item, today, part) for item in overdue[:2]), *steps]
    return (queue[0], queue[1:4]) if queue else (None, [])


def _item_step(item: Item, today: dt.date, part: str) -> NextStep:
    number = _("item %(no)d") % {"no": item.no}
    if item.timing == Timing.NOW:
        on = item.due_to or today
        when = [words.days_left(item.due_to, today)] if item.due_to else []
        term = _("until %(date)s") % {"date": words.ru_date(on, "day")} if item.due_to else ""
    elif item.timing == Timing.OVERDUE:
        on, when = item.due_to, []
        term = _("until %(date)s") % {"date": words.ru_date(on, "day")}
    else:
        on = item.due_from or item.due_to
        when = [words.relative_days(on, today)]
        term = (
            # Translators: «начнётся 6 апреля»
            _("begins %(date)s") if item.due_from else _("until %(date)s")
        ) % {"date": words.ru_date(on, "day")}
    text = ", ".join(filter(None, [number, term, *when]))
    return NextStep(
        anchor=f"p{item.no}",
        heading=item.row["content"],
        when=text[:1].upper() + text[1:],
        badge=item.badge,
        part=item.row["activity"].get(part, "") if part else "",
        on=on,
        item=item,
    )
