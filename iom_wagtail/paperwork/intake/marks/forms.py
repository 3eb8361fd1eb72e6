"""The form of pupils' results. It imports no models."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from iom_wagtail.files.exceptions import FileRefused
from iom_wagtail.files.rules import check_size
from iom_wagtail.files.sheets.reading import ACCEPT, read_book
from iom_wagtail.journal.attachments.rules import LONGEST_TITLE
from iom_wagtail.journal.choices import KINDS_IN_SHORT, AttachmentKind
from iom_wagtail.journal.fields import choice, day, line
from iom_wagtail.journal.records.rules import past_day_problem
from iom_wagtail.paperwork.intake.marks import carried
from iom_wagtail.paperwork.intake.marks.reading import read_marks

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

#: What pupils' marks can be material of (5.3).
KINDS = (AttachmentKind.TESTS.value, AttachmentKind.PUPILS.value)


class MarksForm(forms.Form):
    """A list of a class with marks before and after; a valid one has ``upload`` and ``marks``."""

    file = forms.FileField(
        label=_("File with the marks"),
        required=False,
        widget=forms.FileInput(attrs={"class": "input", "accept": ACCEPT}),
        help_text=_("Excel (.xlsx), LibreOffice (.ods) or CSV: pupils in rows, 1 MB at most."),
    )
    held = forms.CharField(required=False, widget=forms.HiddenInput)
    held_name = forms.CharField(required=False, widget=forms.HiddenInput)
    batch = forms.UUIDField(required=False, widget=forms.HiddenInput)
    kind = choice(_("What it is"), [pair for pair in KINDS_IN_SHORT if pair[0] in KINDS])
    title = line(
        _("Title of the material"),
        longest=LONGEST_TITLE,
        help_text=_("For example: Control papers in algebra, 7 “A”."),
    )
    dated_on = day(_("Date of the work after"))
    by_whom = line(_("By whom"), longest=150, required=False)

    def clean_dated_on(self) -> Any:
        """Refuse a day to come."""
        given = self.cleaned_data["dated_on"]
        if wrong := past_day_problem(given, timezone.localdate()):
            raise forms.ValidationError(wrong)
        return given

    def clean(self) -> dict[str, Any]:
        """Read the marks of the file: the one just chosen, else the one of the preview."""
        data = super().clean()
        upload = data.get("file") or carried.unpacked(
            data.get("held") or "", data.get("held_name") or ""
        )
        if upload is None:
            if "file" not in self.errors:
                self.add_error("file", _("Choose the file."))
            return data
        try:
            data["marks"] = self._read(upload)
        except FileRefused as error:
            self.add_error("file", error)
        data["upload"] = upload
        return data

    def _read(self, upload: UploadedFile) -> Any:
        check_size(upload.size or 0, carried.MOST_BYTES)
        return read_marks(read_book(upload, upload.name or "", size=upload.size or 0))

    def hold(self) -> dict[str, Any]:
        """Return the values with which the form goes on: the file in its own field."""
        upload = self.cleaned_data["upload"]
        names = ("kind", "title", "dated_on", "by_whom", "batch")
        return {
            **{name: self.cleaned_data.get(name) for name in names},
            "held": carried.packed(upload),
            "held_name": upload.name,
        }
