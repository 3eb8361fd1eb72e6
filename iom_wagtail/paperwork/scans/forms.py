"""The form that takes scans."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from iom_wagtail.journal.attachments.forms import FilesField


class ScanForm(forms.Form):
    """One file or several: the pages of one signed paper."""

    files = FilesField(label=gettext_lazy("Scan or photographs of the signed paper"))

    def clean(self) -> None:
        """Ask for at least one file."""
        if not self.cleaned_data.get("files"):
            self.add_error("files", _("Choose at least one file."))
