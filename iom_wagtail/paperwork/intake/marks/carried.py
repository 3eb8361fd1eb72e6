"""A file on its way through a preview: it travels in the page, and lies nowhere until confirmed."""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING

from django.core.files.uploadedfile import SimpleUploadedFile

from iom_wagtail.files.rules import MEGABYTE

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

#: A list of a class is a hundredth of it; what is larger holds pictures.
MOST_BYTES = MEGABYTE


def packed(upload: UploadedFile) -> str:
    """Return a file as the text of a hidden field."""
    upload.seek(0)
    return base64.b64encode(upload.read()).decode("ascii")


def unpacked(text: str, name: str) -> SimpleUploadedFile | None:
    """Return the file that a hidden field holds, or None; it is examined like any upload."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    if not data or len(data) > MOST_BYTES:
        return None
    return SimpleUploadedFile(name, data)
