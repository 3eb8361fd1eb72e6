"""What becomes of a picture on its way into the library: nothing but pixels is kept.

Pictures of public pages have public addresses, and so would have what cameras write beside them:
the place and the hour in which a child was photographed.
"""

from __future__ import annotations

from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db.models.signals import pre_save
from wagtail.images import get_image_model

from iom_wagtail.files.stripping import without_metadata

#: Set on a file that has been cleaned already.
_CLEAN = "iom_without_metadata"


def clean_upload(upload: UploadedFile) -> UploadedFile:
    """Replace the content of an upload in a form by its pixels; raises ``FileRefused``."""
    content = without_metadata(upload)
    upload.file = ContentFile(content, name=upload.name)
    upload.size = len(content)
    setattr(upload, _CLEAN, True)
    upload.seek(0)
    return upload


def clean_before_saving(instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """Clean the file of a picture that comes by any other way than our form: code, commands, API.

    Raises ``FileRefused``.
    """
    file = instance.file
    if raw or not file or getattr(file, "_committed", True) or getattr(file.file, _CLEAN, False):
        return
    cleaned = ContentFile(without_metadata(file.file), name=file.name)
    setattr(cleaned, _CLEAN, True)
    instance.file = cleaned
    instance._set_image_file_metadata()


def watch() -> None:
    """Let no picture into the library uncleaned."""
    pre_save.connect(
        clean_before_saving, sender=get_image_model(), dispatch_uid="iom_clean_picture"
    )
