"""Middleware of the plugin: the gate in front of Wagtail's admin."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import ProtectedError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from iom_wagtail.approval.workflow_doors import changes_ours
from iom_wagtail.routes import screens
from iom_wagtail.routes.gate import hidden_among, page_ids
from iom_wagtail.school.low_vision import tell_caches
from iom_wagtail.school.private import keep_what_is_private
from iom_wagtail.stories.consent import refusals
from iom_wagtail.stories.exceptions import ConsentMissing


class RouteGate:
    """Answers 404 when a request names a route that its user may not see.

    Wagtail's permission checks leave gaps that no policy closes (``wagtail8-facts.md`` 19);
    this one wall stands before all of them and resolves every page id of a request.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, and let no cache keep what comes back to a person."""
        return tell_caches(keep_what_is_private(request, self.get_response(request)))

    def process_view(
        self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Raise ``Http404`` for a hidden route in the address, the query or the form.

        What would change our workflows in Wagtail's screens is refused in words.
        """
        ids = page_ids(request, kwargs)
        # The user is asked for last, so that public pages don't vary by cookie. Who isn't logged
        # in is sent to the login by the admin itself, which so tells nothing of a page either.
        sent_to_login = ids and self._is_admin(request) and request.user.is_anonymous
        if ids and not sent_to_login and hidden_among(request.user, ids):
            raise Http404
        if screens.names_unknown_account(request):
            raise Http404
        if changes_ours(request) and request.user.is_authenticated:
            messages.error(request, _("The steps of approval are switched in the school's record."))
            return redirect("wagtailadmin_workflows:index")
        return None

    @staticmethod
    def _is_admin(request: HttpRequest) -> bool:
        return request.path.startswith(reverse("wagtailadmin_home"))

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Refuse in words what the database refuses to delete (facts 48).

        Wagtail's views of sites and pages ask nobody beforehand: deleting the site of a school,
        or the home page of that site, would end as an error page. Nothing has been deleted.

        A publication that somebody's consent is missing to is refused in words too, whichever
        door it came through.
        """
        if isinstance(exception, ConsentMissing):
            return refusals.answer(request, exception)
        if not isinstance(exception, ProtectedError):
            return None
        messages.error(request, _("This can't be deleted: the school's papers depend on it."))
        return redirect("wagtailadmin_home")

    def process_template_response(
        self, request: HttpRequest, response: TemplateResponse
    ) -> TemplateResponse:
        """Take out of a screen of the admin what it would tell of hidden routes."""
        screens.clean(request, response.context_data)
        return response
