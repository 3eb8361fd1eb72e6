"""What the room of papers adds to routes; called once, when the app is ready."""

from __future__ import annotations

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from iom_wagtail.routes.states import Link, contributions


def register() -> None:
    """Lead from the lists of routes to the registers."""
    contributions.lists.append(
        Link(_("Registers for Excel"), reverse_lazy("iom_registers"), "table")
    )
