"""Wagtail's own screens of users: nobody raises themselves there (abuse case 37)."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.urls import reverse

from iom_wagtail.school.roles import GROUP_NAMES, GroupCode, group
from iom_wagtail.school.rules import may_edit_account
from tests.factories import PASSWORD, StaffFactory, UserFactory

pytestmark = pytest.mark.django_db

EDIT, ADD = "wagtailusers_users:edit", "wagtailusers_users:add"


@pytest.fixture
def cast(client, staffed):
    """A school whose colleague is also the technician; he is the one who asks."""
    staffed.colleague.user.groups.add(group(GroupCode.TECHNICIAN))
    client.force_login(staffed.user("colleague"))
    return staffed


def fresh(user):
    return get_user_model().objects.get(pk=user.pk)


def sent(user, **changes):
    return {
        "username": user.username,
        "email": user.email,
        "first_name": "Имя",
        "last_name": "Фамилия",
        "is_active": "on",
        **changes,
    }


@pytest.mark.parametrize("name", ["director", "deputy", "teacher", "colleague"])
def test_case_37_accounts_of_the_staff_are_not_taken_over(client, cast, name):
    user = cast.user(name)
    url = reverse(EDIT, args=[user.pk])
    assert client.get(url).status_code == 302
    taken = {"password1": "захвачено-909", "password2": "захвачено-909", "email": "me@me.example"}
    assert client.post(url, sent(user, **taken)).status_code == 302
    assert fresh(user).check_password(PASSWORD) and fresh(user).email == user.email


def test_case_37_a_superusers_account_is_a_superusers_matter(client, cast):
    boss = UserFactory(is_superuser=True)
    url = reverse(EDIT, args=[boss.pk])
    taken = {"password1": "захвачено-909", "password2": "захвачено-909"}
    assert client.post(url, sent(boss, **taken)).status_code == 302
    assert fresh(boss).check_password(PASSWORD)


@pytest.mark.parametrize("power", ["is_superuser", "groups"])
def test_case_37_a_user_manager_gives_no_powers(client, cast, power):
    plain = UserFactory()
    value = {"is_superuser": "on", "groups": group(GroupCode.DIRECTOR).pk}[power]
    assert client.get(reverse(EDIT, args=[plain.pk])).status_code == 200
    assert client.post(reverse(EDIT, args=[plain.pk]), sent(plain, **{power: value})).status_code
    assert not fresh(plain).is_superuser and not fresh(plain).groups.exists()
    new = sent(UserFactory.build(), password1="новый-вход-77", password2="новый-вход-77")
    before = get_user_model().objects.count()
    client.post(reverse(ADD), {**new, power: value})
    assert get_user_model().objects.count() == before


@pytest.mark.parametrize("action", ["assign_role", "set_active_state"])
def test_case_37_not_in_bulk_either(client, cast, action):
    url = reverse("wagtail_bulk_action", args=["auth", "user", action])
    data = {"role": group(GroupCode.DIRECTOR).pk, "mark_as_active": "False"}
    me, director = cast.user("colleague"), cast.user("director")
    assert client.post(f"{url}?id={me.pk}&id={director.pk}", data).status_code == 302
    names = fresh(me).groups.values_list("name", flat=True)
    assert GROUP_NAMES[GroupCode.DIRECTOR] not in names and fresh(director).is_active


def test_what_is_left_to_a_technician_works(client, cast):
    plain = UserFactory()
    url = reverse(EDIT, args=[plain.pk])
    page = client.get(url)
    fields = page.context["form"].fields
    assert fields["is_superuser"].disabled and fields["groups"].disabled
    client.post(url, sent(plain, first_name="Иное"))
    assert fresh(plain).first_name == "Иное"
    assert client.get(reverse(ADD)).status_code == 200
    new = sent(UserFactory.build(), password1="новый-вход-77", password2="новый-вход-77")
    client.post(reverse(ADD), new)
    assert get_user_model().objects.filter(username=new["username"], is_superuser=False).exists()


def test_a_superuser_keeps_everything(client, cast):
    boss, person = UserFactory(is_superuser=True), StaffFactory(school=cast.school, account=True)
    client.force_login(boss)
    editors = Group.objects.get(name=GROUP_NAMES[GroupCode.SITE_EDITOR])
    client.post(reverse(EDIT, args=[person.user.pk]), sent(person.user, groups=editors.pk))
    assert fresh(person.user).groups.filter(pk=editors.pk).exists()


@pytest.mark.parametrize(
    ("superuser", "target_superuser", "on_staff", "groups", "own", "expected"),
    [
        (True, True, True, {1}, set(), True),
        (False, False, False, set(), {1}, True),
        (False, False, False, {1}, {1, 2}, True),
        (False, False, False, {1, 3}, {1, 2}, False),
        (False, True, False, set(), {1}, False),
        (False, False, True, set(), {1}, False),
    ],
)
def test_rule(superuser, target_superuser, on_staff, groups, own, expected):
    answer = may_edit_account(
        superuser=superuser,
        target_superuser=target_superuser,
        on_staff=on_staff,
        groups=groups,
        own=own,
    )
    assert answer is expected
