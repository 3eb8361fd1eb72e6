"""Which testimonials somebody reads: the one place that every list, page and stream asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from iom_wagtail.journal.choices import Circle
from iom_wagtail.journal.doors import staff_id_of
from iom_wagtail.journal.testimonials import rules
from iom_wagtail.journal.testimonials.models import Testimonial

if TYPE_CHECKING:
    from iom_wagtail.routes.models import RoutePage


def readable(page: RoutePage) -> QuerySet:
    """Return the testimonials of a route that the page's reader may read."""
    offices = page.reader.offices
    condition = Q(created_by_id=staff_id_of(page.reader.user) or 0)
    condition |= Q(circle__in=rules.circles(offices))
    if rules.reads_shown(offices):
        condition |= Q(shown_to_teacher=True) & ~Q(circle=Circle.NARROW)
    return Testimonial.objects.present().filter(condition, route=page)
