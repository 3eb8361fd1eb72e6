"""What the intake offers to Wagtail's hooks; registered in ``wagtail_hooks.py``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets.button import Button

from iom_wagtail.routes.models import RoutePage
from iom_wagtail.routes.rules import Ability

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser
    from wagtail.models import Page


def urls() -> list[URLPattern]:
    """Return the addresses of the office, under ``/admin/``."""
    from iom_wagtail.paperwork.intake.items.views import ImportItemsView

    return [
        path(
            "iom/routes/<int:pk>/import/items/",
            ImportItemsView.as_view(),
            name="iom_route_import_items",
        ),
    ]


def table_button(
    page: Page, user: AbstractBaseUser, next_url: str | None = None, **kwargs: Any
) -> Iterator[Button]:
    """Lead from a route's editor to the items from a table, for whoever writes the draft."""
    if isinstance(page, RoutePage) and Ability.EDIT in page.abilities_of(user):
        yield Button(
            _("Items from a table"),
            reverse("iom_route_import_items", args=[page.pk]),
            icon_name="upload",
            priority=15,
        )
