"""The kinds of records that have pages of their own: model and addresses, one line a kind.

A kind named here can be removed and brought back (``journal/restoring.py``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from iom_wagtail.journal.achievements.models import Achievement, Encouragement
from iom_wagtail.journal.diary.models import DiaryEntry
from iom_wagtail.journal.meetings.models import Consultation, ConsultationRequest
from iom_wagtail.journal.testimonials.models import Testimonial
from iom_wagtail.journal.visits.models import LessonVisit

if TYPE_CHECKING:
    from iom_wagtail.journal.records.models import Record
    from iom_wagtail.routes.models import RoutePage


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record: its name in addresses, its model, the addresses of list and record."""

    name: str
    model: type[Record]
    list_name: str
    record_name: str

    def list_url(self, page: RoutePage) -> str:
        """Return the address of a route's records of this kind."""
        return reverse(self.list_name, args=[page.pk])

    def record_url(self, record: Record) -> str:
        """Return the address of one record."""
        return reverse(self.record_name, args=[record.route_id, record.uuid])


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("diary", DiaryEntry, "iom_route_diary", "iom_route_diary_entry"),
        Kind("meeting", Consultation, "iom_route_meetings", "iom_route_meeting"),
        Kind("request", ConsultationRequest, "iom_route_requests", "iom_route_request"),
        Kind("achievement", Achievement, "iom_route_achievements", "iom_route_achievement"),
        Kind("encouragement", Encouragement, "iom_route_encouragements", "iom_route_encouragement"),
        Kind("testimonial", Testimonial, "iom_route_testimonials", "iom_route_testimonial"),
        Kind("visit", LessonVisit, "iom_route_visits", "iom_route_visit"),
    )
}
