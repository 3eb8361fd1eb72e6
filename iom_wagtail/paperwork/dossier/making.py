"""Writing a dossier piece by piece: one paper in memory at a time, resumable, never twice at once.

A task worker writes it in one go. Where there is none, the page that shows the progress writes a
few papers at each look, so a small school needs no further process.
"""

from __future__ import annotations

import logging
import shutil
import time
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.files import File
from django.utils import timezone

from iom_wagtail.faults import told
from iom_wagtail.files.storage import new_name, private_root, private_storage
from iom_wagtail.paperwork.dossier import rules
from iom_wagtail.paperwork.dossier.hold import Hold, Overtaken
from iom_wagtail.paperwork.dossier.models import Dossier, DossierState
from iom_wagtail.paperwork.dossier.parts import (
    UNPRINTED,
    Part,
    contents_text,
    index_text,
    rendered,
    unprinted_text,
)
from iom_wagtail.paperwork.exceptions import BrokenTemplate, NoPaper
from iom_wagtail.paperwork.scans.queries import readable
from iom_wagtail.paperwork.sources import Sources, readable_routes
from iom_wagtail.routes.rules import year_label

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

    from iom_wagtail.routes.models import RoutePage

logger = logging.getLogger(__name__)

#: Pictures, PDF and Office files are packed already.
PACKED = (".pdf", ".docx", ".xlsx", ".pptx", ".jpg", ".png", ".webp", ".heic", ".odt", ".ods")


def workshop() -> Path:
    """Return where unfinished files lie: beside the private files, on this machine."""
    return private_root() / "dossiers-in-work"


def workplace(dossier: Dossier) -> Path:
    """Return where the unfinished file of an order lies."""
    return workshop() / f"{dossier.uuid.hex}.zip"


def advance(dossier: Dossier, *, seconds: float | None = None) -> Dossier:
    """Write on, for some seconds or to the end; return the order as it stands then.

    Only one process writes; the others return at once. When a writer has died, what it left may
    be broken, and the work begins anew. Raises ``Dossier.DoesNotExist`` when it was discarded.
    """
    hold = Hold.take(dossier.pk)
    dossier.refresh_from_db()
    if hold is None:
        return dossier
    try:
        _write(dossier, hold, until=None if seconds is None else time.monotonic() + seconds)
    except Overtaken:
        pass
    except Exception as error:
        # The person is told to order again; what the error says may be somebody's words.
        logger.error("Dossier %s could not be made: %s", dossier.uuid, told(error))
        _give_up(dossier, hold)
    dossier.refresh_from_db()
    return dossier


def _give_up(dossier: Dossier, hold: Hold) -> None:
    with suppress(Overtaken):
        hold.end(state=DossierState.FAILED)
        workplace(dossier).unlink(missing_ok=True)


def _write(dossier: Dossier, hold: Hold, *, until: float | None) -> None:
    path, done = workplace(dossier), dossier.done
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if hold.anew or not _goes_on(path, done):
        path.unlink(missing_ok=True)
        done = 0
    sources: Sources | None = None
    with zipfile.ZipFile(path, "a", compression=zipfile.ZIP_DEFLATED) as archive:
        for part in dossier.parts[done:]:
            if "index" in part:
                archive.writestr(part["name"], _index(dossier))
                done += 1
                continue
            if sources is None or sources.page.pk != part["route"]:
                sources = _sources(part["route"], dossier.ordered_by)
            if sources is not None:
                _put(archive, sources, part)
            done += 1
            if "broken" in part:
                hold.keep(done, parts=dossier.parts)
            hold.tell(done)
            if until is not None and time.monotonic() > until:
                break
        whole = done >= dossier.total
        if whole and dossier.unprinted:
            archive.writestr(UNPRINTED, unprinted_text(dossier.unprinted))
        archive.comment = b"" if whole else _mark(done)
        there = set(archive.namelist())
    if whole:
        _finish(dossier, hold, path, there)
    else:
        hold.end(done=done)


def _mark(done: int) -> bytes:
    return f"{done} parts".encode()


def _goes_on(path: Path, done: int) -> bool:
    """Return whether the unfinished file is the one in which so many parts were written.

    It may be another: of another machine that has a folder of its own.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.comment == _mark(done)
    except (OSError, zipfile.BadZipFile):
        return False


def _sources(pk: int, user: AbstractBaseUser) -> Sources | None:
    """Return what the route's papers are made from, or None once the person lost sight of it."""
    page = readable_routes(user).filter(pk=pk).first()
    if page is None:
        return None
    page.reader = page.permissions_for_user(user)
    return Sources(page)


def _index(dossier: Dossier) -> bytes:
    """Return whose folder is which in the package of a year, as far as the person may see."""
    pages = readable_routes(dossier.ordered_by).filter(pk__in=[*map(int, dossier.offices)])
    found = [(page.title, _teacher_of(page)) for page in pages.order_by("number")]
    return index_text(year_label(dossier.year_start), found)


def _teacher_of(page: RoutePage) -> str:
    return page.teacher.full_name if page.teacher else ""


def _put(archive: zipfile.ZipFile, sources: Sources, part: Part) -> None:
    """Write one file; what went away since the order is left out.

    A paper whose template can't be filled in is left out, and marked in the order.
    """
    if "contents" in part:
        there = archive.namelist()
        archive.writestr(part["name"], contents_text(part, _teacher_of(sources.page), there))
    elif "file" in part:
        _copy(archive, sources, part)
    else:
        try:
            data = rendered(sources, part)
        except NoPaper:
            return
        except BrokenTemplate as broken:
            part["broken"] = broken.template
            return
        archive.writestr(part["name"], data, compress_type=_packing(part["name"]))


def _copy(archive: zipfile.ZipFile, sources: Sources, part: Part) -> None:
    rows = sources.attachments if part["file"] == "attachment" else readable(sources)
    row = next((row for row in rows if row.uuid == UUID(part["uuid"])), None)
    if row is None:
        return
    entry = zipfile.ZipInfo(part["name"], date_time=timezone.localtime().timetuple()[:6])
    entry.compress_type = _packing(part["name"])
    try:
        with row.file.open("rb") as source, archive.open(entry, "w", force_zip64=True) as target:
            shutil.copyfileobj(source, target)
    except FileNotFoundError:
        # The list of contents says so.
        logger.error("A private file is missing: %s", row.file.name)


def _packing(name: str) -> int:
    return zipfile.ZIP_STORED if name.endswith(PACKED) else zipfile.ZIP_DEFLATED


class _Movable(File):
    """A finished file: storage on the same disk moves it there, and needs no room for a second."""

    def temporary_file_path(self) -> str:
        """Return where it lies; Django's storage asks so for what it may move."""
        return str(self.name)


def _finish(dossier: Dossier, hold: Hold, path: Path, there: set[str]) -> None:
    """Put the file among the private ones. The order keeps the parts that are in it."""
    hold.keep(dossier.total)  # nobody else has begun a file in this place meanwhile
    parts = [part for part in dossier.parts if part["name"] in there or "broken" in part]
    storage, name, size = private_storage(), new_name("dossiers"), path.stat().st_size
    try:
        with path.open("rb") as made:
            name = storage.save(name, _Movable(made, str(path)))
        hold.end(
            state=DossierState.READY,
            parts=parts,
            done=len(parts),
            file=name,
            file_size=size,
            expires_at=timezone.now() + rules.KEPT_FOR,
        )
    except BaseException:
        with suppress(OSError):
            storage.delete(name)
        raise
    path.unlink(missing_ok=True)
