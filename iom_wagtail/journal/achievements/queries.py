"""Which achievements and encouragements somebody reads, and who is shown a sum."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import DecimalField, F, QuerySet, Value

from iom_wagtail.journal.achievements.models import Achievement, Encouragement
from iom_wagtail.journal.rules import Right, allows

if TYPE_CHECKING:
    from iom_wagtail.routes.models import RoutePage


def achievements(page: RoutePage) -> QuerySet:
    """Return the achievements of a route; everybody on it reads them."""
    return Achievement.objects.present().filter(route=page)


def encouragements(page: RoutePage) -> QuerySet:
    """Return the encouragements of a route with ``seen_amount``: the sum, or None to most.

    The column itself isn't fetched, so that no page shows it by accident.
    """
    sees = allows(page.reader.offices, Right.READ_AMOUNT)
    amount = F("amount") if sees else Value(None, DecimalField(max_digits=10, decimal_places=2))
    rows = Encouragement.objects.present().filter(route=page)
    return rows.defer("amount").annotate(seen_amount=amount)
