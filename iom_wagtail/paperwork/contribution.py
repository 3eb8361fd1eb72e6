"""What the room of papers adds to routes; called once, when the app is ready."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from iom_wagtail.paperwork.dossier.actions import may_order_year
from iom_wagtail.paperwork.registers.views import name_of_page
from iom_wagtail.routes.states import Link, contributions

if TYPE_CHECKING:
    from iom_wagtail.routes.models import RoutePage
    from iom_wagtail.routes.office.desk import Desk


def link(page: RoutePage) -> Link:
    """Return the way from a route to its papers."""
    return Link(_("Papers"), reverse("iom_route_papers", args=[page.pk]), "print")


def registers(desk: Desk) -> Link:
    """Return the way from the lists of routes to the registers."""
    leads = desk.school is not None and may_order_year(desk.school, desk.user)
    return Link(name_of_page(leads=leads), reverse("iom_registers"), "table")


def register() -> None:
    """Lead from a route to its papers, and from the lists of routes to the registers."""
    if link not in contributions.links:
        contributions.links.append(link)
        contributions.lists.append(registers)
