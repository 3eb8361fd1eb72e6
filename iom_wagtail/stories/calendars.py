"""A celebration for a calendar: an iCalendar file (RFC 5545)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from icalendar import Calendar, Event

from iom_wagtail import __version__
from iom_wagtail.stories.letters import one_line

if TYPE_CHECKING:
    from django.http import HttpRequest

    from iom_wagtail.stories.models import CelebrationPage

MEDIA_TYPE = "text/calendar; charset=utf-8"
#: From when on editions are counted; a calendar takes the higher number of two.
_FIRST_EDITION = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)


def calendar_file(page: CelebrationPage, request: HttpRequest) -> HttpResponse:
    """Return the file as a download."""
    response = HttpResponse(calendar_of(page, request.build_absolute_uri(page.get_url(request))))
    response["Content-Type"] = MEDIA_TYPE
    response["Content-Disposition"] = content_disposition_header(True, f"{page.slug}.ics")
    return response


def calendar_of(page: CelebrationPage, address: str) -> bytes:
    """Return a calendar with the one event.

    Its key comes from the page's, so that it stays the same under another address and in another
    language. Hours are those of the school's clock, with the rules of its time zone.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//iom_wagtail//{__version__}//RU")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    event = Event()
    event.add("uid", f"{page.translation_key}@iom-wagtail")
    written = page.last_published_at or timezone.now()
    event.add("dtstamp", written.astimezone(dt.UTC))
    event.add("last-modified", written.astimezone(dt.UTC))
    event.add("sequence", max(0, int((written - _FIRST_EDITION).total_seconds()) // 60))
    event.add("summary", one_line(page.title))
    event.add("dtstart", _here(page.begins_at))
    if page.ends_at:
        event.add("dtend", _here(page.ends_at))
    if page.place:
        event.add("location", one_line(page.place))
    if page.lead:
        event.add("description", one_line(page.lead))
    event.add("url", address)
    calendar.add_component(event)
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _here(moment: dt.datetime) -> dt.datetime:
    return moment.astimezone(timezone.get_default_timezone())
