"""Delegation: who signs for the director. Each act checks, changes, logs, signals."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from iom_wagtail.approval.exceptions import ApprovalError
from iom_wagtail.approval.models import Delegation
from iom_wagtail.approval.signing import forget_delegations

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

    from iom_wagtail.school.models import School, StaffMember

#: Sent with ``delegation`` when somebody was appointed or a delegation ended.
appointed = Signal()
ended = Signal()


class NotYourSchool(ApprovalError):
    """Somebody else than the school's director or deputy tried to settle who signs."""

    def __init__(self) -> None:
        super().__init__(_("Only the director and the deputy settle who signs."))


def may_delegate(user: AbstractBaseUser, school: School | None) -> bool:
    """Return whether the user settles who signs: the school's own director or deputy.

    A delegate signs, but passes the right on to nobody.
    """
    staff = getattr(user, "staff_member", None)
    if school is None or staff is None or not staff.active or not user.is_active:
        return False
    return staff.pk in {school.director_id, school.deputy_id}


@transaction.atomic
def appoint(
    school: School,
    user: AbstractBaseUser,
    *,
    person: StaffMember,
    since: dt.date,
    until: dt.date,
    basis: str,
) -> Delegation:
    """Let a person sign for the director from one day to another, both included.

    Raises ``NotYourSchool``, and ``ValidationError`` naming the field for a person of another
    school, who left, who is the director, or who signs in these days already; for days in the
    wrong order or all past; for a missing basis.
    """
    if not may_delegate(user, school):
        raise NotYourSchool
    problems = {}
    if person.school_id != school.pk or not person.active or person.outside:
        problems["person"] = _("This person is not on this school's staff.")
    elif person.pk == school.director_id:
        problems["person"] = _("The director signs in the own right.")
    elif Delegation.objects.filter(
        school=school, person=person, since__lte=until, until__gte=since
    ).exists():
        problems["person"] = _("This person already signs for the director in these days.")
    if until < since:
        problems["until"] = _("The end lies before the beginning.")
    elif until < timezone.localdate():
        problems["until"] = _("These days have passed; nothing can be signed in them any more.")
    if not basis.strip():
        problems["basis"] = _("Name the order: it stands beside the signature.")
    if problems:
        raise ValidationError(problems)
    delegation = Delegation(
        school=school, person=person, since=since, until=until, basis=basis.strip()
    )
    delegation.full_clean()
    delegation.save()
    forget_delegations(school)
    _log(school, user, "iom_wagtail.delegate", delegation)
    appointed.send(sender=Delegation, delegation=delegation)
    return delegation


@transaction.atomic
def end(delegation: Delegation, user: AbstractBaseUser) -> None:
    """End a delegation from this day on; one that has not held before today is taken back.

    What was signed meanwhile keeps its words: an event copies the basis of its day. Raises
    ``NotYourSchool``, and ``ValidationError`` when it has ended already.
    """
    if not may_delegate(user, delegation.school):
        raise NotYourSchool
    delegation = Delegation.objects.select_for_update().get(pk=delegation.pk)
    today = timezone.localdate()
    if delegation.until < today:
        raise ValidationError(_("This delegation has ended already."))
    _log(delegation.school, user, "iom_wagtail.end_delegation", delegation)
    if delegation.since >= today:
        delegation.delete()
    else:
        delegation.until = today - dt.timedelta(days=1)
        delegation.save()
    forget_delegations(delegation.school)
    ended.send(sender=Delegation, delegation=delegation)


def _log(school: School, user: AbstractBaseUser, action: str, delegation: Delegation) -> None:
    """Log by keys and days; no name stands in the log."""
    log(
        instance=school,
        action=action,
        user=user,
        data={
            "delegation": delegation.pk,
            "staff": delegation.person_id,
            "since": delegation.since.isoformat(),
            "until": delegation.until.isoformat(),
        },
    )
