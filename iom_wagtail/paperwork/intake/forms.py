"""Forms of the intake. They import no models."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from iom_wagtail.files.exceptions import FileRefused
from iom_wagtail.files.sheets.book import Book
from iom_wagtail.files.sheets.reading import ACCEPT, MOST_BYTES, read_book
from iom_wagtail.files.sheets.text import sheet_of


class TableForm(forms.Form):
    """A table as a file, or its cells pasted; gives the ``book`` that was read."""

    file = forms.FileField(
        label=_("File with the table"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        help_text=_("Excel (.xlsx), LibreOffice (.ods) or CSV."),
    )
    text = forms.CharField(
        label=_("Or the copied cells"),
        required=False,
        strip=False,
        widget=forms.Textarea(
            attrs={
                "rows": 6,
                "spellcheck": "false",
                "autocomplete": "off",
                "class": "iom-list-text",
            }
        ),
        help_text=_("Copy the table in Excel or Word with its head, and paste it here."),
    )

    def clean(self) -> dict[str, Any]:
        """Read the table; what can't be read is said at the field it came through."""
        data = super().clean()
        upload, text = data.get("file"), data.get("text") or ""
        name = "file" if upload is not None else "text"
        try:
            if upload is not None:
                data["book"] = read_book(upload, upload.name or "", size=upload.size or 0)
            elif len(text) > MOST_BYTES:
                self.add_error("text", _("The text is too long for a table."))
            elif text.strip():
                data["book"] = Book([sheet_of(text)])
            elif "file" not in self.errors:
                self.add_error("file", _("Choose a file, or paste the cells."))
        except FileRefused as error:
            self.add_error(name, error)
        return data
