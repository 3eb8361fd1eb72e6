"""Letters about requests for a consultation: that somebody asks, never about what.

Whoever may read the route gets the address of the request; to anybody else the letter says
neither whose route it is nor who asks, and the deputy learns that a place on it is needed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.dispatch import receiver
from django.urls import reverse

from iom_wagtail.journal.meetings.models import ConsultationRequest
from iom_wagtail.journal.records.rules import Act
from iom_wagtail.journal.signals import recorded
from iom_wagtail.routes.models import RoutePage
from iom_wagtail.school.letters import deliver, reachable

if TYPE_CHECKING:
    from iom_wagtail.journal.records.models import RecordChange
    from iom_wagtail.school.models import StaffMember

FOLDER = "iom_wagtail/journal/mail"


def reads(page: RoutePage, person: StaffMember) -> bool:
    """Return whether a person may read a route now, by the one oracle."""
    if person.user is None or not person.active:
        return False
    return RoutePage.objects.visible_to(person.user).filter(pk=page.pk).exists()


@receiver(recorded, sender=ConsultationRequest, dispatch_uid="iom_wagtail_mail_request")
def tell_asked(record: ConsultationRequest, change: RecordChange, **kwargs: Any) -> None:
    """Tell the asked person once the request is certain."""
    if change.act == Act.CREATED:
        transaction.on_commit(lambda: _tell(record))


def _tell(record: ConsultationRequest) -> None:
    page, asked = record.route, record.asked
    school = page.school
    link = school.site.root_url + reverse("iom_route_request", args=[page.pk, record.uuid])
    linked = {"page_title": page.title, "link": link}
    entitled = reads(page, asked)
    if reachable(asked):
        name, values = ("request", linked) if entitled else ("request_blind", {})
        deliver(asked, f"{FOLDER}/{name}", {**values, "school": school})
    deputy = school.deputy
    if not entitled and deputy is not None and deputy != asked and reachable(deputy):
        deliver(deputy, f"{FOLDER}/request_place", linked)
