"""Meetings and requests in the stream."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Case, CharField, DateField, Q, Value, When
from django.db.models.functions import Cast, Concat, TruncDate
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from iom_wagtail.journal.meetings import queries, rules
from iom_wagtail.journal.stream.entries import Context, Entry, Source
from iom_wagtail.journal.stream.queries import columns
from iom_wagtail.school.names import short_name

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from iom_wagtail.routes.models import RoutePage


def meeting_rows(page: RoutePage) -> QuerySet:
    """Return the meetings; everybody on the route reads them."""
    return columns(
        queries.meetings(page),
        "meeting",
        day="held_on",
        title="topic",
        first="result",
        second="teacher_step",
        third="mentor_step",
    )


def present_meeting(row: dict[str, Any], context: Context) -> Entry:
    """Return «Встреча: …» with what was agreed and who does what next."""
    uuid = UUID(str(row["uuid"]))
    parts = (
        (_("What was agreed"), row["first"]),
        (_("Next step of the teacher"), row["second"]),
        (_("Next step of the mentor"), row["third"]),
    )
    return Entry(
        kind="meeting",
        uuid=str(uuid),
        day=row["day"],
        heading=_("Meeting: %(topic)s") % {"topic": row["title"]},
        icon="meet",
        texts=tuple((label, text) for label, text in parts if text),
        author=short_name(*row["author"].split("|")),
        href=reverse("iom_route_meeting", args=[context.page.pk, uuid]),
    )


def _asked_name() -> Concat:
    return Concat(
        "asked__surname",
        Value("|"),
        "asked__given_name",
        Value("|"),
        "asked__patronymic",
        output_field=CharField(),
    )


def request_rows(page: RoutePage) -> QuerySet:
    """Return the requests with their state, one of ``rules.STATES``."""
    answered = Q(consultation__isnull=False, consultation__removed_at__isnull=True)
    state = Case(
        When(answered, then=Value("answered")),
        When(declined="", then=Value("waits")),
        default=Value("declined"),
        output_field=CharField(),
    )
    return columns(
        queries.requests(page),
        "request",
        day=TruncDate("created_at"),
        title="topic",
        first=_asked_name(),
        second="wish",
        third=state,
    )


def present_request(row: dict[str, Any], context: Context) -> Entry:
    """Return «Просьба о консультации: …», whom it goes to, where it stands."""
    uuid = UUID(str(row["uuid"]))
    whom = _("To: %(name)s") % {"name": short_name(*row["first"].split("|"))}
    texts = [whom, row["second"], rules.STATES[row["third"]]]
    return Entry(
        kind="request",
        uuid=str(uuid),
        day=row["day"],
        heading=_("A consultation is asked for: %(topic)s") % {"topic": row["title"]},
        icon="msg",
        texts=tuple(("", text) for text in texts if text),
        author=short_name(*row["author"].split("|")),
        href=reverse("iom_route_request", args=[context.page.pk, uuid]),
    )


def announced_rows(page: RoutePage) -> QuerySet:
    """Return the meetings after which another one is agreed for today or later."""
    return columns(
        queries.meetings(page).filter(next_on__gte=timezone.localdate()),
        "meeting",
        day="next_on",
        title="topic",
        first="teacher_step",
        second="mentor_step",
    )


def present_announced(row: dict[str, Any], context: Context) -> Entry:
    """Return «Следующая встреча», what the last one was about, and who does what until then."""
    uuid = UUID(str(row["uuid"]))
    parts = (
        (_("The last one"), row["title"]),
        (_("Next step of the teacher"), row["first"]),
        (_("Next step of the mentor"), row["second"]),
    )
    return Entry(
        kind="meeting",
        uuid=str(uuid),
        day=row["day"],
        heading=_("Next meeting"),
        icon="meet",
        texts=tuple((label, text) for label, text in parts if text),
        author=short_name(*row["author"].split("|")),
        href=reverse("iom_route_meeting", args=[context.page.pk, uuid]),
    )


def waiting_rows(page: RoutePage) -> QuerySet:
    """Return the requests that wait for an answer; they have no day yet."""
    return columns(
        queries.waiting(page),
        "request",
        day=Cast(Value(None), DateField()),
        title="topic",
        first=_asked_name(),
        second="wish",
    )


def present_waiting(row: dict[str, Any], context: Context) -> Entry:
    """Return «Консультация: …», whom the teacher asks and when it suits."""
    uuid = UUID(str(row["uuid"]))
    whom = _("To: %(name)s") % {"name": short_name(*row["first"].split("|"))}
    return Entry(
        kind="request",
        uuid=str(uuid),
        day=None,
        heading=_("Consultation: %(topic)s") % {"topic": row["title"]},
        icon="msg",
        texts=tuple(("", text) for text in (whom, row["second"], rules.STATES["waits"]) if text),
        href=reverse("iom_route_request", args=[context.page.pk, uuid]),
    )


MEETINGS = Source("meeting", pgettext_lazy("stream", "Meetings"), meeting_rows, present_meeting)
REQUESTS = Source("request", pgettext_lazy("stream", "Requests"), request_rows, present_request)
ANNOUNCED_MEETINGS = Source(
    "meeting", pgettext_lazy("stream", "Meetings"), announced_rows, present_announced
)
WAITING_REQUESTS = Source(
    "request", pgettext_lazy("stream", "Requests"), waiting_rows, present_waiting
)
