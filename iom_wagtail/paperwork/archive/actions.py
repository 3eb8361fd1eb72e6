"""Exporting a route: gather, log, write."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from iom_wagtail.paperwork.archive.gathering import Gathered, gather, routes
from iom_wagtail.paperwork.archive.packing import write_archive
from iom_wagtail.routes.models import RoutePage
from iom_wagtail.routes.reads import log_read_by_command


@dataclass(frozen=True, slots=True)
class Report:
    """What was written, in numbers: nobody's words."""

    versions: int
    files: int
    missing: int
    changed: int


def export_route(pk: int, output: Path) -> Report:
    """Write a route's archive; the read is logged first, as a superuser's read is.

    Raises ``RoutePage.DoesNotExist``, ``OSError`` and ``BrokenArchive``; then nothing is left.
    """
    gathered = _gathered(pk)
    if gathered is None:
        raise RoutePage.DoesNotExist
    changed = write_archive(gathered, output)
    archive = gathered.archive
    rows = len(archive.journal.attachments) + len(archive.signed_scans)
    return Report(
        versions=len(gathered.versions),
        files=len(gathered.files),
        missing=rows - len(gathered.files),
        changed=changed,
    )


@transaction.atomic(savepoint=False)
def _gathered(pk: int) -> Gathered | None:
    """Read a route at one moment, and leave the trace of it; None where there is none."""
    page = routes().filter(pk=pk).first()
    if page is None:
        return None
    log_read_by_command(page, "export_route")
    return gather(page)
