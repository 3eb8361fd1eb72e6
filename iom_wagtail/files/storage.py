"""Where private files lie: outside MEDIA, under names that say nothing."""

from __future__ import annotations

import datetime as dt
import hashlib
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import FileSystemStorage, Storage, storages
from django.utils import timezone
from django.utils.deconstruct import deconstructible
from django.utils.functional import LazyObject

from iom_wagtail.conf import get_settings

if TYPE_CHECKING:
    from django.core.files.base import File
    from django.db import models

#: A project that keeps private files elsewhere (S3) names a storage so in ``STORAGES``.
ALIAS = "private"


def private_root() -> Path:
    """Return the folder of private files; raises ``ImproperlyConfigured`` when none can be told."""
    given = get_settings().private_root
    if given:
        return Path(given).absolute()
    if not settings.MEDIA_ROOT:
        raise ImproperlyConfigured('Set IOM_WAGTAIL["private_root"] or MEDIA_ROOT.')
    return Path(settings.MEDIA_ROOT).absolute().parent / "private"


@deconstructible(path="iom_wagtail.files.storage.PrivateFileStorage")
class PrivateFileStorage(FileSystemStorage):
    """Files in ``private_root``, readable by the application alone; they have no address.

    With a web server that hands them out (``accel_redirect``) its group may read too.
    """

    def __init__(self) -> None:
        super().__init__()

    # Properties, not cached: tests and settings may change under a living storage.

    @property
    def base_location(self) -> str:
        """The folder as configured."""
        return str(private_root())

    @property
    def location(self) -> str:
        """The folder as an absolute path."""
        return self.base_location

    @property
    def file_permissions_mode(self) -> int:
        """Owner only, or owner and the web server's group."""
        return 0o640 if get_settings().accel_redirect else 0o600

    @property
    def directory_permissions_mode(self) -> int:
        """The same for folders."""
        return 0o750 if get_settings().accel_redirect else 0o700

    def url(self, name: str | None) -> str:
        """Raise: there is no address; Wagtail asks so whether a file has one."""
        raise NotImplementedError("Private files have no address.")


class PrivateStorage(LazyObject):
    """The storage ``STORAGES["private"]``, or a folder outside MEDIA without one."""

    def _setup(self) -> None:
        self._wrapped = storages[ALIAS] if ALIAS in storages.backends else PrivateFileStorage()


_private = PrivateStorage()


def private_storage() -> Storage:
    """Return the storage of private files; for ``FileField(storage=…)``."""
    return _private  # type: ignore[return-value]


def random_name(instance: models.Model, filename: str) -> str:
    """Return a path for a new file: model, month, a random name. Nobody's words stand in it."""
    return new_name(instance._meta.model_name or "file")


def new_name(folder: str, today: dt.date | None = None) -> str:
    """Return a random path below a folder, one subfolder a month."""
    day = today or timezone.localdate()
    return f"{folder}/{day:%Y-%m}/{uuid.uuid4().hex}"


def checksum(file: File[Any]) -> str:
    """Return the SHA-256 of a file, leaving it at its beginning."""
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()
