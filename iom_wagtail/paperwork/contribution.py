"""What the room of papers adds to routes; called once, when the app is ready."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from iom_wagtail.routes.states import Link, contributions

if TYPE_CHECKING:
    from iom_wagtail.routes.models import RoutePage


def link(page: RoutePage) -> Link:
    """Return the way from a route to its papers."""
    return Link(_("Papers"), reverse("iom_route_papers", args=[page.pk]), "print")


def register() -> None:
    """Let routes know of their papers."""
    if link not in contributions.links:
        contributions.links.append(link)
