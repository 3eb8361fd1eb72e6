"""Mutations of the school room. Each checks, changes, logs, signals; no log holds a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from iom_wagtail.school import rules, signals
from iom_wagtail.school.access import is_setting_up, manages
from iom_wagtail.school.models import School, StaffMember
from iom_wagtail.school.roles import sync_groups

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser
    from wagtail.models import Site


def check_manages(user: AbstractBaseUser, school: School) -> None:
    """Raise ``PermissionDenied`` unless the user manages this school."""
    if not manages(user, school):
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
    log(instance=school, action="wagtail.create", user=user)
    signals.school_created.send(sender=School, school=school)
    return school


@transaction.atomic
def update_school(school: School, user: AbstractBaseUser, **values: Any) -> School:
    """Change the school's record; its offices change through ``appoint`` alone."""
    check_manages(user, school)
    for name, value in values.items():
        if name in rules.OFFICES:
            raise ValidationError({name: _("Offices are given by appointment.")})
        setattr(school, name, value)
    school.full_clean()
    school.save()
    log(instance=school, action="wagtail.edit", user=user)
    return school


@transaction.atomic
def appoint(
    school: School, office: str, who: StaffMember | list[StaffMember] | None, user: AbstractBaseUser
) -> None:
    """Give an office of the school; the groups of those who leave and come follow.

    ``office`` is ``director``, ``deputy`` or ``methodists`` (a list). Raises ``ValidationError``
    for somebody of another school or no longer active.
    """
    check_manages(user, school)
    people = list(who) if isinstance(who, list) else [who] if who else []
    for person in people:
        if person.school_id != school.pk or not person.active:
            raise ValidationError({office: _("This person is not on this school's staff.")})
    before = _holders(school, office)
    if office == "methodists":
        school.methodists.set(people)
    elif office in rules.OFFICES:
        setattr(school, office, people[0] if people else None)
        school.save(update_fields=[office])
    else:
        raise ValueError(office)
    for person in {person.pk: person for person in [*before, *people]}.values():
        person.school = school
        sync_groups(person)
    log(
        instance=school,
        action="iom_wagtail.appoint",
        user=user,
        data={"office": office, "staff": [person.pk for person in people]},
    )


def _holders(school: School, office: str) -> list[StaffMember]:
    if office == "methodists":
        return list(school.methodists.all())
    person = getattr(school, office, None)
    return [person] if person else []


@transaction.atomic
def add_staff(school: School, user: AbstractBaseUser, **values: Any) -> StaffMember:
    """Add a person, employed or an outside specialist; raises ``ValidationError`` by field."""
    check_manages(user, school)
    person = StaffMember(school=school, **values)
    person.full_clean()
    person.save()
    _log(person, user, "iom_wagtail.add_staff")
    return person


@transaction.atomic
def update_staff(person: StaffMember, user: AbstractBaseUser, **values: Any) -> StaffMember:
    """Change a person's data; papers approved earlier keep the name they were approved with."""
    check_manages(user, person.school)
    for name, value in values.items():
        setattr(person, name, value)
    person.full_clean()
    person.save()
    _log(person, user, "iom_wagtail.edit_staff")
    return person


@transaction.atomic
def set_active(person: StaffMember, user: AbstractBaseUser, active: bool) -> StaffMember:
    """Deactivate a person who left, or take them back; the account follows.

    People are never deleted: their names stand on papers. Nobody deactivates themselves.
    """
    check_manages(user, person.school)
    if not active and person.user_id == user.pk:
        raise ValidationError(_("You can't deactivate yourself."))
    person.active = active
    person.save(update_fields=["active"])
    if person.user is not None:
        person.user.is_active = active
        person.user.save(update_fields=["is_active"])
        sync_groups(person)
    action = "iom_wagtail.reactivate" if active else "iom_wagtail.deactivate"
    _log(person, user, action)
    return person


@transaction.atomic
def create_account(person: StaffMember, user: AbstractBaseUser) -> tuple[str, str]:
    """Give a person an account; return (login, one-time password). The password is not stored.

    Raises ``ValidationError`` when the person has an account or has left.
    """
    check_manages(user, person.school)
    if person.user is not None:
        raise ValidationError(_("This person already has an account."))
    if not person.active:
        raise ValidationError(_("This person no longer works here."))
    accounts = get_user_model()
    base = rules.base_login(person.surname, person.given_name, person.patronymic)
    login = rules.free_login(base, lambda name: accounts.objects.filter(username=name).exists())
    password = rules.one_time_password()
    person.user = accounts.objects.create_user(
        login, password=password, first_name=person.given_name, last_name=person.surname
    )
    person.password_is_temporary = True
    person.save(update_fields=["user", "password_is_temporary"])
    sync_groups(person)
    _log(person, user, "iom_wagtail.create_account")
    return login, password


@transaction.atomic
def reset_password(person: StaffMember, user: AbstractBaseUser) -> tuple[str, str]:
    """Give a person a new one-time password; return (login, password). Old sessions end.

    Raises ``PermissionDenied`` for an account that runs the site: it isn't the deputy's to reset.
    """
    check_manages(user, person.school)
    if person.user is None:
        raise ValidationError(_("This person has no account yet."))
    if is_setting_up(person.user) and not is_setting_up(user):
        raise PermissionDenied(_("This account belongs to an administrator of the site."))
    password = rules.one_time_password()
    person.user.set_password(password)
    person.user.save(update_fields=["password"])
    person.password_is_temporary = True
    person.save(update_fields=["password_is_temporary"])
    _log(person, user, "iom_wagtail.reset_password")
    return person.user.username, password


def _log(person: StaffMember, user: AbstractBaseUser, action: str) -> None:
    """Log an act on a person by key: log labels outlive people, so no name stands in them."""
    log(
        instance=person,
        action=action,
        user=user,
        title=f"#{person.pk}",
        data={"staff": person.pk},
    )
