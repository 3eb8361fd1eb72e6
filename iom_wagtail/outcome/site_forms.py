"""Forms of the conclusion's page on the site."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from iom_wagtail.journal.fields import day, line, words


class ReopenForm(forms.Form):
    """Why an approved conclusion is opened again."""

    reason = words(
        _("Why it is opened again"),
        longest=2000,
        help_text=_("Everybody who reads the conclusion reads this too."),
    )


class CouncilForm(forms.Form):
    """What the pedagogical council decided."""

    protocol_no = line(_("Protocol №"), longest=30)
    held_on = day(_("Date of the council"))
    decision = words(pgettext_lazy("council", "Decision"), longest=2000)
