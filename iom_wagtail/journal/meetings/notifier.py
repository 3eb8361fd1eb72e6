"""Letters about requests for a consultation: that somebody asks or answered, never about what.

Whoever may read the route gets the address of the request; to anybody else the letter says
neither whose route it is nor who asks, and the deputy learns that a place on it is needed. Who
asked is told of an answer, only as long as they may read the route.
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

#: A change of one of these is an answer.
ANSWERS = frozenset({"consultation_id", "declined"})


def reads(page: RoutePage, person: StaffMember) -> bool:
    """Return whether a person may read a route now, by a role or an office of their own."""
    return person.user is not None and person.active and page.concerns(person.user)


@receiver(recorded, sender=ConsultationRequest, dispatch_uid="iom_wagtail_mail_request")
def tell(record: ConsultationRequest, change: RecordChange, **kwargs: Any) -> None:
    """Tell the asked person of a request, and who asked of the answer, once it is certain."""
    if change.act == Act.CREATED:
        transaction.on_commit(lambda: _tell_asked(record))
    elif change.act == Act.CHANGED and ANSWERS & set(change.fields):
        transaction.on_commit(lambda: _tell_asking(record))


def _linked(record: ConsultationRequest) -> dict[str, Any]:
    page = record.route
    path = reverse("iom_route_request", args=[page.pk, record.uuid])
    return {"page_title": page.title, "link": page.school.site.root_url + path}


def _tell_asking(record: ConsultationRequest) -> None:
    """Say that there is an answer; which one, the page of the request says."""
    asking = StaffMember.objects.select_related("user").get(pk=record.created_by_id)
    if reachable(asking) and reads(record.route, asking):
        deliver(asking, f"{FOLDER}/request_answered", _linked(record))


def _tell_asked(record: ConsultationRequest) -> None:
    people = StaffMember.objects.select_related("user")
    page, asked = record.route, people.get(pk=record.asked_id)
    school, linked = page.school, _linked(record)
    # Asked of the database right before sending; being a superuser concerns nobody with a route.
    entitled = reads(page, asked)
    if reachable(asked):
        name, values = ("request", linked) if entitled else ("request_blind", {})
        deliver(asked, f"{FOLDER}/{name}", {**values, "school": school})
    deputy = people.filter(pk=school.deputy_id).first()
    if not entitled and deputy is not None and deputy != asked and reachable(deputy):
        deliver(deputy, f"{FOLDER}/request_place", linked)
