"""The addresses below a route at which its programme is decided, and its signing told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.views.decorators.http import require_http_methods, require_safe

from iom_wagtail.approval import sheets
from iom_wagtail.approval.kinds import kind_of
from iom_wagtail.approval.views import decision_page
from iom_wagtail.routes.doors import visible_route
from iom_wagtail.routes.models import RoutePage
from iom_wagtail.school.private import private_page

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@private_page
@require_http_methods(["GET", "POST"])
def approval(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the programme in approval and take the decision of whose step it is."""
    return decision_page(request, kind_of(RoutePage).open, pk)


@private_page
@require_safe
def sheet(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Show the approval sheet of a version."""
    return sheets.sheet(request, visible_route(request, pk), number)
