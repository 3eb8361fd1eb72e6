"""A planned checkpoint as its readers see it on a day: the plan, and what is known of its result.

Pure. Without states (an older version, a preview) the dates alone speak.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from iom_wagtail.routes.item_reading import Badge
from iom_wagtail.routes.states import CutState
from iom_wagtail.school import words

#: Beside a long programme so many held checkpoints, the latest, are shown with their words.
LATEST = 3


@dataclass(frozen=True, slots=True)
class Cut:
    """A planned checkpoint on a day."""

    row: dict[str, Any]
    no: int
    planned_on: dt.date | None
    heading: str
    kind: str
    holders: str
    badge: Badge
    state: CutState | None = None
    #: It is long over, and its words are a link away.
    brief: bool = False

    @property
    def held_on(self) -> dt.date | None:
        """The day it was held, when that is known."""
        return self.state.held_on if self.state else None

    def mark_on(self, today: dt.date) -> str:
        """Return how the strip of the year marks it: done, late or ahead.

        Where nothing is known of results, a date that is over counts as done.
        """
        past = bool(self.planned_on and self.planned_on < today)
        if self.state is None:
            return "done" if past else "ahead"
        if self.state.held_on:
            return "done"
        return "late" if past else "ahead"


def read_cuts(
    rows: list[dict[str, Any]],
    today: dt.date,
    states: Mapping[str, CutState] | None,
    *,
    in_brief: bool = False,
) -> list[Cut]:
    """Return the checkpoints of the snapshot as they stand today.

    ``in_brief`` leaves the words of all but the latest held ones to their own pages.
    """
    dates = [words.as_date(row["planned_on"]) for row in rows]
    known = [None if states is None else states[row["uuid"]] for row in rows]
    coming = min(
        (
            day
            for day, state in zip(dates, known, strict=True)
            if day and day >= today and not (state and state.held_on)
        ),
        default=None,
    )
    cuts = [
        _cut(row, day, today, coming, state)
        for row, day, state in zip(rows, dates, known, strict=True)
    ]
    return _older_in_brief(cuts) if in_brief else cuts


def _older_in_brief(cuts: list[Cut]) -> list[Cut]:
    """Return the checkpoints with all but the latest of the held ones made brief.

    One that waits for the other assessment still asks for something and stays whole.
    """
    held = sorted((cut for cut in cuts if cut.held_on), key=lambda cut: cut.held_on)
    older = {cut.no for cut in held[:-LATEST] if not cut.state.waits}
    return [replace(cut, brief=True) if cut.no in older else cut for cut in cuts]


def _cut(
    row: dict[str, Any],
    day: dt.date | None,
    today: dt.date,
    coming: dt.date | None,
    state: CutState | None,
) -> Cut:
    if state is not None and state.held_on:
        held = words.ru_date(state.held_on, "daymonth")
        # Translators: «проведён 26.09»
        badge = Badge(_("held on %(date)s") % {"date": held}, "done", "done")
    elif day is None:
        badge = Badge(_("no date yet"), "", "todo")
    elif day < today:
        label = _("date is over") if state is None else _("not held yet")
        badge = Badge(label, "off" if state is None else "late", "clock")
    elif day == coming:
        badge = Badge(words.relative_days(day, today), "work", "work")
    else:
        badge = Badge(_("planned"), "", "todo")
    kind = row["kind_other"] or (row["kind"] or {}).get("label", "")
    title = row["title"] or kind
    return Cut(
        row=row,
        no=row["no"],
        planned_on=day,
        heading=title,
        kind=kind if kind != title else "",
        holders=holders(row),
        badge=badge,
        state=state,
    )


def holders(row: dict[str, Any]) -> str:
    """Return who holds a checkpoint: «Е. С. Журавлёва и М. В. Орлова»."""
    return words.joined([*(p["short"] for p in row["held_by"]), row["held_by_other"]])
