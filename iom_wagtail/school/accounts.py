"""Mutations of people's accounts: one-time passwords on paper, groups given by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from iom_wagtail.school import roles, rules
from iom_wagtail.school.access import may_grant, may_rule_account
from iom_wagtail.school.actions import check_allowed, log_person
from iom_wagtail.school.roles import OFFICE_GROUPS, GroupCode, sync_groups
from iom_wagtail.school.rules import Act

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

    from iom_wagtail.school.models import StaffMember


class Credentials(NamedTuple):
    """What is printed once and stored nowhere."""

    login: str
    password: str


def _check_rules(user: AbstractBaseUser, person: StaffMember) -> None:
    """Raise ``PermissionDenied`` unless the user hands out this person's password."""
    check_allowed(user, person.school, Act.ADD)
    if person.user_id is not None and person.user_id == user.pk:
        raise PermissionDenied(_("Change your own password on the page of your account."))
    if not may_rule_account(user, person):
        raise PermissionDenied(_("This account is not yours to manage."))


@transaction.atomic
def create_account(person: StaffMember, user: AbstractBaseUser, email: str = "") -> Credentials:
    """Give a person an account; return login and one-time password. The password is not stored.

    Raises ``PermissionDenied``, and ``ValidationError`` when the person has an account or has
    left, or the e-mail is not one.
    """
    _check_rules(user, person)
    if person.user is not None:
        raise ValidationError(_("This person already has an account."))
    if not person.active:
        raise ValidationError(_("This person no longer works here."))
    accounts = get_user_model()
    name_field = accounts.USERNAME_FIELD
    base = rules.base_login(person.surname, person.given_name, person.patronymic)
    login = rules.free_login(
        base, lambda name: accounts.objects.filter(**{f"{name_field}__iexact": name}).exists()
    )
    password = rules.one_time_password()
    account = accounts(
        **{name_field: login},
        email=email,
        first_name=person.given_name,
        last_name=person.surname,
    )
    account.set_password(password)
    account.full_clean()
    account.save()
    person.user = account
    person.password_is_temporary = True
    person.save(update_fields=["user", "password_is_temporary"])
    sync_groups(person)
    log_person(person, user, "iom_wagtail.create_account")
    return Credentials(login, password)


@transaction.atomic
def reset_password(person: StaffMember, user: AbstractBaseUser) -> Credentials:
    """Give a person a new one-time password; return login and password. Open sessions end.

    Raises ``PermissionDenied`` for an account that isn't the user's to reset
    (``rules.may_rule_account``), ``ValidationError`` without an account or for who has left.
    """
    _check_rules(user, person)
    if person.user is None:
        raise ValidationError(_("This person has no account yet."))
    if not person.active:
        raise ValidationError(_("This person no longer works here."))
    password = rules.one_time_password()
    person.user.set_password(password)
    person.user.save(update_fields=["password"])
    person.password_is_temporary = True
    person.save(update_fields=["password_is_temporary"])
    log_person(person, user, "iom_wagtail.reset_password")
    return Credentials(person.user.get_username(), password)


@transaction.atomic
def grant(
    person: StaffMember, code: GroupCode | str, user: AbstractBaseUser, *, given: bool = True
) -> None:
    """Make a person with an account a site editor or technician, or take that back.

    Raises ``PermissionDenied`` (``rules.may_grant``: nobody serves themselves), ``ValueError``
    for a group that follows an office, ``ValidationError`` without an account.
    """
    code = GroupCode(code)
    if code in OFFICE_GROUPS:
        raise ValueError(code)
    if not may_grant(user, person, code):
        raise PermissionDenied(_("These rights are not yours to give."))
    if person.user is None or not person.active:
        raise ValidationError(_("This person has no account yet."))
    groups = person.user.groups
    (groups.add if given else groups.remove)(roles.group(code))
    action = "iom_wagtail.grant" if given else "iom_wagtail.revoke"
    log_person(person, user, action, group=code.value)


@transaction.atomic
def password_is_own(person: StaffMember) -> None:
    """Note that a person has chosen the own password: the paper slip is of no use any more."""
    if person.password_is_temporary:
        person.password_is_temporary = False
        person.save(update_fields=["password_is_temporary"])
