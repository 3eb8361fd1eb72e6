"""What the route page is told of its items."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iom_wagtail.journal.progress import rules
from iom_wagtail.journal.progress.queries import progress_and_evidence
from iom_wagtail.routes.states import ItemState

if TYPE_CHECKING:
    from iom_wagtail.journal.progress.models import ItemProgress
    from iom_wagtail.routes.models import RoutePage


class States(dict):
    """Item uuid → state; an item without a record is planned, with the acts of its reader.

    ``evidence`` tells how many files an item has; ``rows`` holds the records behind the states,
    so that nobody asks for them twice.
    """

    def __init__(self, acts: frozenset[str], evidence: dict[str, int]) -> None:
        super().__init__()
        self.acts = acts
        self.evidence = evidence
        self.rows: dict[str, ItemProgress] = {}

    def put(self, row: ItemProgress) -> None:
        """Take a record in, or take its new state over."""
        key = str(row.item)
        self.rows[key] = row
        self[key] = (
            self.unwritten(key, edition=row.edition)
            if row.removed_at is not None
            else state_of(row, self.acts, self.evidence.get(key, 0))
        )

    def unwritten(self, key: str, *, edition: int = 0) -> ItemState:
        """Return the state of an item of which nothing is written, or not any more."""
        return ItemState(edition=edition, acts=self.acts, evidence=self.evidence.get(key, 0))

    def __missing__(self, key: str) -> ItemState:
        return self.unwritten(key)


def state_of(row: ItemProgress, acts: frozenset[str], evidence: int) -> ItemState:
    """Return one row as the route page shows it."""
    return ItemState(
        status=row.status,
        done_on=row.done_on,
        moved_to=row.moved_to,
        reason=row.reason,
        result=row.actual_result,
        edition=row.edition,
        evidence=evidence,
        acts=acts,
    )


def item_states(page: RoutePage) -> States:
    """Return the states of a route's items, with what the page's reader may set; one query."""
    acts = frozenset() if page.stopped else frozenset(rules.statuses(page.reader.offices))
    rows, evidence = progress_and_evidence(page)
    states = States(acts, evidence)
    for row in rows:
        row.route = page
        states.put(row)
    return states
