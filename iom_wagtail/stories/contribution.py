"""What the stories room adds to the rooms below it; called once, when the app is ready."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from iom_wagtail.outcome import offers
from iom_wagtail.outcome.rights import Right, allows

if TYPE_CHECKING:
    from iom_wagtail.outcome.models import ConclusionPage


def _address(page: ConclusionPage) -> str:
    return reverse("iom_route_story", args=[page.route_page_id])


def register() -> None:
    """Let a successful conclusion lead to the wizard."""
    offers.register(
        offers.Door(
            name="story",
            label=_("Tell of this success"),
            icon="award",
            url=_address,
            allowed=lambda offices: allows(offices, Right.TELL),
        )
    )
