"""The menus around a route in Wagtail's editor: only what applies to a route is left."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.action_menu import (
    ActionMenuItem,
    PageLockedMenuItem,
    SaveDraftMenuItem,
    SubmitForModerationMenuItem,
)
from wagtail.admin.widgets.button import Button

from iom_wagtail.approval.guard import ApprovedPage
from iom_wagtail.routes.models import RoutePage
from iom_wagtail.routes.models.private import PrivatePage
from iom_wagtail.routes.rules import Ability

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser
    from django.http import HttpRequest
    from wagtail.models import Page


class SendItem(SubmitForModerationMenuItem):
    """Wagtail's own "submit" under the name a school knows."""

    # Translators: «Отправить на утверждение»
    label = _("Send for approval")

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Keep the label, whatever the workflow is called."""
        return {**super().get_context_data(parent_context), "label": self.label}


class LinkItem(ActionMenuItem):
    """A link to one of the route's own screens."""

    url_name = ""

    def get_url(self, parent_context: Any) -> str:
        """Return the screen of this route."""
        return reverse(self.url_name, args=[parent_context["page"].pk])


class CorrectionItem(LinkItem):
    """A short correction of the version in force, when the draft has something to correct."""

    label = _("Send as a correction of a typing error")
    name = "iom-correction"
    icon_name = "edit"
    url_name = "iom_route_correction"

    def is_shown(self, context: Any) -> bool:
        """Show it to those who submit, when a version exists and the draft is newer."""
        page = context["page"]
        tester = self.get_user_page_permissions_tester(context)
        return (
            context["view"] == "edit"
            and page.has_unpublished_changes
            and tester.can_submit_for_moderation()
            and page.version_in_force() is not None
        )


class ApprovalItem(ActionMenuItem):
    """While a text is in approval the editor is closed, and this leads to where it is decided."""

    label = _("Approval page")
    name = "iom-approval"
    icon_name = "clipboard-list"

    def get_url(self, parent_context: Any) -> str:
        """Return the decision page, wherever pages of this kind have it."""
        return parent_context["page"].approval_url()

    def is_shown(self, context: Any) -> bool:
        """Show it while in approval."""
        return context["page"].in_approval


def construct_page_action_menu(items: list[Any], request: HttpRequest, context: Any) -> None:
    """Leave in the editor of an approved page: save, send, its own acts; nothing else (facts 7)."""
    page = context.get("page")
    if not isinstance(page, ApprovedPage):
        return
    kept: list[Any] = [item for item in items if type(item) is SaveDraftMenuItem]
    if any(type(item) is SubmitForModerationMenuItem for item in items):
        kept.append(SendItem(order=60))
    if isinstance(page, RoutePage):
        kept += [item for item in (CorrectionItem(), ApprovalItem()) if item.is_shown(context)]
    # Without any act the stock "locked" button says why nothing can be pressed.
    items[:] = kept or [item for item in items if type(item) is PageLockedMenuItem]


def route_buttons(
    page: Page, user: AbstractBaseUser, next_url: str | None = None, **kwargs: Any
) -> Iterator[Button]:
    """Lead from a route to its people and its page on the site, and to where it is put away."""
    if not isinstance(page, RoutePage):
        return
    yield Button(
        _("People of the route"),
        reverse("iom_route_people", args=[page.pk]),
        icon_name="group",
        priority=12,
    )
    if Ability.ASSIGN in page.abilities_of(user):
        yield Button(
            _("Resume the route") if page.stopped else _("Stop the route"),
            reverse("iom_route_stop", args=[page.pk]),
            icon_name="lock",
            priority=14,
        )
    yield Button(
        _("Open on the site"),
        reverse("iom_route", args=[page.pk]),
        icon_name="view",
        priority=13,
    )
    if Ability.ARCHIVE not in page.abilities_of(user):
        return
    if page.version_in_force() is None:
        yield Button(
            _("Delete the draft"),
            reverse("iom_route_delete", args=[page.pk]),
            icon_name="bin",
            priority=90,
        )
    else:
        yield Button(
            _("Take from the archive") if page.is_archived else _("Put into the archive"),
            reverse("iom_route_archive", args=[page.pk]),
            icon_name="folder",
            priority=90,
        )


def construct_page_listing_buttons(
    buttons: list[Any], page: Page, user: AbstractBaseUser, context: Any = None
) -> None:
    """Leave a private page's row in Wagtail's own lists without the dropdown of page acts."""
    if isinstance(page, PrivatePage):
        buttons.clear()
