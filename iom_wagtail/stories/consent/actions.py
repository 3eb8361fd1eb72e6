"""Recording and withdrawing consents. Each act checks, changes, logs; pages follow at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from contextlib import ExitStack
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from iom_wagtail.files.exceptions import FileRefused
from iom_wagtail.files.keeping import kept
from iom_wagtail.stories.choices import ConsentField, Reason, Withdrawal
from iom_wagtail.stories.consent import rules
from iom_wagtail.stories.consent.access import allows
from iom_wagtail.stories.consent.models import ConsentScan, PublicationConsent
from iom_wagtail.stories.consent.rules import Act
from iom_wagtail.stories.taking_down import Outlook, outlook, pages_showing, settle

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

    from iom_wagtail.files.keeping import Checked
    from iom_wagtail.school.models import School, StaffMember

FOLDER = "consents"


def record(
    school: School,
    user: AbstractBaseUser,
    *,
    person: StaffMember | None = None,
    other_name: str = "",
    signed_by: str = "",
    fields: Iterable[str],
    conditions: str = "",
    signed_on: dt.date,
    valid_until: dt.date | None = None,
    renews: PublicationConsent | None = None,
    scans: Iterable[Checked] = (),
) -> PublicationConsent:
    """Record what somebody signed; ``renews`` is an earlier consent of the same somebody else.

    Pages that show the person get their new last day. Raises ``PermissionDenied``, and
    ``ValidationError`` naming the field; ``FileRefused`` for a copy that is no scan.
    """
    if not allows(user, school, Act.RECORD):
        raise PermissionDenied
    chosen, other_name = list(dict.fromkeys(fields)), " ".join(other_name.split())
    problems = rules.record_problems(
        has_person=person is not None,
        other_name=other_name,
        signed_by=signed_by.strip(),
        fields=chosen,
        signed_on=signed_on,
        valid_until=valid_until,
        today=timezone.localdate(),
    )
    if person is not None and person.school_id != school.pk:
        problems["person"] = _("This person is not on this school's staff.")
    if renews is not None and (renews.school_id != school.pk or renews.person_id is not None):
        problems["other_name"] = _("This school has no such consent.")
    if problems:
        raise ValidationError(problems)
    consent = PublicationConsent(
        school=school,
        person=person,
        other_name=other_name,
        signed_by=" ".join(signed_by.split()),
        fields=[field for field in ConsentField.values if field in chosen],
        conditions=conditions.strip(),
        signed_on=signed_on,
        valid_until=valid_until,
        renews_id=renews.first_key if renews is not None else None,
    )
    consent.full_clean(exclude=["school", "renews"])
    files = {scan.sha256: scan for scan in scans}.values()
    for scan in files:
        check_scan(scan)
    with ExitStack() as stack:
        # The files are written before the transaction begins: SQLite lets one write at a time.
        stored = [stack.enter_context(kept(scan, FOLDER)) for scan in files]
        stack.enter_context(transaction.atomic())
        consent.save()
        for values in stored:
            ConsentScan.objects.create(consent=consent, **values)
        _log(consent, user, "iom_wagtail.record_consent", fields=consent.fields)
        settle(pages_showing(consent), Reason.RUN_OUT, user)
    return consent


def what_goes(consent: PublicationConsent) -> Outlook:
    """Return which pages go offline when a consent is withdrawn, and which stay all the same."""
    return outlook(pages_showing(consent), timezone.localdate(), without=consent)


def withdraw(
    consent: PublicationConsent,
    user: AbstractBaseUser,
    *,
    how: Withdrawal,
    on: dt.date | None = None,
) -> Outlook:
    """Withdraw a consent; return what went offline with it, and what stayed.

    A person withdraws the own one at any time, without anybody's leave (152-ФЗ, art. 10.1).
    Another consent of the same person that allows as much keeps the pages up.

    Raises ``PermissionDenied``, and ``ValidationError`` naming the field.
    """
    own = user.is_authenticated and consent.person_id is not None
    own = own and consent.person.user_id == user.pk
    if not (own if how == Withdrawal.SELF else allows(user, consent.school, Act.WITHDRAW)):
        raise PermissionDenied
    today = timezone.localdate()
    with transaction.atomic():
        # Whoever publishes holds the same lock: what was published first is seen below, what comes
        # later sees that the consent is gone.
        locked = PublicationConsent.objects.select_for_update().get(pk=consent.pk)
        problems = rules.withdrawal_problems(
            withdrawn=locked.withdrawn_at is not None,
            how=how,
            on=on or today,
            signed_on=locked.signed_on,
            today=today,
        )
        if problems:
            raise ValidationError(problems)
        values = {"withdrawn_at": timezone.now(), "withdrawn_on": on or today, "withdrawal": how}
        for name, value in values.items():
            setattr(consent, name, value)
        consent.save(update_fields=list(values))
        _log(consent, user, "iom_wagtail.withdraw_consent", how=str(how))
        return settle(pages_showing(consent), Reason.WITHDRAWN, user, consent=consent)


def add_scan(consent: PublicationConsent, user: AbstractBaseUser, file: Checked) -> ConsentScan:
    """Keep a copy of the signed paper; return the row.

    Raises ``PermissionDenied``, and ``FileRefused`` for what is no scan or lies there already.
    """
    if not allows(user, consent.school, Act.RECORD):
        raise PermissionDenied
    check_scan(file)
    if consent.scans.filter(sha256=file.sha256).exists():
        raise FileRefused(_("This very file is attached already."))
    with kept(file, FOLDER) as stored, transaction.atomic():
        row = ConsentScan.objects.create(consent=consent, **stored)
        _log(consent, user, "iom_wagtail.add_consent_scan", scan=row.pk)
    return row


def check_scan(file: Checked) -> None:
    """Raise ``FileRefused`` for a file that no scanner and no telephone makes."""
    if file.accepted.kind.code not in rules.SCANS:
        raise FileRefused(_("A scan is a PDF or a photograph."))


def drop_scan(row: ConsentScan, user: AbstractBaseUser) -> None:
    """Remove a copy, for one that shows another paper; its file goes once that is certain.

    Raises ``PermissionDenied``.
    """
    consent = row.consent
    if not allows(user, consent.school, Act.COPIES) or not allows(user, consent.school, Act.RECORD):
        raise PermissionDenied
    with transaction.atomic():
        _log(consent, user, "iom_wagtail.drop_consent_scan", scan=row.pk)
        row.delete()


def _log(consent: PublicationConsent, user: AbstractBaseUser, action: str, **data: object) -> None:
    """Log by keys and codes; no name stands in the log."""
    log(instance=consent, action=action, user=user, data={"staff": consent.person_id, **data})
