"""Who sees a route: the oracle, the policy, the tester, the gate, and exact statuses by role."""

from __future__ import annotations

import copy

import pytest
from django.contrib.auth.models import AnonymousUser, Group, Permission
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page
from wagtail.permissions import policy_registry

from iom_wagtail.routes.models import RoutePage
from tests.factories import (
    PASSWORD,
    StaffFactory,
    UserFactory,
    add_participant,
    approve,
    make_cast,
    make_route,
)

pytestmark = pytest.mark.django_db

ON_ROUTE = ["teacher", "mentor", "psychologist"]
BY_OFFICE = ["methodist", "deputy", "director"]
OUTSIDERS = ["colleague", "stranger", "their_director", "site_editor", "technician"]
WRITERS = ["mentor", "deputy"]
DRAFT_READERS = ["mentor", "methodist", "deputy", "director"]


class World:
    """A school with an approved route, another school, and users by role name."""

    def __init__(self):
        self.cast = make_cast()
        make_route(self.cast)
        add_participant(self.cast)
        approve(self.cast)
        self.other = make_cast()
        self.route = self.cast.route
        self.users = {name: self.cast.user(name) for name in [*ON_ROUTE, *BY_OFFICE, "colleague"]}
        self.users["stranger"] = self.other.user("mentor")
        self.users["their_director"] = self.other.user("director")
        for name in ("site_editor", "technician"):
            from iom_wagtail.school import roles

            person = StaffFactory(school=self.cast.school, account=True)
            roles.sync_groups(person)
            person.user.groups.add(roles.group(name))
            self.users[name] = person.user
        self.users["superuser"] = UserFactory(is_staff=True, is_superuser=True)


@pytest.fixture(scope="module")
def world_once(once):
    return once(World)


@pytest.fixture
def world(world_once, db):
    return copy.deepcopy(world_once)


def client_of(client, world, role):
    if role != "anonymous":
        assert client.login(username=world.users[role].username, password=PASSWORD)
    return client


def test_the_oracle(world):
    seen = {
        name
        for name, user in world.users.items()
        if RoutePage.objects.visible_to(user).filter(pk=world.route.pk).exists()
    }
    assert seen == {*ON_ROUTE, *BY_OFFICE, "superuser"}
    assert not RoutePage.objects.visible_to(AnonymousUser()).exists()


def test_nobody_is_seen_twice(world):
    """A methodist who is also a participant gets the route once."""
    add_participant(world.cast, "methodist")
    assert RoutePage.objects.visible_to(world.users["methodist"]).count() == 1


def test_an_inactive_account_sees_nothing(world):
    user = world.users["teacher"]
    user.is_active = False
    user.save()
    assert not RoutePage.objects.visible_to(user).exists()


def test_abilities_by_role(world):
    may_edit = {
        name
        for name, user in world.users.items()
        if "change" in world.route.permissions_for_user(user).permissions
    }
    assert may_edit == set(WRITERS)
    for name, user in world.users.items():
        tester = RoutePage.objects.get(pk=world.route.pk).permissions_for_user(user)
        closed = [
            tester.can_publish(),
            tester.can_delete(),
            tester.can_unpublish(),
            tester.can_move(),
            tester.can_copy(),
            tester.can_lock(),
            tester.can_unlock(),
            tester.can_set_view_restrictions(),
            tester.can_add_subpage(),
        ]
        assert not any(closed), name


def test_rights_on_the_whole_tree_open_no_route(world):
    """Facts 18: editors with every stored right on the root still reach nothing."""
    group = Group.objects.create(name="Всё дерево")
    for codename in ("add_page", "change_page", "publish_page", "bulk_delete_page", "lock_page"):
        GroupPagePermission.objects.create(
            group=group,
            page=Page.get_first_root_node(),
            permission=Permission.objects.get(codename=codename),
        )
    user = world.users["colleague"]
    user.groups.add(group)
    policy = policy_registry.get_by_type(Page)
    user = type(user).objects.get(pk=user.pk)
    assert not policy.explorable_instances(user).filter(pk=world.route.pk).exists()
    for action in ("change", "publish", "add"):
        assert not policy.user_has_permission_for_instance(user, action, world.route)
        instances = policy.instances_user_has_permission_for(user, action)
        assert not instances.filter(pk=world.route.pk).exists()


def test_the_explorer_shows_the_mentor_the_own_routes_only(world):
    policy = policy_registry.get_by_type(Page)
    cast = world.cast
    second = make_route(cast, filled=False, teacher=cast.colleague, mentor=cast.psychologist)
    seen = policy.explorable_instances(world.users["mentor"]).values_list("pk", flat=True)
    assert world.route.pk in seen and second.pk not in seen
    seen = policy.explorable_instances(world.users["deputy"]).values_list("pk", flat=True)
    assert {world.route.pk, second.pk} <= set(seen)


def statuses(**groups):
    """Return (role, status) pairs from ``s200=[roles]`` and the like; the rest is ``other``."""
    roles = [*ON_ROUTE, *BY_OFFICE, *OUTSIDERS, "superuser", "anonymous"]
    table = {}
    for role in roles:
        table[role] = next((int(k[1:]) for k, v in groups.items() if role in v), None)
    return table


