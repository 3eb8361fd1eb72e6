"""Mutations of the journal. Each checks, changes, logs, signals."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from iom_wagtail.files.keeping import kept
from iom_wagtail.journal import signals
from iom_wagtail.journal.attachments import queries, rules
from iom_wagtail.journal.attachments.models import Attachment
from iom_wagtail.journal.choices import AttachmentKind, Moment
from iom_wagtail.journal.exceptions import NotAllowed, WrongRecord
from iom_wagtail.journal.records.actions import check_runs
from iom_wagtail.journal.records.log import log_record

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

    from iom_wagtail.files.keeping import Checked
    from iom_wagtail.routes.models import RoutePage

FOLDER = "attachments"


def attach(
    route: RoutePage,
    user: AbstractBaseUser,
    file: Checked,
    *,
    kind: AttachmentKind,
    title: str,
    dated_on: dt.date,
    moment: Moment | str = "",
    by_whom: str = "",
    note: str = "",
    item: uuid.UUID | None = None,
    batch: uuid.UUID | None = None,
    at: dt.datetime | None = None,
) -> Attachment:
    """Attach a checked file to the card of a route; return the row.

    ``item`` is the uuid of an item of the version in force that the file is evidence for; files
    with the same ``batch`` are shown as one set, and without it the file is a set of its own.

    Raises ``NotAllowed``, ``RouteClosed``, and ``WrongRecord`` for a date to come, a survey
    without who surveyed, an item that the programme doesn't have, a field that is wrong or a
    file that lies there already. A failure leaves neither row nor file.
    """
    if not rules.may_attach(route.offices_of(user)):
        raise NotAllowed(_("The teacher, the mentor and the deputy director attach material."))
    check_runs(route)
    problems = rules.attachment_problem(
        kind=kind,
        by_whom=by_whom,
        dated_on=dated_on,
        today=timezone.localdate(),
        known=route.attachments.filter(sha256=file.sha256).exists(),
    )
    if item is not None and not queries.may_be_evidence(route, item, batch):
        problems["item"] = _("The programme in force has no such item.")
    if problems:
        raise WrongRecord(problems)
    # The file is written before the transaction begins: SQLite lets one write at a time.
    with kept(file, FOLDER) as stored, transaction.atomic():
        row = Attachment(
            route=route,
            kind=kind,
            moment=moment,
            title=title,
            dated_on=dated_on,
            by_whom=by_whom,
            note=note,
            item=item,
            batch=batch or uuid.uuid4(),
            added_by=user.staff_member,
            added_at=at or timezone.now(),
            **stored,
        )
        _check(row)
        row.save()
        _log(row, user, "iom_wagtail.attach")
        signals.attached.send(sender=Attachment, attachment=row)
    return row


def detach(row: Attachment, user: AbstractBaseUser) -> None:
    """Remove an attachment for good, and its file once that is certain.

    Raises ``NotAllowed`` unless the user is the deputy or the one who added it, and
    ``RouteClosed``.
    """
    staff = getattr(user, "staff_member", None)
    own = staff is not None and staff.pk == row.added_by_id
    if not rules.may_detach(row.route.offices_of(user), own=own):
        raise NotAllowed(_("Only who added the material and the deputy director remove it."))
    check_runs(row.route)
    with transaction.atomic():
        _log(row, user, "iom_wagtail.detach")
        signals.detached.send(sender=Attachment, attachment=row)
        row.delete()


def _check(row: Attachment) -> None:
    try:
        exclude = ["route", "added_by", "file", "preview"]
        row.full_clean(exclude=exclude, validate_unique=False)
    except ValidationError as error:
        raise WrongRecord(error.message_dict) from error


def _log(row: Attachment, user: AbstractBaseUser, action: str) -> None:
    """Log an act by keys: neither title nor file name stands in the log."""
    log_record(row.route, user, {"attachment": row.pk, "kind": row.kind}, action=action)
