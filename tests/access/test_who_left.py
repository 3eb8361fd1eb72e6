"""Cases 12 and 59: who leaves sees nothing more, and keeps the name on what was done."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from iom_wagtail.routes.models import RoutePage
from iom_wagtail.school import actions as school_actions
from tests.factories import PASSWORD, UserFactory
from tests.routes.entering import enter

pytestmark = pytest.mark.django_db


@pytest.fixture
def approved(signed):
    """A route in force."""
    return signed


def pages(cast, who: str) -> str:
    """Return what somebody reads of the route: the version in force and the first one."""
    client, said = enter(cast.user(who)), ""
    for address in (
        reverse("iom_route", args=[cast.route.pk]),
        reverse("iom_route_version", args=[cast.route.pk, 1]),
        reverse("iom_route_people", args=[cast.route.pk]),
        reverse("iom_routes"),
    ):
        answer = client.get(address)
        assert answer.status_code == 200, address
        said += answer.text
    return said


@pytest.mark.parametrize("who", ["teacher", "mentor"])
def test_case_59_who_left_keeps_the_name_on_the_route(approved, who):
    person = getattr(approved, who)
    school_actions.set_active(person, approved.user("director"), False)
    said = pages(approved, "deputy")
    assert person.full_name in said
    version = approved.route.approved_versions.get()
    assert person.surname in version.content
    assert not RoutePage.objects.visible_to(approved.user(who)).exists()


def test_case_59_a_director_who_left_keeps_the_name_under_the_version(approved):
    old = approved.director
    school_actions.appoint(
        approved.school, "director", approved.colleague, UserFactory(is_superuser=True)
    )
    approved.school.refresh_from_db()
    school_actions.set_active(
        type(old).objects.get(pk=old.pk), UserFactory(is_superuser=True), False
    )
    version = approved.route.approved_versions.get()
    assert old.short_name in [row["name"] for row in version.trail]
    assert old.surname in pages(approved, "deputy")


def test_case_59_a_changed_surname_leaves_old_versions_as_they_were(approved):
    version = approved.route.approved_versions.get()
    before = version.content, version.sha256, version.trail
    school_actions.update_staff(approved.teacher, approved.user("deputy"), surname="Новикова")
    school_actions.update_staff(approved.director, approved.user("deputy"), surname="Ястребов")
    version.refresh_from_db()
    assert (version.content, version.sha256, version.trail) == before
    address = reverse("iom_route_version", args=[approved.route.pk, 1])
    said = enter(approved.user("deputy")).get(address).text
    assert "Лебедева" in said and "Новикова" not in said
    assert "Соколов" in said and "Ястребов" not in said


@pytest.mark.parametrize("superuser", [True, False])
def test_people_are_not_deleted_in_wagtails_own_screens(approved, superuser):
    """Whoever asks is told to deactivate; nothing goes, neither one by one nor in bulk."""
    boss = UserFactory(is_superuser=superuser)
    boss.user_permissions.set(Permission.objects.filter(codename__endswith="_user"))
    boss.user_permissions.add(Permission.objects.get(codename="access_admin"))
    lonely = UserFactory()
    client, keys = enter(boss), [approved.teacher.user_id, lonely.pk]
    for pk in keys:
        for ask in (client.get, client.post):
            answer = ask(reverse("wagtailusers_users:delete", args=[pk]), follow=True)
            assert answer.status_code == 200
    assert "снимите отметку" in answer.text
    bulk = reverse("wagtail_bulk_action", args=["auth", "user", "delete"])
    answer = client.post(f"{bulk}?id={keys[0]}&id={keys[1]}", follow=True)
    assert answer.status_code == 200 and "снимите отметку" in answer.text
    assert type(lonely).objects.filter(pk__in=keys).count() == 2


def test_case_12_a_deactivated_persons_session_ends_at_the_next_request(approved):
    client = Client()
    assert client.login(username=approved.mentor.user.username, password=PASSWORD)
    routes, office = reverse("iom_routes"), reverse("wagtailadmin_home")
    assert client.get(routes).status_code == client.get(office).status_code == 200
    school_actions.set_active(approved.mentor, approved.user("deputy"), False)
    for address in (routes, office, reverse("iom_route", args=[approved.route.pk])):
        answer = client.get(address)
        assert answer.status_code == 302 and answer.url.startswith(reverse("iom_login")), address
    assert not client.login(username=approved.mentor.user.username, password=PASSWORD)
    school_actions.set_active(
        type(approved.mentor).objects.get(pk=approved.mentor.pk), approved.user("deputy"), True
    )
    assert client.get(routes).status_code == 302


def test_case_12_an_account_closed_in_wagtails_own_screen_ends_the_session_too(approved):
    client = enter(approved.user("mentor"))
    type(approved.mentor.user).objects.filter(pk=approved.mentor.user_id).update(is_active=False)
    assert client.get(reverse("iom_routes")).status_code == 302
    assert client.get(reverse("wagtailadmin_home")).status_code == 302


def test_case_12_who_left_the_staff_with_an_open_account_sees_no_route(approved):
    client = enter(approved.user("mentor"))
    type(approved.mentor).objects.filter(pk=approved.mentor.pk).update(active=False)
    assert client.get(reverse("iom_route", args=[approved.route.pk])).status_code == 404
