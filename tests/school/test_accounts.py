"""Accounts of people: made, handed over again, never somebody else's."""

from __future__ import annotations

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.exceptions import PermissionDenied, ValidationError

from iom_wagtail.school import accounts, actions, roles
from iom_wagtail.school.models import StaffMember
from iom_wagtail.school.roles import GROUP_NAMES, GroupCode
from tests.factories import StaffFactory, UserFactory, make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(staffed):
    return staffed


@pytest.fixture
def other():
    make_cast()
    return make_cast()


def technician(school):
    person = StaffFactory(school=school, surname="Громов", account=True)
    person.user.groups.add(roles.group("technician"))
    return get_user_model().objects.get(pk=person.user_id)


def groups_of(person):
    user = get_user_model().objects.get(pk=person.user_id)
    return set(user.groups.values_list("name", flat=True))


def fresh(person):
    return StaffMember.objects.get(pk=person.pk)


def test_an_account_logs_in_and_is_marked(cast):
    person = StaffFactory(school=cast.school, surname="Зимин", given_name="Павел", patronymic="")
    login, password = accounts.create_account(person, cast.user("deputy"), email="z@e.example")
    assert login == "zimin.p"
    user = authenticate(username=login, password=password)
    assert user == fresh(person).user and user.email == "z@e.example"
    assert fresh(person).password_is_temporary
    assert groups_of(fresh(person)) == {GROUP_NAMES[GroupCode.STAFF]}
    accounts.password_is_own(fresh(person))
    assert not fresh(person).password_is_temporary


def test_logins_do_not_collide(cast):
    people = [StaffFactory(school=cast.school, surname="Зимин", given_name="Я") for _ in range(3)]
    made = [accounts.create_account(person, cast.user("deputy")).login for person in people]
    assert len(set(made)) == 3


def test_a_wrong_email_makes_no_account(cast):
    person = StaffFactory(school=cast.school)
    with pytest.raises(ValidationError):
        accounts.create_account(person, cast.user("deputy"), email="не адрес")
    assert fresh(person).user is None


def test_no_second_account_and_none_for_who_left(cast):
    for person in (cast.colleague, StaffFactory(school=cast.school, active=False)):
        with pytest.raises(ValidationError):
            accounts.create_account(person, cast.user("director"))


@pytest.mark.parametrize(
    ("by", "target", "may"),
    [
        ("deputy", "colleague", True),
        ("deputy", "methodist", True),
        ("deputy", "director", False),
        ("deputy", "deputy", False),
        ("director", "deputy", True),
        ("methodist", "colleague", False),
        ("colleague", "teacher", False),
    ],
)
def test_who_resets_whose_password(cast, by, target, may):
    person = getattr(cast, target)
    if not may:
        with pytest.raises(PermissionDenied):
            accounts.reset_password(person, cast.user(by))
        return
    login, password = accounts.reset_password(person, cast.user(by))
    assert authenticate(username=login, password=password).pk == person.user_id
    assert fresh(person).password_is_temporary


def test_a_superusers_and_a_technicians_account_are_not_the_deputys(cast):
    root = StaffFactory(school=cast.school, user=UserFactory(is_superuser=True))
    for person in (root, technician(cast.school).staff_member):
        for act in (accounts.reset_password, lambda p, u: actions.set_active(p, u, False)):
            with pytest.raises(PermissionDenied):
                act(person, cast.user("deputy"))


def test_another_schools_deputy_resets_nothing_here(cast, other):
    with pytest.raises(PermissionDenied):
        accounts.reset_password(cast.colleague, other.user("deputy"))


def test_rights_by_hand(cast):
    deputy, director = cast.user("deputy"), cast.user("director")
    accounts.grant(cast.colleague, "site_editor", deputy)
    assert GROUP_NAMES[GroupCode.SITE_EDITOR] in groups_of(cast.colleague)
    accounts.grant(cast.colleague, "site_editor", deputy, given=False)
    assert GROUP_NAMES[GroupCode.SITE_EDITOR] not in groups_of(cast.colleague)
    for person, code, user in (
        (cast.colleague, "technician", deputy),
        (cast.director, "technician", director),
        (cast.deputy, "site_editor", deputy),
    ):
        with pytest.raises(PermissionDenied):
            accounts.grant(person, code, user)
    with pytest.raises(ValueError, match="director"):
        accounts.grant(cast.colleague, "director", director)
