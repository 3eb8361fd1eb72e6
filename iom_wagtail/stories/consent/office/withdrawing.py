"""Withdrawing a consent in the office: what goes offline is said before, and done at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from iom_wagtail.stories import anonymous
from iom_wagtail.stories.consent import actions
from iom_wagtail.stories.consent.forms import WithdrawForm
from iom_wagtail.stories.consent.office.base import OneConsent
from iom_wagtail.stories.consent.rules import Act

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from iom_wagtail.stories.taking_down import Outlook


def told(outlook: Outlook) -> str:
    """Return «Согласие отозвано. Снято с сайта: 2 страницы.»."""
    count = len(outlook.going)
    if not count:
        return _("The consent is withdrawn. Nothing had to go offline.")
    return ngettext(
        "The consent is withdrawn. %(count)d page went offline.",
        "The consent is withdrawn. %(count)d pages went offline.",
        count,
    ) % {"count": count}


class WithdrawView(OneConsent):
    """A question with what follows from it, then the act."""

    needs = Act.WITHDRAW
    page_title = gettext_lazy("Withdraw the consent")
    template_name = "iom_wagtail/stories/consent/withdraw.html"

    @property
    def trail(self) -> list[dict[str, Any]]:
        """The list and the consent."""
        here = reverse("iom_consent", args=[self.consent.pk])
        return [*super().trail, {"url": here, "label": self.consent.subject_name}]

    @cached_property
    def outlook(self) -> Outlook:
        """What would go offline."""
        return actions.what_goes(self.consent)

    def build(self, data: Any = None) -> WithdrawForm:
        """Return the form."""
        return WithdrawForm(data, offers_drafts=bool(self.outlook.going))

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask."""
        if self.consent.withdrawn_at is not None:
            return redirect("iom_consent", pk)
        return self.answer(self.build())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Withdraw, or show the form again."""
        form = self.build(request.POST)
        if form.is_valid():
            data = form.cleaned_data
            try:
                gone = actions.withdraw(
                    self.consent, request.user, how=data["how"], on=data["withdrawn_on"]
                )
            except ValidationError as error:
                form.take(error)
            else:
                messages.success(request, told(gone))
                if data.get("anonymise"):
                    self.prepare(gone)
                return redirect("iom_consent", pk)
        messages.error(request, _("Nothing was changed. See what is marked below."))
        return self.answer(form)

    def prepare(self, gone: Outlook) -> None:
        """Make drafts without the name of the person, and say what is still to be mended."""
        drafts = anonymous.prepare_without(self.consent, gone.going, self.request.user)
        left = sum(len(draft.left) for draft in drafts)
        messages.info(
            self.request,
            _(
                "Drafts without the name are ready: %(drafts)d. Places in the text that still tell "
                "it: %(left)d; the editor of each page lists them."
            )
            % {"drafts": len(drafts), "left": left},
        )

    def answer(self, form: WithdrawForm) -> HttpResponse:
        """Render the question."""
        return self.show(form=form, outlook=self.outlook, media=form.media)
