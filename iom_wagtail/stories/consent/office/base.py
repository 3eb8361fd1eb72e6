"""What the screens of consents share: whose school, what one may do there, one consent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from iom_wagtail.school.office.base import SchoolScreen
from iom_wagtail.school.private import keep_private
from iom_wagtail.stories.consent import access, rules
from iom_wagtail.stories.consent.queries import consents_of
from iom_wagtail.stories.consent.rules import Act, Keeper
from iom_wagtail.stories.consent.showing import tell_state

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from iom_wagtail.stories.consent.models import PublicationConsent


class ConsentScreen(SchoolScreen):
    """A screen about the own school's consents; never another's."""

    needs = Act.READ
    header_icon = "clipboard-list"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Let no cache keep what stands here."""
        return keep_private(super().dispatch(request, *args, **kwargs))

    @cached_property
    def keepers(self) -> frozenset[Keeper]:
        """What the asking person is to the consents."""
        return access.keepers_of(self.request.user, self.school)

    @cached_property
    def acts(self) -> frozenset[Act]:
        """What the asking person may do with them."""
        return rules.acts(self.keepers)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what one may do."""
        told = {
            "records": Act.RECORD in self.acts,
            "withdraws": Act.WITHDRAW in self.acts,
            "opens_copies": Act.COPIES in self.acts,
        }
        return super().get_context_data(**{**told, **kwargs})


class OneConsent(ConsentScreen):
    """A screen about one consent; a stranger's doesn't exist (404)."""

    @cached_property
    def consent(self) -> PublicationConsent:
        """The consent of the address; raises ``Http404``."""
        row = consents_of(self.school).filter(pk=self.kwargs["pk"]).first()
        if row is None:
            raise Http404
        row.school = self.school
        return row

    @property
    def trail(self) -> list[dict[str, Any]]:
        """The list, and the consent for what lies below it."""
        return [{"url": reverse("iom_consents"), "label": _("Consents")}]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Look for the consent before anything is said about what one may do with it.

        What a superuser reads is logged.
        """
        if self.school is not None and Act.READ in self.acts:
            _found = self.consent
            if self.keepers == {Keeper.SUPERUSER}:
                log(instance=self.consent, action="iom_wagtail.read_consent", user=request.user)
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        """Whose it is."""
        return self.consent.subject_name

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the consent."""
        return super().get_context_data(consent=tell_state(self.consent), **kwargs)
