"""The main menu's entry and the address of the office's list of records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

if TYPE_CHECKING:
    from django.http import HttpRequest


class LinesMenuItem(MenuItem):
    """«Журнал маршрутов», for the leaders and methodists of a school."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Ask the screen's own rule."""
        from iom_wagtail.journal.office.listing import reads_lines

        return reads_lines(request)


def lines_menu_item() -> LinesMenuItem:
    """Return the entry of the main menu."""
    return LinesMenuItem(
        _("Journal of routes"),
        reverse_lazy("iom_lines"),
        name="iom-lines",
        icon_name="history",
        order=55,
    )


def urls() -> list[URLPattern]:
    """Return the address of the list, under ``/admin/``."""
    from iom_wagtail.journal.office.listing import LinesView

    return [path("iom/journal/", LinesView.as_view(), name="iom_lines")]
