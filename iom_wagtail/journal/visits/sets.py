"""The school's sets of criteria: which there are, who keeps them, adding and changing them.

A set in use is never rewritten: its change is the next edition, so that whoever was sent the
former one while without a connection is still judged by what was shown.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from iom_wagtail.journal.exceptions import WrongRecord
from iom_wagtail.journal.visits import default_set, rules
from iom_wagtail.journal.visits.models import CriteriaSet
from iom_wagtail.school import access

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser
    from django.db.models import QuerySet

    from iom_wagtail.school.models import School

#: Makes the key of each school's first set, so that two first visitors don't make two.
_FIRST = uuid.UUID("5f0f5c1c-6f0e-4c36-9f0b-0d3f5f1f7f3a")


def keeps_criteria(user: AbstractBaseUser, school: School | None) -> bool:
    """Return whether somebody keeps a school's sets: director, deputy, methodists, superusers."""
    if school is None or not user.is_active:
        return False
    if user.is_superuser:
        return True
    staff = access.staff_of(user)
    if staff is None or staff.school_id != school.pk:
        return False
    if staff.pk in (school.director_id, school.deputy_id):
        return True
    return school.methodists.filter(pk=staff.pk).exists()


def sets_of(school: School) -> QuerySet:
    """Return all editions of a school's sets; a school without any is given the first one."""
    rows = CriteriaSet.objects.filter(school=school)
    if not rows.exists():
        CriteriaSet.objects.get_or_create(
            series=uuid.uuid5(_FIRST, str(school.pk)),
            edition=1,
            defaults={
                "school": school,
                "name": default_set.NAME,
                "criteria": list(default_set.CRITERIA),
            },
        )
    return rows


def sets_in_use(school: School) -> list[CriteriaSet]:
    """Return the sets a new sheet may be filled by, in the order of their making."""
    return list(sets_of(school).filter(active=True).order_by("made_on", "pk"))


def latest_editions(school: School) -> list[CriteriaSet]:
    """Return the latest edition of each set, those in use first."""
    latest: dict[uuid.UUID, CriteriaSet] = {}
    for row in sets_of(school).order_by("edition"):
        latest[row.series] = row
    return sorted(latest.values(), key=lambda row: (not row.active, row.name.casefold(), row.pk))


@transaction.atomic
def add_set(
    school: School, user: AbstractBaseUser, *, name: str, criteria: Sequence[dict[str, str]]
) -> CriteriaSet:
    """Add a set to a school's; return it. Raises ``PermissionDenied`` and ``WrongRecord``."""
    _check(school, user, name, criteria)
    row = CriteriaSet.objects.create(school=school, name=name.strip(), criteria=list(criteria))
    return _logged(row, user, "add")


@transaction.atomic
def change_set(
    row: CriteriaSet, user: AbstractBaseUser, *, name: str, criteria: Sequence[dict[str, str]]
) -> CriteriaSet:
    """Make the next edition of a set and take the former out of use; return the set as it is now.

    ``row`` is the edition that was shown: when it isn't the latest any more, ``WrongRecord``
    says so. Raises ``PermissionDenied`` too. Nothing different makes no edition.
    """
    school = row.school
    row = _latest(row)
    _check(school, user, name, criteria, series=row.series)
    if (row.name, row.criteria) == (name.strip(), list(criteria)):
        return row
    try:
        with transaction.atomic():
            made = CriteriaSet.objects.create(
                school=school,
                series=row.series,
                edition=row.edition + 1,
                name=name.strip(),
                criteria=list(criteria),
                active=row.active,
            )
    except IntegrityError as error:
        raise _changed_meanwhile() from error
    CriteriaSet.objects.filter(series=row.series).exclude(pk=made.pk).update(active=False)
    return _logged(made, user, "change")


@transaction.atomic
def use_set(row: CriteriaSet, user: AbstractBaseUser, *, active: bool) -> CriteriaSet:
    """Offer a set for new sheets, or no longer; return it.

    Raises ``PermissionDenied``, and ``WrongRecord`` for the last one in use.
    """
    school = row.school
    if not keeps_criteria(user, school):
        raise PermissionDenied
    row = _latest(row)
    if row.active == active:
        return row
    others = CriteriaSet.objects.filter(school=school, active=True).exclude(pk=row.pk)
    if not active and not others.exists():
        raise WrongRecord(_("One set of criteria stays in use."))
    row.active = active
    row.save(update_fields=["active"])
    return _logged(row, user, "use" if active else "retire")


def _check(
    school: School,
    user: AbstractBaseUser,
    name: str,
    criteria: Sequence[dict[str, str]],
    series: uuid.UUID | None = None,
) -> None:
    if not keeps_criteria(user, school):
        raise PermissionDenied
    if found := rules.set_problems(name, criteria):
        raise WrongRecord(found)
    taken = {row.name.casefold() for row in latest_editions(school) if row.series != series}
    if name.strip().casefold() in taken:
        raise WrongRecord({"name": _("Another set has this name.")})


def _latest(row: CriteriaSet) -> CriteriaSet:
    """Return a set's edition under a lock; raises ``WrongRecord`` when there is a later one."""
    rows = CriteriaSet.objects.select_for_update().filter(series=row.series)
    latest = rows.order_by("-edition").first()
    if latest.pk != row.pk:
        raise _changed_meanwhile()
    return latest


def _changed_meanwhile() -> WrongRecord:
    return WrongRecord(
        _("Somebody has changed this set meanwhile. Look at it as it is now, then save again.")
    )


def _logged(row: CriteriaSet, user: AbstractBaseUser, act: str) -> CriteriaSet:
    data: dict[str, Any] = {"set": row.pk, "edition": row.edition, "act": act}
    log(instance=row.school, action="iom_wagtail.criteria", user=user, data=data)
    return row
