"""What is read of meetings and requests, and on which routes somebody writes a group's meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Q, QuerySet

from iom_wagtail.journal.meetings.models import Consultation, ConsultationRequest
from iom_wagtail.journal.rules import Right, allows
from iom_wagtail.routes.models import RoutePage
from iom_wagtail.routes.office import rows
from iom_wagtail.school.models import StaffMember

if TYPE_CHECKING:
    from collections.abc import Iterable


def meetings(page: RoutePage) -> QuerySet:
    """Return the meetings of a route; everybody on it reads them."""
    found = Consultation.objects.present().filter(route=page)
    return found.select_related("specialist", "request")


def requests(page: RoutePage) -> QuerySet:
    """Return the requests of a route; everybody on it reads them."""
    found = ConsultationRequest.objects.present().filter(route=page)
    return found.select_related("asked__user", "consultation")


def asked_of(page: RoutePage, staff_id: int | None, uuid: UUID) -> ConsultationRequest | None:
    """Return a request that was put to this person, also when it no longer waits, or None."""
    rows = ConsultationRequest.objects.select_related("consultation")
    row = rows.filter(route=page, uuid=uuid, asked_id=staff_id or 0).first()
    if row is not None:
        row.route = page
    return row


def waiting(page: RoutePage) -> QuerySet:
    """Return the requests of a route that wait for an answer."""
    return requests(page).filter(
        Q(consultation=None) | Q(consultation__removed_at__isnull=False), declined=""
    )


def others_in_group(row: Consultation) -> int:
    """Return on how many other routes the same meeting stands."""
    if row.group is None:
        return 0
    return Consultation.objects.present().filter(group=row.group).exclude(pk=row.pk).count()


def writable_routes(page: RoutePage, user: Any) -> list[RoutePage]:
    """Return the other routes on which the user may write the same meeting.

    Of the same school, visible to the user, in the same time, not stopped.
    """
    found = (
        RoutePage.objects.visible_to(user)
        .filter(
            Q(start_on=None) | Q(start_on__lte=page.end_on) if page.end_on else Q(),
            Q(end_on=None) | Q(end_on__gte=page.start_on) if page.start_on else Q(),
            school=page.school_id,
        )
        .exclude(pk=page.pk)
        .with_stop()
        .defer(*rows.TEXTS)
        .order_by("-year_start", "number")
    )
    prepared: Iterable[RoutePage] = rows.prepare(rows.with_people(found), page.school)
    return [
        route
        for route in prepared
        if not route.is_stopped and allows(route.offices_of(user), Right.MEET)
    ]


def people(page: RoutePage, *, also: StaffMember | None = None) -> list[tuple[Any, Any]]:
    """Return the people one meets with, as choices: those on the route, then the school's others.

    ``also`` is somebody who no longer works here but stands in an older record.
    """
    on_route = {row.staff_id for row in page.current_assignments}
    here: list[tuple[int, str]] = []
    there: list[tuple[int, str]] = []
    staff = StaffMember.objects.filter(
        Q(active=True) | Q(pk=also.pk if also else None), school=page.school_id
    )
    for person in staff:
        name = ", ".join(part for part in (person.list_name, person.position) if part)
        (here if person.pk in on_route else there).append((person.pk, name))
    return [group for group in (("here", here), ("there", there)) if group[1]]
