"""The private container of one school's routes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from iom_wagtail.routes.models.private import PrivatePage
from iom_wagtail.routes.tester import ClosedPageTester
from iom_wagtail.school.models import School

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser
    from django.http import HttpRequest


class RouteIndexPage(PrivatePage, Page):
    """Holds the routes of one school; lies at the tree's root, beside the public home page."""

    school = models.OneToOneField(
        School,
        verbose_name=_("school"),
        on_delete=models.PROTECT,
        related_name="route_index",
        editable=False,
    )

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["iom_wagtail.RoutePage"]
    content_panels: list[Any] = []
    promote_panels: list[Any] = []
    settings_panels: list[Any] = []

    class Meta:
        verbose_name = _("routes")
        verbose_name_plural = _("routes of schools")

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        """Refuse creation in the admin: the set-up makes the one index of a school."""
        return False

    def permissions_for_user(self, user: AbstractBaseUser) -> ClosedPageTester:
        """Nobody edits, moves, publishes or deletes the index: it is made once by the set-up."""
        return ClosedPageTester(user, self)

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        """Point to the site's own list of routes."""
        return (self.school.site_id, self.school.site.root_url, reverse("iom_routes"))
