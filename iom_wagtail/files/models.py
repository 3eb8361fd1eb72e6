"""What every row with a private file has; the rows themselves belong to the rooms above."""

from __future__ import annotations

import logging
import uuid
from functools import partial
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models.signals import post_delete
from django.utils.translation import gettext_lazy as _

from iom_wagtail.files.kinds import Kind, kind_of
from iom_wagtail.files.storage import private_storage, random_name

logger = logging.getLogger(__name__)


class PrivateFile(models.Model):
    """One private file: where it lies, what it is, under which name people know it.

    ``uuid`` stands in its address. ``preview`` is a small copy of a picture, without what
    cameras write beside it. Made from an upload by ``files.keeping.kept``.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    file = models.FileField(_("file"), storage=private_storage, upload_to=random_name)
    preview = models.FileField(
        _("small copy"), storage=private_storage, upload_to=random_name, blank=True, editable=False
    )
    file_name = models.CharField(_("name of the file"), max_length=150, editable=False)
    # A code of ``files.kinds``; no choices, so that a new kind needs no migration.
    file_kind = models.CharField(_("kind of file"), max_length=10, editable=False)
    file_size = models.PositiveBigIntegerField(_("size"), editable=False)
    sha256 = models.CharField(max_length=64, editable=False)

    class Meta:
        abstract = True

    @property
    def kind_of_file(self) -> Kind:
        """What the file is, with its media type."""
        return kind_of(self.file_kind)


def forget_file(sender: type[models.Model], instance: PrivateFile, **kwargs: Any) -> None:
    """Delete the file of a deleted row and its small copy, once the deletion is certain.

    A file that can't be deleted stays and is reported by its random name; nothing leads to it.
    """
    for file in (instance.file, instance.preview):
        if file:
            transaction.on_commit(partial(_delete, file.storage, file.name))


def _delete(storage: Any, name: str) -> None:
    try:
        storage.delete(name)
    except OSError:
        logger.exception("A private file could not be deleted: %s", name)


def watch_deletions() -> None:
    """Let every model with a private file delete it together with the row."""
    for model in apps.get_models():
        if issubclass(model, PrivateFile):
            post_delete.connect(forget_file, sender=model, dispatch_uid="iom_forget_file")
