"""The right to write a dossier: one process has it at a time, as long as it gives signs of life."""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from iom_wagtail.paperwork.dossier import rules
from iom_wagtail.paperwork.dossier.models import Dossier, DossierState

if TYPE_CHECKING:
    from django.db.models import QuerySet

#: How often a writer says how far it is.
SECONDS = 1.0


class Overtaken(Exception):
    """Somebody else has the order now, or it is gone; what was written is theirs to throw away."""


@dataclass
class Hold:
    """The order as one writer holds it. ``until`` stands in its row and is the writer's alone.

    ``anew``: the writer before died, and what it left may be broken.
    """

    pk: int
    until: dt.datetime
    anew: bool
    told: float = field(default_factory=time.monotonic)

    @classmethod
    def take(cls, pk: int) -> Hold | None:
        """Return a hold on an order that is to be written and that nobody else writes."""
        now = timezone.now()
        until = now + rules.PATIENCE
        rows = Dossier.objects.filter(pk=pk, state=DossierState.MAKING)
        if rows.filter(busy_until=None).update(busy_until=until):
            return cls(pk, until, anew=False)
        if rows.filter(busy_until__lt=now).update(busy_until=until):
            return cls(pk, until, anew=True)
        return None

    def tell(self, done: int) -> None:
        """Say how far it is, once in a while; raises ``Overtaken``."""
        if time.monotonic() - self.told >= SECONDS:
            self.keep(done)

    def keep(self, done: int, **values: Any) -> None:
        """Say how far it is, and that the writer lives; raises ``Overtaken``."""
        until = timezone.now() + rules.PATIENCE
        if not self._mine.update(done=done, busy_until=until, **values):
            raise Overtaken
        self.until, self.told = until, time.monotonic()

    def end(self, **values: Any) -> None:
        """Write what came of it, and let the order go; raises ``Overtaken``."""
        if not self._mine.update(**values, busy_until=None):
            raise Overtaken

    @property
    def _mine(self) -> QuerySet:
        return Dossier.objects.filter(pk=self.pk, busy_until=self.until)
