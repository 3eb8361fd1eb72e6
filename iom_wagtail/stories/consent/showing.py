"""Consents as screens show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from iom_wagtail.stories.consent import rules

if TYPE_CHECKING:
    from iom_wagtail.stories.consent.models import PublicationConsent

#: The class of the word for a state, in the office and on the site.
STAGES = {
    rules.State.HOLDS: "running",
    rules.State.SOON: "approval",
    rules.State.RUN_OUT: "stopped",
    rules.State.WITHDRAWN: "stopped",
}
BADGES = {
    rules.State.HOLDS: ("done", "done"),
    rules.State.SOON: ("due", "clock"),
    rules.State.RUN_OUT: ("off", "clock"),
    rules.State.WITHDRAWN: ("off", "x"),
}


def tell_state(consent: PublicationConsent) -> PublicationConsent:
    """Return the consent with the words and classes for its state today."""
    state = rules.state(consent.valid_until, consent.withdrawn_at is not None, timezone.localdate())
    consent.state = state
    consent.state_label = rules.STATE_LABELS[state]
    consent.stage = STAGES[state]
    consent.badge, consent.badge_icon = BADGES[state]
    return consent
