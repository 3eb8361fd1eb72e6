"""What lies ahead on a route: its plan, and what its records announce."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from iom_wagtail.journal.progress import stream as progress
from iom_wagtail.journal.results import stream as results
from iom_wagtail.journal.stream.queries import Stream
from iom_wagtail.journal.stream.sources import ANNOUNCED

if TYPE_CHECKING:
    from iom_wagtail.journal.stream.entries import Context, Entry
    from iom_wagtail.routes.models import RoutePage
    from iom_wagtail.routes.reading import Reading

#: Nobody looks further; a plan is limited by the size of a programme.
MOST_ANNOUNCED = 100


def ahead(page: RoutePage, reading: Reading | None, context: Context) -> list[Entry]:
    """Return what is planned for today and later, the nearest first; one query.

    Open items and checkpoints of the version in force, the days on which somebody comes to a
    lesson again or meets again, and requests that wait; these last, for they have no day.
    """
    found = Stream(page, ANNOUNCED).nearest(context, limit=MOST_ANNOUNCED)
    if reading is not None:
        found += [*results.planned(page, reading), *progress.planned(page, reading)]
    return sorted(found, key=lambda entry: entry.day or dt.date.max)
