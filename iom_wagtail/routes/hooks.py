"""What the routes room offers to Wagtail's hooks; registered in ``wagtail_hooks.py``."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from iom_wagtail.routes.gate import without_hidden
from iom_wagtail.routes.office.editor_menu import (
    construct_page_action_menu,
    construct_page_listing_buttons,
    route_buttons,
)
from iom_wagtail.routes.office.home import (
    construct_homepage_panels,
    construct_homepage_summary_items,
)
from iom_wagtail.routes.office.listing import RouteViewSet
from iom_wagtail.routes.office.menu import routes_menu_item, urls


def register_log_actions(actions: Any) -> None:
    """Name the log actions of this room; their data holds keys, never names."""
    actions.register_action("iom_wagtail.open", _("Open a route"), _("Opened the route"))
    actions.register_action("iom_wagtail.assign", _("Assign"), _("Put a person on the route"))
    actions.register_action(
        "iom_wagtail.end_assignment", _("End an assignment"), _("Ended a person's part")
    )
    actions.register_action(
        "iom_wagtail.archive", _("Put into the archive"), _("Put the route into the archive")
    )
    actions.register_action(
        "iom_wagtail.unarchive", _("Take from the archive"), _("Took the route from the archive")
    )
    actions.register_action(
        "iom_wagtail.read", _("Read as a superuser"), _("Read the route as a superuser")
    )


def construct_page_chooser_queryset(pages: QuerySet, request: HttpRequest) -> QuerySet:
    """Keep hidden routes out of every page chooser, browsing and searching (facts 18)."""
    return without_hidden(pages, request.user)


def register_admin_viewset() -> RouteViewSet:
    """Return Wagtail's own views of routes, with our list in the explorer."""
    return RouteViewSet()


__all__ = [
    "construct_homepage_panels",
    "construct_homepage_summary_items",
    "construct_page_action_menu",
    "construct_page_chooser_queryset",
    "construct_page_listing_buttons",
    "register_admin_viewset",
    "register_log_actions",
    "route_buttons",
    "routes_menu_item",
    "urls",
]
