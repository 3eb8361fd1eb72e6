"""Pages of the journal's records: which record fills the uuid of an address."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.access.world import World

#: Address → the record whose uuid it takes; "" takes none.
RECORDS = {
    "iom_route_item": "itemprogress",
    "iom_route_checkpoint": "checkpointresult",
    "iom_route_diary": "",
    "iom_route_diary_entry": "diaryentry",
    "iom_route_restore": "diaryentry",
    "iom_route_meetings": "",
    "iom_route_meeting": "consultation",
    "iom_route_requests": "",
    "iom_route_request": "consultationrequest",
    "iom_route_achievements": "",
    "iom_route_achievement": "achievement",
    "iom_route_encouragements": "",
    "iom_route_encouragement": "encouragement",
    "iom_route_testimonials": "",
    "iom_route_testimonial": "testimonial",
    "iom_route_visits": "",
    "iom_route_visit_new": "",
    "iom_route_visit": "lessonvisit",
    "iom_route_visit_change": "lessonvisit",
    "iom_route_stream": "",
}


def uuid_of(name: str) -> Callable[[World], Any]:
    """Return what fills the uuid of a record's page; items and checkpoints have their own."""

    def uuid(world: World) -> Any:
        row = world.things[name]
        return getattr(row, "item", None) or getattr(row, "checkpoint", None) or row.uuid

    return uuid
