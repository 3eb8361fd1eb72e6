"""Which diary entries somebody reads; every list, page and stream asks here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from iom_wagtail.journal.diary import rules
from iom_wagtail.journal.diary.models import DiaryEntry
from iom_wagtail.journal.doors import staff_id_of

if TYPE_CHECKING:
    from iom_wagtail.routes.models import RoutePage


def readable(page: RoutePage) -> QuerySet:
    """Return the entries of a route that the page's reader may read: own ones and shown ones."""
    condition = Q(created_by_id=staff_id_of(page.reader.user) or 0)
    for mark in rules.marks_for(page.reader.offices):
        condition |= Q(**{mark: True})
    return DiaryEntry.objects.present().filter(condition, route=page)
