"""What the route page is told of its items."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iom_wagtail.journal.progress import rules
from iom_wagtail.journal.progress.models import ItemProgress
from iom_wagtail.routes.states import ItemState

if TYPE_CHECKING:
    from iom_wagtail.routes.models import RoutePage


class States(dict):
    """Item uuid → state; an item without a record is planned, with the acts of its reader.

    ``rows`` holds the records behind the states, so that nobody asks for them twice.
    """

    def __init__(self, acts: frozenset[str]) -> None:
        super().__init__()
        self.acts = acts
        self.rows: dict[str, ItemProgress] = {}

    def put(self, row: ItemProgress) -> None:
        """Take a record in, or take its new state over."""
        key = str(row.item)
        self.rows[key] = row
        taken_back = row.removed_at is not None
        self[key] = (
            ItemState(edition=row.edition, acts=self.acts)
            if taken_back
            else state_of(row, self.acts)
        )

    def __missing__(self, key: str) -> ItemState:
        return ItemState(acts=self.acts)


def state_of(row: ItemProgress, acts: frozenset[str]) -> ItemState:
    """Return one row as the route page shows it."""
    return ItemState(
        status=row.status,
        done_on=row.done_on,
        moved_to=row.moved_to,
        reason=row.reason,
        result=row.actual_result,
        edition=row.edition,
        acts=acts,
    )


def item_states(page: RoutePage) -> States:
    """Return the states of a route's items, with what the page's reader may set; one query."""
    acts = frozenset() if page.stopped else frozenset(rules.statuses(page.reader.offices))
    states = States(acts)
    for row in ItemProgress.objects.filter(route=page):
        row.route = page
        states.put(row)
    return states
