"""What happened on the example route, written by its people on the example's days.

Each noun of the journal has a function of its own, all of them called by ``load``.
"""

from __future__ import annotations

from iom_wagtail.journal.choices import Status
from iom_wagtail.journal.diary.actions import write_entry
from iom_wagtail.journal.progress.actions import set_progress
from iom_wagtail.journal.results.actions import record_result
from iom_wagtail.management.demo.route import Users, stable
from iom_wagtail.management.demo.source import at, day, example
from iom_wagtail.routes.models import RoutePage
from iom_wagtail.school import words

#: The example's word for a status → ours; that a term is over is derived.
STATUSES = {
    "planned": Status.PLANNED,
    "in_progress": Status.WORK,
    "done": Status.DONE,
    "moved": Status.MOVED,
    "cancelled": Status.CANCELLED,
}


def load(route: RoutePage, users: Users) -> None:
    """Write the journal of the example route."""
    _progress(route, users)
    _results(route, users)
    _diary(route, users)


def _progress(route: RoutePage, users: Users) -> None:
    """The teacher ticks the items off; what came of each stands beside it."""
    for row in example()["programme_items"]:
        set_progress(
            route,
            users["teacher"],
            stable(f"item{row['no']}"),
            status=STATUSES[row["status"]],
            done_on=day(row["done_at"]),
            actual_result=row["ext_actual_result"],
            seen=0,
            at=at(row["done_at"], hour=16),
        )


def _results(route: RoutePage, users: Users) -> None:
    """The teacher and the first of those who hold a checkpoint write their parts of its result."""
    for row in example()["checkpoints"]:
        key = stable(f"checkpoint{row['no']}")
        date = row["held"] or row["planned"]
        holders = [users[login].staff_member.short_name for login in row["held_by"]]
        own, theirs = row["self_assessment"], row["assessment"]
        if own:
            record_result(
                route,
                users["teacher"],
                key,
                self_score=own["score"],
                self_text=own["text"],
                at=at(date, hour=14),
            )
        values = {"score": theirs["score"], "text": theirs["text"]} if theirs else {}
        if row["held"]:
            values |= {
                "held_on": day(row["held"]),
                "held_by": words.joined(holders),
            }
        record_result(
            route,
            users[row["held_by"][0]],
            key,
            decision=row["decision"],
            at=at(date, hour=15),
            **values,
        )


def _diary(route: RoutePage, users: Users) -> None:
    """The teacher's entries, each shown to whom the example says."""
    for row in example()["diary"]:
        write_entry(
            route,
            users["teacher"],
            happened_on=day(row["date"]),
            text=row["text"],
            insight=row["insight"],
            next_step=row["next_step"],
            **{f"to_{reader}": True for reader in row["shared_with"]},
            at=at(row["date"], hour=18),
        )
