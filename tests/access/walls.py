"""The walls around a route, and what pulls each of them down for a while."""

from __future__ import annotations

from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from django.db.models.signals import pre_save
from wagtail.models import (
    Page,
    PagePermissionTester,
    PageViewRestriction,
    Site,
)
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import policy_registry
from wagtail.signals import pre_page_move

from iom_wagtail.middleware import RouteGate
from iom_wagtail.routes import doors, guards, hooks
from iom_wagtail.routes.models import RouteIndexPage, RoutePage
from iom_wagtail.routes.models.private import PrivatePage


def no_policy(patch):
    """Wagtail's own policy answers for pages; choosers ask nobody."""
    patch.setitem(policy_registry.values_by_class, Page, PagePermissionPolicy())
    patch.setattr(hooks, "without_hidden", lambda pages, user: pages)


class StoredRights(PagePermissionTester):
    """Wagtail's own tester; the site's view finds no office and every ability."""

    offices = frozenset()

    def allows(self, ability):
        return True


def no_tester(patch):
    """Stored rights on the tree count on routes and indexes too."""
    for model in (RoutePage, RouteIndexPage):
        patch.setattr(model, "permissions_for_user", lambda page, user: StoredRights(user, page))


def no_gate(patch):
    """The middleware lets every request and every screen through."""
    patch.setattr(RouteGate, "process_view", lambda *args: None)
    patch.setattr(RouteGate, "process_template_response", lambda self, request, response: response)


def no_placement(patch):
    """Pages go where they are put, and an index needs no login."""
    for receiver, sender, uid in (
        (guards.keep_route, RoutePage, "iom_wagtail_route_place"),
        (guards.keep_index, RouteIndexPage, "iom_wagtail_index_place"),
        (guards.keep_base, Page, "iom_wagtail_base_place"),
        (guards.keep_site, Site, "iom_wagtail_site_root"),
    ):
        assert pre_save.disconnect(sender=sender, dispatch_uid=uid)
        patch.callback(pre_save.connect, receiver, sender=sender, dispatch_uid=uid)
    assert pre_page_move.disconnect(dispatch_uid="iom_wagtail_move")
    patch.callback(pre_page_move.connect, guards.keep_when_moved, dispatch_uid="iom_wagtail_move")
    PageViewRestriction.objects.all().delete()


def no_serving(patch):
    """Wagtail serves a live page to everybody; the own view finds any route."""
    for name in ("route", "get_sitemap_urls"):
        patch.setattr(PrivatePage, name, getattr(Page, name))
    everything = SimpleNamespace(visible_to=lambda user: RoutePage.objects.all())
    patch.setattr(doors, "RoutePage", SimpleNamespace(objects=everything))


WALLS = {
    "policy": no_policy,
    "tester": no_tester,
    "gate": no_gate,
    "placement": no_placement,
    "serving": no_serving,
}


class Patch(pytest.MonkeyPatch):
    """Pytest's patches, and callbacks for what they can't undo."""

    def __init__(self):
        super().__init__()
        self.callbacks = []

    def callback(self, function, *args, **kwargs):
        self.callbacks.append(lambda: function(*args, **kwargs))

    def undo(self):
        super().undo()
        for call in self.callbacks:
            call()
        self.callbacks = []


@contextmanager
def down(*walls):
    """Pull down the walls of these names for a while."""
    patch = Patch()
    try:
        for name in walls:
            WALLS[name](patch)
        yield
    finally:
        patch.undo()


def only(wall):
    """Leave one wall standing."""
    return down(*(name for name in WALLS if name != wall))


def none_left():
    return down(*WALLS)
