"""What the route page is told of its checkpoints."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from iom_wagtail.journal.results import rules
from iom_wagtail.journal.results.models import CheckpointResult
from iom_wagtail.routes.rules import Office
from iom_wagtail.routes.states import CutState

if TYPE_CHECKING:
    from iom_wagtail.routes.models import RoutePage

SHOWN = ("held_on", "held_by", "self_score", "self_text", "score", "text", "decision")


class States(dict):
    """Checkpoint uuid → state; one without a result has only the acts of its reader."""

    def __init__(self, acts: frozenset[str]) -> None:
        super().__init__()
        self.acts = acts

    def __missing__(self, key: str) -> CutState:
        return CutState(acts=self.acts)


def seen_values(
    row: CheckpointResult, offices: Collection[Office], *, together: bool
) -> tuple[dict[str, Any], str]:
    """Return the fields of a result as this reader sees them, and why something is hidden."""
    values = {name: getattr(row, name) for name in SHOWN}
    hidden = rules.hidden_fields(values, offices, together=together)
    for name in hidden:
        values[name] = None if name.endswith("score") else ""
    return values, _("Both assessments are shown when both are in.") if hidden else ""


def cut_states(page: RoutePage) -> Mapping[str, CutState]:
    """Return the states of a route's checkpoints, with what the page's reader writes; one query."""
    offices = page.reader.offices
    acts = frozenset() if page.stopped else frozenset(rules.fields_of(offices))
    states = States(acts)
    together = page.school.assessments_together
    for row in CheckpointResult.objects.present().filter(route=page):
        values, waits = seen_values(row, offices, together=together)
        states[str(row.checkpoint)] = CutState(
            **values, waits=waits, edition=row.edition, acts=acts
        )
    return states
