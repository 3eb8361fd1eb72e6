"""Everybody who must learn nothing of a planted route, and the route."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.test import Client
from wagtail.models import GroupPagePermission, Page, Site

from iom_wagtail.routes.models import RouteIndexPage, RoutePage
from iom_wagtail.school.roles import GroupCode, group
from tests.access.canaries import Canaries, found, plant, without
from tests.factories import Cast, UserFactory, add_participant, make_cast, make_route

#: A colleague of the same school; a teacher and the director of another one, who have a route of
#: their own; a site editor; an admin with every right on every page; the technician.
OUTSIDERS = ("colleague", "stranger", "their_director", "site_editor", "page_admin", "technician")


@dataclass
class Secret:
    """A route with a canary in every text, and those who may not see it."""

    cast: Cast
    other: Cast
    canaries: Canaries
    users: dict[str, Any]

    @property
    def route(self) -> RoutePage:
        return self.cast.route

    @property
    def index(self) -> RouteIndexPage:
        return RouteIndexPage.objects.get(school=self.cast.school)

    @property
    def home(self) -> Page:
        return Site.objects.get(is_default_site=True).root_page

    def client(self, who: str) -> Client:
        """Return a browser in which an outsider, or a member of the cast, has logged in."""
        client = Client()
        client.force_login(self.users[who] if who in self.users else self.cast.user(who))
        return client


def make_secret() -> Secret:
    """Return a planted route; the other school's route is the older one."""
    cast = make_cast()
    other = make_cast()
    make_route(other)
    make_route(cast)
    add_participant(cast)
    canaries = plant(cast)
    users = {
        "colleague": cast.user("colleague"),
        "stranger": other.user("teacher"),
        "their_director": other.user("director"),
        "page_admin": page_admin(),
    }
    for who, code in (
        ("site_editor", GroupCode.SITE_EDITOR),
        ("technician", GroupCode.TECHNICIAN),
    ):
        users[who] = UserFactory()
        users[who].groups.add(group(code))
    return Secret(cast, other, canaries, users)


def page_admin() -> Any:
    """Return an account with every stored right on the whole tree, but not a superuser's."""
    root = Page.get_first_root_node()
    everything = Group.objects.create(name="Все права на всём дереве")
    for right in Permission.objects.filter(
        content_type__app_label="wagtailcore", content_type__model="page"
    ):
        GroupPagePermission.objects.create(group=everything, page=root, permission=right)
    everything.permissions.add(Permission.objects.get(codename="access_admin"))
    user = UserFactory()
    user.groups.add(everything)
    return user


def absent(secret: Secret, who: str, *shown: Any) -> bool:
    """Whether none of the canaries is shown; the technician may know who works in the school."""
    canaries = without(secret.canaries, "people.") if who == "technician" else secret.canaries
    assert found(shown, canaries) == set()
    return True
