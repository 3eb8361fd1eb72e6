"""Finding consents: those of a school, by name and state."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet

from iom_wagtail.school.models import StaffMember
from iom_wagtail.stories.consent.models import PublicationConsent
from iom_wagtail.stories.consent.rules import SOON_DAYS, State

if TYPE_CHECKING:
    from iom_wagtail.school.models import School


def consents_of(school: School) -> QuerySet:
    """Return a school's consents with their people and the number of signed copies."""
    rows = PublicationConsent.objects.filter(school=school).select_related("person")
    return rows.annotate(copies=Count("scans")).order_by("-signed_on", "-pk")


def matching(rows: QuerySet, query: str) -> QuerySet:
    """Return the consents of people whose name holds every word of a search."""
    for word in query.split():
        pattern = re.sub("[еёЕЁ]", "[её]", re.escape(word))
        staff = StaffMember.objects.matching(word)
        other = Q(other_name__iregex=pattern) | Q(signed_by__iregex=pattern)
        rows = rows.filter(Q(person__in=staff) | other)
    return rows


def in_state(rows: QuerySet, state: str, today: dt.date) -> QuerySet:
    """Return the consents in a state; all for no state."""
    withdrawn, run_out = Q(withdrawn_at__isnull=False), Q(valid_until__lt=today)
    soon = Q(valid_until__gte=today, valid_until__lt=today + dt.timedelta(days=SOON_DAYS))
    match state:
        case State.WITHDRAWN:
            return rows.filter(withdrawn)
        case State.RUN_OUT:
            return rows.filter(~withdrawn & run_out)
        case State.SOON:
            return rows.filter(~withdrawn & soon)
        case State.HOLDS:
            lasting = Q(valid_until__isnull=True) | Q(valid_until__gte=today)
            return rows.filter(~withdrawn & lasting)
    return rows
