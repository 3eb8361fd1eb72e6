"""Forms of the diary. They import no models."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from iom_wagtail.journal.fields import day, words


def _mark(label: object) -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False)


class EntryForm(forms.Form):
    """What happened → what I understood → what I will do, and who sees it (3.1)."""

    happened_on = day(_("Date"))
    text = words(_("What happened"), longest=10_000, rows=4)
    insight = words(_("What I understood"), longest=10_000, rows=3, required=False)
    next_step = words(_("What I will do"), longest=5000, rows=2, required=False)
    to_mentor = _mark(_("the mentor"))
    to_methodist = _mark(_("the methodist"))
    to_deputy = _mark(_("the deputy director"))
    to_all = _mark(_("everybody on the route"))

    @property
    def texts(self) -> list[forms.BoundField]:
        """The fields of the entry itself."""
        return [self[name] for name in ("happened_on", "text", "insight", "next_step")]

    @property
    def marks(self) -> list[forms.BoundField]:
        """The fields that say who sees it."""
        return [self[name] for name in self.fields if name.startswith("to_")]


class ReplyForm(forms.Form):
    """An answer to a shown entry."""

    text = words(_("Answer"), longest=5000, rows=3)
