"""From an upload to a file that lies safe; the row about it is the caller's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile

from iom_wagtail.conf import get_settings
from iom_wagtail.files.previews import preview_of
from iom_wagtail.files.rules import MEGABYTE, Accepted, examine
from iom_wagtail.files.storage import checksum, new_name, private_storage

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile


@dataclass(frozen=True, slots=True)
class Checked:
    """An upload that passed the rules, with its checksum; it has not been kept yet."""

    upload: UploadedFile
    accepted: Accepted
    sha256: str


def max_file_bytes() -> int:
    """Return the size of the largest file accepted."""
    return get_settings().max_file_mb * MEGABYTE


def check(upload: UploadedFile) -> Checked:
    """Return an upload as the rules see it; raises ``FileRefused`` with one sentence."""
    accepted = examine(upload, upload.name or "", size=upload.size or 0, max_bytes=max_file_bytes())
    return Checked(upload, accepted, checksum(upload))


@contextmanager
def kept(checked: Checked, folder: str) -> Iterator[dict[str, object]]:
    """Keep a checked upload and a small copy of a picture; give the values of ``PrivateFile``.

    When the block fails, the files go again: write the row inside. A process killed between
    the two leaves a file without a row, never a row without a file.
    """
    storage = private_storage()
    small = preview_of(checked.upload, checked.accepted.kind)
    names: list[str] = []
    checked.upload.seek(0)
    try:
        names.append(storage.save(new_name(folder), checked.upload))
        if small is not None:
            names.append(storage.save(new_name(folder), ContentFile(small)))
        yield {
            "file": names[0],
            "preview": names[1] if small is not None else "",
            "file_name": checked.accepted.name,
            "file_kind": checked.accepted.kind.code,
            "file_size": checked.accepted.size,
            "sha256": checked.sha256,
        }
    except BaseException:
        for name in names:
            with suppress(OSError):
                storage.delete(name)
        raise
