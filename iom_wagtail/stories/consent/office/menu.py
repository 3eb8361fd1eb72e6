"""The main menu's entry, the addresses under ``/admin/`` and the button in a page's header."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.urls import URLPattern, path, reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button

from iom_wagtail.school.office.menu import PermittedMenuItem
from iom_wagtail.stories.models.base import ConsentedPage

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser
    from wagtail.models import Page


def consents_menu_item() -> MenuItem:
    """«Согласия»."""
    return PermittedMenuItem(
        _("Consents"),
        reverse_lazy("iom_consents"),
        name="iom-consents",
        icon_name="clipboard-list",
        order=65,
        permission="iom_wagtail.view_publicationconsent",
    )


def anonymise_button(
    page: Page, user: AbstractBaseUser, next_url: str | None = None, **kwargs: Any
) -> Iterator[Button]:
    """Lead from a story or celebration to its draft without names."""
    if not isinstance(page, ConsentedPage) or page.alias_of_id is not None:
        return
    if page.permissions_for_user(user).can_edit():
        yield Button(
            _("Prepare without a name"),
            reverse("iom_anonymise", args=[page.pk]),
            icon_name="user",
            priority=70,
        )


def urls() -> list[URLPattern]:
    """Return the addresses of the room, under ``/admin/``."""
    from iom_wagtail.stories.consent.office import anonymise, listing, screens, withdrawing

    one = "iom/consents/<int:pk>"
    return [
        path("iom/consents/", listing.ConsentsView.as_view(), name="iom_consents"),
        path("iom/consents/add/", screens.AddConsentView.as_view(), name="iom_consent_add"),
        path(f"{one}/", screens.ConsentView.as_view(), name="iom_consent"),
        path(f"{one}/withdraw/", withdrawing.WithdrawView.as_view(), name="iom_consent_withdraw"),
        path(
            f"{one}/copies/<uuid:uuid>/", screens.ConsentScanView.as_view(), name="iom_consent_scan"
        ),
        path(
            "iom/without-name/<int:page_id>/",
            anonymise.AnonymiseView.as_view(),
            name="iom_anonymise",
        ),
    ]
