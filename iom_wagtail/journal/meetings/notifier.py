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
from iom_wagtail.school.letters import deliver, reachable
from iom_wagtail.school.models import StaffMember

if TYPE_CHECKING:
    from iom_wagtail.journal.records.models import RecordChange
    from iom_wagtail.routes.models import RoutePage

FOLDER = "iom_wagtail/journal/mail"


def reads(page: RoutePage, person: StaffMember) -> bool:
    """Return whether a person may read a route now, by a role or an office of their own."""
    return person.user is not None and person.active and page.concerns(person.user)


@receiver(recorded, sender=ConsultationRequest, dispatch_uid="iom_wagtail_mail_request")
def tell_asked(record: ConsultationRequest, change: RecordChange, **kwargs: Any) -> None:
    """Tell the asked person once the request is certain."""
    if change.act == Act.CREATED:
        transaction.on_commit(lambda: _tell(record))


def _tell(record: ConsultationRequest) -> None:
    people = StaffMember.objects.select_related("user")
    page, asked = record.route, people.get(pk=record.asked_id)
    school = page.school
    link = school.site.root_url + reverse("iom_route_request", args=[page.pk, record.uuid])
    linked = {"page_title": page.title, "link": link}
    # Asked of the database right before sending; being a superuser concerns nobody with a route.
    entitled = reads(page, asked)
    if reachable(asked):
        name, values = ("request", linked) if entitled else ("request_blind", {})
        deliver(asked, f"{FOLDER}/{name}", {**values, "school": school})
    deputy = people.filter(pk=school.deputy_id).first()
    if not entitled and deputy is not None and deputy != asked and reachable(deputy):
        deliver(deputy, f"{FOLDER}/request_place", linked)
