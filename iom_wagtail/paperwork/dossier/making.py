"""Writing a dossier piece by piece: one paper in memory at a time, resumable, never twice at once.

A task worker writes it in one go. Where there is none, the page that shows the progress writes a
few papers at each look, so a small school needs no further process.
"""

from __future__ import annotations

import logging
import shutil
import time
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.files import File
from django.db.models import Q
from django.utils import timezone

from iom_wagtail.files.storage import new_name, private_root, private_storage
from iom_wagtail.paperwork.dossier import rules
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


def workplace(dossier: Dossier) -> Path:
    """Return where the unfinished file lies: beside the private files, on this machine."""
    return private_root() / "dossiers-in-work" / f"{dossier.uuid.hex}.zip"


def advance(dossier: Dossier, *, seconds: float | None = None) -> Dossier:
    """Write on, for some seconds or to the end; return the order as it stands then.

    Only one process writes; the others return at once. When a writer has died, what it left may
    be broken, and the work begins anew.
    """
    now = timezone.now()
    free = Q(busy_until=None) | Q(busy_until__lt=now)
    mine = Dossier.objects.filter(free, pk=dossier.pk, state=DossierState.MAKING)
    died = dossier.busy_until is not None and dossier.busy_until < now
    if not mine.update(busy_until=now + rules.PATIENCE):
        dossier.refresh_from_db()
        return dossier
    dossier.refresh_from_db()
    try:
        _write(dossier, anew=died, until=None if seconds is None else time.monotonic() + seconds)
    except Exception:
        # The cause is in the log without anybody's words; the person is told to order again.
        logger.exception("Dossier %s could not be made", dossier.uuid)
        dossier.state = DossierState.FAILED
        workplace(dossier).unlink(missing_ok=True)
    dossier.busy_until = None
    dossier.save()
    return dossier


def _write(dossier: Dossier, *, anew: bool, until: float | None) -> None:
    path = workplace(dossier)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if anew or not path.exists():
        path.unlink(missing_ok=True)
        dossier.done = 0
    sources: Sources | None = None
    with zipfile.ZipFile(path, "a", compression=zipfile.ZIP_DEFLATED) as archive:
        for part in dossier.parts[dossier.done :]:
            if "index" in part:
                archive.writestr(part["name"], _index(dossier))
                dossier.done += 1
                continue
            if sources is None or sources.page.pk != part["route"]:
                sources = _sources(part["route"], dossier.ordered_by)
            if sources is not None:
                _put(archive, sources, part)
            dossier.done += 1
            _tell(dossier)
            if until is not None and time.monotonic() > until:
                break
        over = dossier.done >= dossier.total
        if over and dossier.unprinted:
            archive.writestr(UNPRINTED, unprinted_text(dossier.unprinted))
    if over:
        _finish(dossier, path)


def _tell(dossier: Dossier) -> None:
    """Say how far it is, and that the writer lives."""
    dossier.busy_until = timezone.now() + rules.PATIENCE
    Dossier.objects.filter(pk=dossier.pk).update(done=dossier.done, busy_until=dossier.busy_until)


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
        archive.writestr(part["name"], contents_text(part, _teacher_of(sources.page)))
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
        logger.error("A private file is missing: %s", row.file.name)


def _packing(name: str) -> int:
    return zipfile.ZIP_STORED if name.endswith(PACKED) else zipfile.ZIP_DEFLATED


def _finish(dossier: Dossier, path: Path) -> None:
    storage = private_storage()
    with path.open("rb") as made:
        dossier.file.name = storage.save(new_name("dossiers"), File(made))
    dossier.file_size = path.stat().st_size
    path.unlink()
    dossier.state = DossierState.READY
    dossier.expires_at = timezone.now() + rules.KEPT_FOR
