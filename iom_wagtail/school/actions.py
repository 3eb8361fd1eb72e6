"""Mutations of the school room. Each checks, changes, logs, signals; no log holds a name.

What concerns accounts lies in ``accounts.py``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from iom_wagtail.school import rules, signals
from iom_wagtail.school.access import (
    allows,
    is_setting_up,
    may_rule_account,
    staff_of,
    standings_of,
)
from iom_wagtail.school.models import School, StaffMember
from iom_wagtail.school.roles import setup_roles, sync_groups
from iom_wagtail.school.rules import Act

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser
    from wagtail.models import Site

#: What a person's record says of them; school, account and state change by acts of their own.
STAFF_FIELDS = frozenset(
    {
        "surname",
        "given_name",
        "patronymic",
        "position",
        "subject",
        "category",
        "education",
        "outside",
        "organisation",
    }
)

#: What never changes with the school's form.
_NOT_BY_FORM = frozenset({*rules.OFFICES, "site", "is_demo"})


def check_allowed(user: AbstractBaseUser, school: School, act: Act) -> None:
    """Raise ``PermissionDenied`` unless the user may do this with the school or its people."""
    if not allows(user, school, act):
        raise PermissionDenied(_("Only the director and the deputy manage the school's people."))


@transaction.atomic
def create_school(site: Site, user: AbstractBaseUser, **values: Any) -> School:
    """Make the school of a site and announce it; the routes room gives it its index.

    Raises ``PermissionDenied`` for whoever doesn't run the site, ``ValidationError`` when the
    site has its school already or a value is wrong.
    """
    if not is_setting_up(user):
        raise PermissionDenied(_("Only an administrator of the site sets a school up."))
    school = School(site=site, **values)
    school.full_clean()
    school.save()
    setup_roles()
    log(instance=school, action="wagtail.create", user=user)
    signals.school_created.send(sender=School, school=school)
    return school


@transaction.atomic
def update_school(school: School, user: AbstractBaseUser, **values: Any) -> School:
    """Change the school's record; its offices change through ``appoint`` alone.

    Raises ``PermissionDenied``, and ``ValidationError`` by field.
    """
    check_allowed(user, school, Act.SCHOOL)
    for name, value in values.items():
        if name in _NOT_BY_FORM:
            raise ValidationError({name: _("Offices are given by appointment.")})
        setattr(school, name, value)
    school.full_clean()
    # Only what was asked for: an appointment made meanwhile by somebody else stays.
    school.save(update_fields=list(values))
    log(instance=school, action="wagtail.edit", user=user)
    return school


@transaction.atomic
def appoint(
    school: School, office: str, who: StaffMember | list[StaffMember] | None, user: AbstractBaseUser
) -> None:
    """Give an office of the school; the groups of those who leave and come follow.

    ``office`` is ``director``, ``deputy`` or ``methodists`` (a list); ``None`` leaves it vacant.
    Raises ``PermissionDenied`` for whoever doesn't give this office (``rules.may_appoint``), and
    ``ValidationError`` for somebody of another school, no longer active, or from outside.
    """
    if office not in rules.OFFICES:
        raise ValueError(office)
    people = list(who) if isinstance(who, list) else [who] if who else []
    before = _holders(school, office)
    _check_may_appoint(user, school, office, before, people)
    other = {"director": school.deputy_id, "deputy": school.director_id}.get(office)
    for person in people:
        if person.school_id != school.pk or not person.active or person.outside:
            raise ValidationError({office: _("This person is not on this school's staff.")})
        if person.pk == other:
            raise ValidationError({office: _("The director and the deputy are two people.")})
    if office == "methodists":
        school.methodists.set(people)
    else:
        setattr(school, office, people[0] if people else None)
        school.save(update_fields=[office])
    for person in {person.pk: person for person in [*before, *people]}.values():
        person.school = school
        sync_groups(person)
    log(
        instance=school,
        action="iom_wagtail.appoint",
        user=user,
        data={"office": office, "staff": [person.pk for person in people]},
    )
    held = {person.pk for person in before}
    if came := [person for person in people if person.pk not in held]:
        signals.appointed.send(sender=School, school=school, office=office, people=came)


def _check_may_appoint(
    user: AbstractBaseUser,
    school: School,
    office: str,
    before: list[StaffMember],
    after: list[StaffMember],
) -> None:
    """Raise ``PermissionDenied`` with the reason."""
    held = {person.pk for person in before}
    oneself = any(person.user_id == user.pk for person in after if person.pk not in held)
    if rules.may_appoint(standings_of(user, school), office, vacant=not before, oneself=oneself):
        return
    if oneself:
        raise PermissionDenied(_("Nobody gives themselves an office."))
    raise PermissionDenied(_("This office is not yours to give."))


def _holders(school: School, office: str) -> list[StaffMember]:
    if office == "methodists":
        return list(school.methodists.all())
    person = getattr(school, office, None)
    return [person] if person else []


@transaction.atomic
def add_staff(school: School, user: AbstractBaseUser, **values: Any) -> StaffMember:
    """Add a person, employed or an outside specialist.

    Raises ``PermissionDenied``, and ``ValidationError`` by field.
    """
    check_allowed(user, school, Act.ADD)
    person = StaffMember(school=school)
    _write(person, values)
    log_person(person, user, "iom_wagtail.add_staff")
    return person


@transaction.atomic
def update_staff(person: StaffMember, user: AbstractBaseUser, **values: Any) -> StaffMember:
    """Change a person's data; papers approved earlier keep the name they were approved with.

    Raises ``PermissionDenied``, and ``ValidationError`` by field.
    """
    check_allowed(user, person.school, Act.EDIT)
    if values.get("outside") and _holds_office(person):
        raise ValidationError({"outside": _("Give the person's office to somebody else first.")})
    _write(person, values)
    log_person(person, user, "iom_wagtail.edit_staff")
    return person


def _write(person: StaffMember, values: dict[str, Any]) -> None:
    """Set and save the fields of a record; raises ``ValidationError`` and ``TypeError``."""
    if unknown := set(values) - STAFF_FIELDS:
        raise TypeError(f"not a field of a person's record: {', '.join(sorted(unknown))}")
    for name, value in values.items():
        setattr(person, name, value)
    person.full_clean()
    person.save()


def _holds_office(person: StaffMember) -> bool:
    school = person.school
    return (
        person.pk in (school.director_id, school.deputy_id)
        or school.methodists.filter(pk=person.pk).exists()
    )


@transaction.atomic
def set_active(person: StaffMember, user: AbstractBaseUser, active: bool) -> StaffMember:
    """Deactivate a person who left, or take them back; the account follows, sessions end.

    People are never deleted: their names stand on papers. The director and the deputy hand their
    office over first; nobody deactivates themselves. A returned person gets a new password.
    Raises ``PermissionDenied`` and ``ValidationError``.
    """
    check_allowed(user, person.school, Act.EDIT)
    if not active:
        if person.user_id is not None and person.user_id == user.pk:
            raise ValidationError(_("You can't deactivate yourself."))
        if person.pk in (person.school.director_id, person.school.deputy_id):
            raise ValidationError(_("Give the person's office to somebody else first."))
    if person.user is not None and not may_rule_account(user, person):
        raise PermissionDenied(_("This account is not yours to manage."))
    person.active = active
    person.save(update_fields=["active"])
    if not active:
        person.school.methodists.remove(person)
    if person.user is not None:
        person.user.is_active = active
        if not active:
            # An unusable password ends the sessions for good, also when the person comes back.
            person.user.set_unusable_password()
        person.user.save(update_fields=["is_active", "password"])
        sync_groups(person)
    log_person(person, user, "iom_wagtail.reactivate" if active else "iom_wagtail.deactivate")
    return person


@transaction.atomic
def link_account(person: StaffMember, user: AbstractBaseUser) -> StaffMember:
    """Say "this is me": join one's own account and a record without one, while setting up.

    Raises ``PermissionDenied`` for anybody but a superuser, ``ValidationError`` when either of
    the two is taken.
    """
    if not user.is_superuser:
        raise PermissionDenied(_("Only an administrator says who they are themselves."))
    if person.user is not None or staff_of(user) is not None:
        raise ValidationError(_("This person already has an account."))
    person.user = user
    person.save(update_fields=["user"])
    sync_groups(person)
    log_person(person, user, "iom_wagtail.link_account")
    return person


def log_person(person: StaffMember, user: AbstractBaseUser, action: str, **data: Any) -> None:
    """Log an act on a person by key: log labels outlive people, so no name stands in them."""
    log(
        instance=person,
        action=action,
        user=user,
        title=f"#{person.pk}",
        data={"staff": person.pk, **data},
    )
