"""Rules of dossiers: what goes in, for how long it is kept, who may fetch it. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping

from iom_wagtail.routes.rules import Office

#: A file full of people's papers does not lie about longer than it is needed.
KEPT_FOR = dt.timedelta(hours=24)
#: After so long without a sign a writer has died.
PATIENCE = dt.timedelta(minutes=2)
#: The same order so soon after another is a button pressed twice.
A_MOMENT = dt.timedelta(seconds=30)
#: One year of a large school.
MOST_ROUTES = 200

#: Who orders the papers of a whole year.
YEAR = frozenset({Office.DEPUTY, Office.DIRECTOR})


def left_alone(now: dt.datetime, ordered_at: dt.datetime, busy_until: dt.datetime | None) -> bool:
    """Return whether nobody writes an order though it is time: its worker died, or never came."""
    return (busy_until or ordered_at + PATIENCE) < now


def place_on(offices: Collection[Office]) -> list[str]:
    """Return what somebody is on a route, as an order keeps it."""
    return sorted(str(office) for office in offices)


def still_entitled(then: Mapping[str, list[str]], now: Mapping[str, list[str]]) -> bool:
    """Return whether somebody sees at least every route as on the day of the order.

    Papers differ by office (testimonials, drafts), so another office asks for a new dossier.
    """
    return all(now.get(route) == offices for route, offices in then.items())
