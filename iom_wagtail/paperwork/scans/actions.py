"""Attaching and removing scans. Each checks, changes, logs."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from iom_wagtail.files.exceptions import FileRefused
from iom_wagtail.files.keeping import kept
from iom_wagtail.paperwork.scans import rules
from iom_wagtail.paperwork.scans.models import SignedScan

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

    from iom_wagtail.files.keeping import Checked
    from iom_wagtail.paperwork.kinds import Kind
    from iom_wagtail.routes.models import RoutePage

FOLDER = "signed"
#: What a scanner or a telephone makes.
SCANS = frozenset({"pdf", "jpeg", "png", "webp", "heic"})


def keep_scan(
    page: RoutePage,
    user: AbstractBaseUser,
    file: Checked,
    *,
    kind: Kind,
    record: UUID | None,
    version: int | None,
) -> SignedScan:
    """Attach the scan of a signed paper to the version it shows; return the row.

    Raises ``PermissionDenied``, and ``FileRefused`` for what is no scan or lies there already.
    """
    if not rules.may_keep(page.offices_of(user)):
        raise PermissionDenied
    if page.is_archived:
        raise PermissionDenied(_("The route is in the archive."))
    if file.accepted.kind.code not in SCANS:
        raise FileRefused(_("A scan is a PDF or a photograph."))
    there = page.signed_scans.filter(
        paper=kind.code, record=record, version=version, sha256=file.sha256
    )
    if there.exists():
        raise FileRefused(_("This very file is attached already."))
    with kept(file, FOLDER) as stored, transaction.atomic():
        row = SignedScan.objects.create(
            route=page,
            paper=kind.code,
            record=record,
            version=version,
            added_by=user.staff_member,
            **stored,
        )
        _log(row, user, "iom_wagtail.keep_scan")
    return row


def drop_scan(row: SignedScan, user: AbstractBaseUser) -> None:
    """Remove a scan for good, and its file once that is certain; raises ``PermissionDenied``."""
    staff = getattr(user, "staff_member", None)
    own = staff is not None and staff.pk == row.added_by_id
    if row.route.is_archived or not rules.may_drop(row.route.offices_of(user), own=own):
        raise PermissionDenied
    with transaction.atomic():
        _log(row, user, "iom_wagtail.drop_scan")
        row.delete()


def _log(row: SignedScan, user: AbstractBaseUser, action: str) -> None:
    """Log by keys: no file name stands in the log."""
    data = {"scan": row.pk, "paper": row.paper, "version": row.version}
    log(instance=row.route, action=action, user=user, data=data)
