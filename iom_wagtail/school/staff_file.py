"""An uploaded staff list as text: a CSV as it is, a spreadsheet row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from iom_wagtail.files.exceptions import FileRefused
from iom_wagtail.files.sheets import reading
from iom_wagtail.files.sheets.text import decode
from iom_wagtail.school import list_text, staff_list

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile


def text_in(upload: UploadedFile) -> str:
    """Return the list in a file as text, as it stands in the field then; raises ``FileRefused``."""
    kind = reading.table_kind(upload, upload.name or "", size=upload.size or 0)
    if kind != "text":
        return staff_list.text_of(reading.read_kind(upload, kind).sheets)
    data = upload.read(list_text.MOST_BYTES + 1)
    if len(data) > list_text.MOST_BYTES:
        raise FileRefused(_("The file is too large for a staff list."), code="large")
    return decode(data)
