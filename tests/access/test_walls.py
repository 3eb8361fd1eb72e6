"""Each wall alone: with all others down it still keeps outsiders out, so none is decoration.

Every test lets the outsider in when its own wall is down as well: then the leak is really there,
and it is this wall that stopped it.
"""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from wagtail.models import (
    GroupPagePermission,
    Page,
    PagePermissionTester,
    PageQuerySet,
    Site,
)

from tests.access.canaries import found, without
from tests.access.walls import none_left, only

pytestmark = pytest.mark.django_db


def as_page_admin(secret):
    """Return the browser of somebody with every stored right on the whole tree."""
    client = Client()
    client.force_login(secret.users["page_admin"])
    return client


def seen(secret, *responses):
    return found(responses, without(secret.canaries, "route.slug"))


def test_the_policy_alone_keeps_routes_out_of_lists(secret):
    """Explorer, search and the admin's API of somebody with every right on the tree."""
    addresses = (
        reverse("wagtailadmin_pages:search") + "?q=7919",
        reverse("wagtailadmin_choose_page_search") + "?q=7919",
        reverse("wagtailadmin_reports:site_history"),
        f"/admin/api/main/pages/?child_of={secret.index.pk}",
        reverse("wagtailadmin_reports:aging_pages"),
    )
    policy_lists = (addresses[0], addresses[2], addresses[4])
    with only("policy"):
        client = as_page_admin(secret)
        for address in policy_lists:
            response = client.get(address)
            assert response.status_code == 200
            assert "route.title" not in seen(secret, response), address
        assert "route.title" not in seen(secret, client.get(addresses[1]))
        assert "route.title" not in seen(secret, client.get(addresses[3]))
    with none_left():
        client = as_page_admin(secret)
        for address in addresses:
            assert "route.title" in seen(secret, client.get(address)), address


def test_the_tester_alone_keeps_the_editor_shut(secret):
    """Also when the page is asked as a plain ``Page``, as bulk actions and choosers do."""
    addresses = [
        reverse(f"wagtailadmin_pages:{name}", args=[secret.route.pk])
        for name in ("edit", "history", "view_draft", "copy", "delete", "move")
    ]
    with only("tester"):
        client = as_page_admin(secret)
        for address in addresses:
            response = client.get(address)
            assert response.status_code in (302, 403, 404), address
            assert seen(secret, response) <= {"route.title"}
        assert rights(secret) == set()
    with none_left():
        client = as_page_admin(secret)
        for address in addresses:
            assert client.get(address).status_code == 200, address
        assert seen(secret, client.get(addresses[0])) > {"route.title", "draft.goal"}
        assert rights(secret) > {"can_edit", "can_delete", "can_move", "can_publish", "can_copy"}


def rights(secret):
    """What a plain ``Page`` says somebody with every right on the tree may do with the route."""
    user = type(secret.users["page_admin"]).objects.get(pk=secret.users["page_admin"].pk)
    tester = Page.objects.get(pk=secret.route.pk).permissions_for_user(user)
    names = [name for name in dir(PagePermissionTester) if name.startswith("can_")]
    plain = [name for name in names if name not in ("can_copy_to", "can_move_to")]
    allowed = {name for name in plain if getattr(tester, name)()}
    return allowed | {
        name
        for name in ("can_copy_to", "can_move_to")
        if getattr(tester, name)(Page.objects.get(pk=secret.index.pk))
    }


def test_the_gate_alone_hides_that_a_route_is_there(secret):
    route = secret.route.pk
    addresses = [
        reverse("wagtailadmin_pages:edit", args=[route]),
        reverse("wagtailadmin_pages:move_confirm", args=[route, secret.home.pk]),
        reverse("wagtailadmin_choose_page_chosen_multiple") + f"?id={route}",
        reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={route}",
        reverse("wagtailadmin_reports:site_history") + f"?user={secret.cast.user('mentor').pk}",
    ]
    lists = [
        reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + "?id=all",
        reverse("wagtailadmin_reports:page_types_usage"),
    ]
    with only("gate"):
        client = as_page_admin(secret)
        for address in addresses:
            response = client.get(address)
            assert response.status_code == 404, address
            assert seen(secret, response) == set(), address
        assert seen(secret, client.get(lists[1])) == set()
        rows = client.get(lists[0]).context["items_with_no_access"]
        assert secret.route.pk not in {row["item"].pk for row in rows}
    with none_left():
        client = as_page_admin(secret)
        for address in (*addresses, *lists):
            assert seen(secret, client.get(address)), address


def test_placement_alone_keeps_routes_from_the_public_site(secret):
    """From a site editor with every right on the home page, and from everybody else."""
    group = GroupPagePermission.objects.create(
        group=secret.users["site_editor"].groups.get(),
        page=secret.home,
        permission=Permission.objects.get(codename="lock_page"),
    ).group
    assert group.user_set.filter(pk=secret.users["site_editor"].pk).exists()
    edit = reverse("wagtailadmin_pages:edit", args=[secret.route.pk])
    public = f"/{secret.route.slug}/"

    def move():
        Page.objects.get(pk=secret.route.pk).move(secret.home, pos="last-child")

    def editor():
        client = Client()
        client.force_login(secret.users["site_editor"])
        return client

    with only("placement"):
        with pytest.raises(PermissionDenied):
            move()
        assert Client().get(public).status_code == 404
        assert seen(secret, editor().get(edit)) <= {"route.title"}
        assert secret.route.pk not in public_pages(secret)
        with pytest.raises(PermissionDenied):
            Site.objects.create(hostname="root.example", root_page=Page.get_first_root_node())
    with none_left():
        move()
        assert "version.goal" in seen(secret, Client().get(public))
        assert "draft.goal" in seen(secret, editor().get(edit))
        assert secret.route.pk in public_pages(secret)
        Site.objects.create(hostname="root.example", root_page=Page.get_first_root_node())


def public_pages(secret):
    pages = Page.objects.live().public().descendant_of(secret.home)
    assert isinstance(pages, PageQuerySet)
    return set(pages.values_list("pk", flat=True))


def test_serving_alone_answers_404(secret):
    """The own view asks the oracle; wherever a route lies, the tree doesn't serve it."""
    own = reverse("iom_route", args=[secret.route.pk])
    public = f"/{secret.route.slug}/"

    def look():
        client = Client()
        client.force_login(secret.users["colleague"])
        responses = [client.get(own), Client().get(public), client.get(public)]
        return [response.status_code for response in responses], seen(secret, *responses)

    with only("serving"):
        Page.objects.get(pk=secret.route.pk).move(secret.home, pos="last-child")
        assert look() == ([404, 404, 404], set())
    with none_left():
        statuses, canaries = look()
        assert statuses == [200, 200, 200]
        assert {"version.goal", "version.programme_items[0].content"} <= canaries


def test_the_walls_stand_again(secret):
    """What was pulled down is up: the next test meets the school as it is."""
    with none_left():
        pass
    assert rights(secret) == set()
    with pytest.raises(PermissionDenied):
        Page.objects.get(pk=secret.route.pk).move(secret.home, pos="last-child")
    client = as_page_admin(secret)
    assert client.get(reverse("wagtailadmin_pages:edit", args=[secret.route.pk])).status_code == 404
