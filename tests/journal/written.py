"""One record of every kind, through its real act: who writes it, how, and where its form is.

Tests that hold for every record walk this table; ``test_every_kind_is_here`` fails when a kind
is missing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from iom_wagtail.journal.achievements import actions as achievements
from iom_wagtail.journal.diary import actions as diary
from iom_wagtail.journal.meetings import actions as meetings
from iom_wagtail.journal.progress import actions as progress
from iom_wagtail.journal.results import actions as results
from iom_wagtail.journal.testimonials import actions as testimonials
from iom_wagtail.journal.visits import actions as visits
from iom_wagtail.journal.visits.sets import sets_in_use
from tests.factories import Cast

DAY = dt.date(2026, 2, 26)


def row_of(cast: Cast, table: str) -> UUID:
    """Return the uuid of the first row of a table of the version in force."""
    return UUID(cast.route.version_in_force().data[table][0]["uuid"])


@dataclass(frozen=True)
class Written:
    """Who writes a kind of record, and the act that writes one with a text in all its fields."""

    who: str
    write: Callable[[Cast, Any, str], Any]


def _diary(c: Cast, user: Any, text: str) -> Any:
    return diary.write_entry(
        c.route, user, happened_on=DAY, text=text, insight=text, next_step=text, to_all=True
    )


def _reply(c: Cast, user: Any, text: str) -> Any:
    return diary.reply(_diary(c, c.user("teacher"), "Шум"), user, text)


def _meeting(c: Cast, user: Any, text: str) -> Any:
    names = ("topic", "works", "concern", "result", "teacher_step", "mentor_step")
    texts = dict.fromkeys((*names, "specialist_other"), text)
    return meetings.meet(c.route, user, held_on=DAY, specialist=c.mentor, **texts)


def _request(c: Cast, user: Any, text: str) -> Any:
    return meetings.ask(c.route, user, asked=c.mentor, topic=text, wish=text)


def _achievement(c: Cast, user: Any, text: str) -> Any:
    texts = dict.fromkeys(("title", "stage", "result"), text)
    return achievements.achieve(
        c.route, user, kind="contest", happened_on=DAY, preparation=[text], **texts
    )


def _encouragement(c: Cast, user: Any, text: str) -> Any:
    return achievements.encourage(
        c.route, user, kind="material", given_on=DAY, title=text, order_no=text[:20]
    )


def _testimonial(c: Cast, user: Any, text: str) -> Any:
    return testimonials.testify(
        c.route, user, source="parents", given_on=DAY, text=text, author_words=text
    )


def _visit(c: Cast, user: Any, text: str) -> Any:
    names = ("classes", "subject", "topic", "goal")
    lists = {"strengths": [text], "recommendations": [text]}
    chosen = sets_in_use(c.school)[0]
    scores = [1] * len(chosen.criteria)
    row, _change = visits.add_visit(
        c.route,
        user,
        criteria_set=chosen,
        scores=scores,
        visited_on=DAY,
        **dict.fromkeys(names, text),
        **lists,
    )
    return row


def _progress(c: Cast, user: Any, text: str) -> Any:
    day = dt.date(2026, 5, 1)
    row, _change = progress.set_progress(
        c.route,
        user,
        row_of(c, "programme"),
        status="moved",
        moved_to=day,
        reason=text,
        actual_result=text,
    )
    return row


def _result(c: Cast, user: Any, text: str) -> Any:
    texts = dict.fromkeys(("held_by", "text", "decision"), text)
    row, _change = results.record_result(
        c.route, user, row_of(c, "checkpoints"), held_on=DAY, score=4, **texts
    )
    return row


#: Kind (the name of its model) → who writes it and how.
WRITTEN: dict[str, Written] = {
    "diaryentry": Written("teacher", _diary),
    "diaryreply": Written("mentor", _reply),
    "consultation": Written("mentor", _meeting),
    "consultationrequest": Written("teacher", _request),
    "achievement": Written("teacher", _achievement),
    "encouragement": Written("deputy", _encouragement),
    "testimonial": Written("mentor", _testimonial),
    "lessonvisit": Written("mentor", _visit),
    "itemprogress": Written("mentor", _progress),
    "checkpointresult": Written("mentor", _result),
}


def write(cast: Cast, kind: str, text: str = "Слово") -> Any:
    """Write one record of a kind by its author; return it."""
    known = WRITTEN[kind]
    return known.write(cast, cast.user(known.who), text)
