"""What the room of papers adds to routes; called once, when the app is ready."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from iom_wagtail.routes.states import Link, contributions

if TYPE_CHECKING:
    from iom_wagtail.routes.models import RoutePage

REGISTERS = Link(gettext_lazy("Registers for Excel"), reverse_lazy("iom_registers"), "table")


def link(page: RoutePage) -> Link:
    """Return the way from a route to its papers."""
    return Link(_("Papers"), reverse("iom_route_papers", args=[page.pk]), "print")


def register() -> None:
    """Lead from a route to its papers, and from the lists of routes to the registers."""
    if link not in contributions.links:
        contributions.links.append(link)
        contributions.lists.append(REGISTERS)
