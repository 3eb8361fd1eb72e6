"""«Мои согласия»: what a person of the staff has allowed, and one button to take it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from iom_wagtail.school.private import private_page
from iom_wagtail.stories.choices import Withdrawal
from iom_wagtail.stories.consent import actions
from iom_wagtail.stories.consent.models import PublicationConsent
from iom_wagtail.stories.consent.office.withdrawing import told
from iom_wagtail.stories.consent.showing import tell_state
from iom_wagtail.stories.taking_down import pages_showing

if TYPE_CHECKING:
    from django.db.models import QuerySet


def own_consents(request: HttpRequest) -> QuerySet:
    """Return the consents of whoever asks."""
    rows = PublicationConsent.objects.filter(person__user=request.user)
    return rows.select_related("person", "school")


@private_page
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Show the own consents, and the pages that show the person."""
    consents = [tell_state(row) for row in own_consents(request)]
    return render(
        request,
        "iom_wagtail/stories/consent/mine.html",
        {
            "consents": consents,
            "pages": pages_showing(consents[0]) if consents else [],
            "section": "consents",
        },
    )


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what goes offline, and withdraw at once; 404 for anybody else's consent."""
    consent = own_consents(request).filter(pk=pk).first()
    if consent is None:
        raise Http404
    if consent.withdrawn_at is not None:
        return redirect("iom_my_consents")
    if request.method == "POST":
        try:
            gone = actions.withdraw(consent, request.user, how=Withdrawal.SELF)
        except ValidationError as error:  # withdrawn meanwhile, in the office
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, told(gone))
        return redirect("iom_my_consents")
    return render(
        request,
        "iom_wagtail/stories/consent/withdraw_mine.html",
        {
            "consent": tell_state(consent),
            "outlook": actions.what_goes(consent),
            "section": "consents",
        },
    )
