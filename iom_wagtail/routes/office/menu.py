"""The main menu's entry and the addresses of the office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from iom_wagtail.routes.office.desk import desk_of

if TYPE_CHECKING:
    from django.http import HttpRequest


class RoutesMenuItem(MenuItem):
    """«Маршруты», for whoever has a route to read or opens them."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Ask the desk."""
        return desk_of(request).reads


def routes_menu_item() -> RoutesMenuItem:
    """Return the entry of the main menu."""
    return RoutesMenuItem(
        _("Routes"),
        reverse_lazy("iom_route_list"),
        name="iom-routes",
        icon_name="list-ul",
        order=50,
    )


def urls() -> list[URLPattern]:
    """Return the addresses of the office, under ``/admin/``."""
    from iom_wagtail.routes.office.ending import ArchiveView, DeleteDraftView
    from iom_wagtail.routes.office.listing import RouteListView
    from iom_wagtail.routes.office.people import PeopleView
    from iom_wagtail.routes.office.stop import StopView
    from iom_wagtail.routes.office.views import CorrectionView, OpenRouteView

    base = "iom/routes"
    return [
        path(f"{base}/", RouteListView.as_view(), name="iom_route_list"),
        path(
            f"{base}/results/",
            RouteListView.as_view(results_only=True),
            name="iom_route_list_results",
        ),
        path(f"{base}/open/", OpenRouteView.as_view(), name="iom_route_open"),
        path(f"{base}/<int:pk>/people/", PeopleView.as_view(), name="iom_route_people"),
        path(f"{base}/<int:pk>/stop/", StopView.as_view(), name="iom_route_stop"),
        path(f"{base}/<int:pk>/delete/", DeleteDraftView.as_view(), name="iom_route_delete"),
        path(f"{base}/<int:pk>/archive/", ArchiveView.as_view(), name="iom_route_archive"),
        path(f"{base}/<int:pk>/correction/", CorrectionView.as_view(), name="iom_route_correction"),
    ]