READERS = [*ON_ROUTE, *BY_OFFICE, "superuser"]
EDITORS = [*DRAFT_READERS, "superuser"]
REFUSED = [role for role in [*ON_ROUTE, *BY_OFFICE, *OUTSIDERS] if role not in DRAFT_READERS]
KNOWN_REFUSED = [role for role in ON_ROUTE if role not in DRAFT_READERS]

URLS = {
    "site page": (
        lambda w: reverse("iom_route", args=[w.route.pk]),
        statuses(s200=READERS, s404=OUTSIDERS, s302=["anonymous"]),
    ),
    "editor": (
        lambda w: reverse("wagtailadmin_pages:edit", args=[w.route.pk]),
        statuses(s200=EDITORS, s404=OUTSIDERS, s302=[*KNOWN_REFUSED, "anonymous"]),
    ),
    "history": (
        lambda w: reverse("wagtailadmin_pages:history", args=[w.route.pk]),
        statuses(s200=EDITORS, s404=OUTSIDERS, s302=[*KNOWN_REFUSED, "anonymous"]),
    ),
    "draft view": (
        lambda w: reverse("wagtailadmin_pages:view_draft", args=[w.route.pk]),
        statuses(s200=EDITORS, s404=OUTSIDERS, s302=[*KNOWN_REFUSED, "anonymous"]),
    ),
    "move": (
        lambda w: reverse("wagtailadmin_pages:move", args=[w.route.pk]),
        statuses(s404=OUTSIDERS, s302=[*READERS, "anonymous"]),
    ),
    "copy": (
        lambda w: reverse("wagtailadmin_pages:copy", args=[w.route.pk]),
        statuses(s404=OUTSIDERS, s302=[*READERS, "anonymous"]),
    ),
    "delete": (
        lambda w: reverse("wagtailadmin_pages:delete", args=[w.route.pk]),
        statuses(s404=OUTSIDERS, s302=[*READERS, "anonymous"]),
    ),
    "unpublish": (
        lambda w: reverse("wagtailadmin_pages:unpublish", args=[w.route.pk]),
        statuses(s404=OUTSIDERS, s302=[*READERS, "anonymous"]),
    ),
    "privacy": (
        lambda w: reverse("wagtailadmin_pages:set_privacy", args=[w.route.pk]),
        statuses(s404=OUTSIDERS, s302=[*READERS, "anonymous"]),
    ),
}


@pytest.mark.parametrize("url", URLS)
def test_exact_status_by_role(client, world, url):
    address, table = URLS[url]
    got = {}
    for role in table:
        client.logout()
        response = client_of(client, world, role).get(address(world))
        got[role] = response.status_code
        if response.status_code != 200:
            assert "Лебедева" not in response.content.decode(errors="replace")
    assert got == table


@pytest.mark.parametrize("role", OUTSIDERS)
@pytest.mark.parametrize(
    "address",
    [
        lambda pk: reverse("wagtailadmin_pages:move_confirm", args=[pk, 1]),
        lambda pk: reverse("wagtailadmin_pages:workflow_history", args=[pk]),
        lambda pk: reverse("wagtailadmin_explore", args=[pk]),
        lambda pk: reverse("wagtailadmin_pages:usage", args=[pk]),
        lambda pk: (
            reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"]) + f"?id={pk}"
        ),
        lambda pk: reverse("wagtailadmin_choose_page_chosen_multiple") + f"?id={pk}",
        lambda pk: reverse("wagtailadmin_pages:convert_alias", args=[pk]),
    ],
)
def test_the_gate_hides_the_route_from_outsiders_everywhere(client, world, role, address):
    response = client_of(client, world, role).get(address(world.route.pk))
    assert response.status_code == 404
    assert world.route.title not in response.content.decode(errors="replace")


def test_outsiders_see_no_title_in_explorer_choosers_and_search(client, world):
    client_of(client, world, "site_editor")
    for name in ("wagtailadmin_explore_root", "wagtailadmin_choose_page", "wagtailadmin_home"):
        response = client.get(reverse(name), follow=True)
        assert response.status_code == 200
        assert world.route.title not in response.content.decode()
    for name in ("wagtailadmin_pages:search", "wagtailadmin_choose_page_search"):
        response = client.get(reverse(name), {"q": "ИОМ"})
        assert response.status_code == 200
        assert world.route.title not in response.content.decode()


def test_case_11_a_removed_mentor_is_out_at_the_next_request(client, world):
    from django.utils import timezone

    from iom_wagtail.routes import actions

    client_of(client, world, "mentor")
    url = reverse("iom_route", args=[world.route.pk])
    assert client.get(url).status_code == 200
    actions.change_mentor(
        world.route,
        world.users["deputy"],
        staff=world.cast.colleague,
        since=timezone.localdate(),
    )
    assert client.get(url).status_code == 404
    edit = reverse("wagtailadmin_pages:edit", args=[world.route.pk])
    assert client.get(edit).status_code == 404


def test_no_public_address_leads_to_a_route(client, world):
    """Facts 26a: the index lies beside the home page, so no path resolves to a route."""
    for path in (f"/{world.route.slug}/", f"/routes/{world.route.slug}/"):
        assert client.get(path).status_code == 404
