"""Refusals of the journal; each message is written for the person who is refused."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _


class NotAllowed(PermissionDenied):
    """The person may not do this on this route."""


class WrongRecord(ValidationError):
    """The record can't be so; ``message_dict`` leads to the field."""


class RecordChanged(WrongRecord):
    """Somebody else changed the record since it was shown; says who and when."""

    def __init__(self, who: str, when: str) -> None:
        super().__init__(
            _("%(who)s changed this at %(when)s. Look at the record as it is now, then save again.")
            % {"who": who or _("Somebody"), "when": when}
        )


class RouteClosed(NotAllowed):
    """The route takes no records now: it is stopped, or was never approved."""
