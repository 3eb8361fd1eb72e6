"""What the journal adds to the route page; called once, when the app is ready."""

from __future__ import annotations

from iom_wagtail.journal.progress.states import item_states
from iom_wagtail.routes.states import contributions


def register() -> None:
    """Register the journal's parts of the route page."""
    contributions.items = item_states
