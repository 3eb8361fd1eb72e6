"""Pictures of pages that went offline: no address by which somebody saw them leads anywhere now."""

from __future__ import annotations

import logging
import os
import uuid
from collections.abc import Iterable
from functools import partial
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex

from iom_wagtail.faults import told

logger = logging.getLogger(__name__)


def hide_pictures(pages: Iterable[Page]) -> int:
    """Take the pictures of offline pages from the web; return how many.

    A picture that a page shows which is still live stays: whoever is to be recognised in it is
    named there too, and that page would be offline as well. So does one that something else
    than a page uses. The office keeps the picture, under a name nobody knows.
    """
    images = get_image_model()
    kind = ContentType.objects.get_for_model(images)
    keys = set()
    for page in pages:
        # What an indexing task left for later is done now: a forgotten picture stays on the web.
        with transaction.atomic():
            ReferenceIndex.create_or_update_for_object(page)
        found = ReferenceIndex.get_references_for_object(page).filter(to_content_type=kind)
        keys.update(int(key) for key in found.values_list("to_object_id", flat=True))
    hidden = [image for image in images.objects.filter(pk__in=keys) if not _shown(image)]
    for image in hidden:
        _hide(image)
    return len(hidden)


def _shown(image: Any) -> bool:
    """Return whether something else shows a picture to everybody."""
    page = ContentType.objects.get_for_model(Page)
    keys = []
    for reference in ReferenceIndex.get_references_to(image):
        if reference.base_content_type_id != page.pk:
            return True
        keys.append(reference.object_id)
    return Page.objects.live().filter(pk__in=keys).exists()


def _hide(image: Any) -> None:
    """Delete what was drawn of a picture, and give the picture's file a new random name.

    What is drawn later has its name from the file's: the old addresses stay dead.
    """
    for rendition in image.renditions.all():
        rendition.delete()  # its file goes with it, once that is certain
    storage, old = image.file.storage, image.file.name
    new = image.get_upload_to(f"{uuid.uuid4().hex}{os.path.splitext(old)[1]}")
    try:
        with storage.open(old) as content:
            new = storage.save(new, content)
    except FileNotFoundError:
        logger.warning("The file of picture %s is missing.", image.pk)
        return
    type(image).objects.filter(pk=image.pk).update(file=new)
    transaction.on_commit(partial(_delete, storage, old), robust=True)


def _delete(storage: Any, name: str) -> None:
    try:
        storage.delete(name)
    except OSError as error:
        logger.error("A picture's file could not be deleted: %s", told(error))
