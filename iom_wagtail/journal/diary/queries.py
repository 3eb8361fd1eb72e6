"""Which diary entries somebody reads; every list, page and stream asks here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

from iom_wagtail.journal.diary import rules
from iom_wagtail.journal.diary.models import DiaryEntry

if TYPE_CHECKING:
    from iom_wagtail.routes.models import RoutePage


def staff_id_of(user: Any) -> int | None:
    """Return the key of a user's staff record, or None."""
    staff = getattr(user, "staff_member", None)
    return staff.pk if staff is not None else None


def readable(page: RoutePage) -> QuerySet:
    """Return the entries of a route that the page's reader may read: own ones and shown ones."""
    condition = Q(created_by_id=staff_id_of(page.reader.user) or 0)
    for mark in rules.marks_for(page.reader.offices):
        condition |= Q(**{mark: True})
    return DiaryEntry.objects.present().filter(condition, route=page)
