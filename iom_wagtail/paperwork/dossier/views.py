"""Dossiers on the site: ordering one, seeing how far it is, fetching it while it is there."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from iom_wagtail.files.serving import serve_made
from iom_wagtail.paperwork.dossier import actions, rules
from iom_wagtail.paperwork.dossier.making import advance
from iom_wagtail.paperwork.dossier.models import Dossier, DossierState
from iom_wagtail.paperwork.dossier.tasks import works_apart
from iom_wagtail.paperwork.exceptions import NoPaper, TooManyRoutes
from iom_wagtail.paperwork.naming import route_folder
from iom_wagtail.routes.doors import visible_route
from iom_wagtail.routes.models import RoutePage
from iom_wagtail.routes.office.desk import desk_of
from iom_wagtail.routes.rules import year_label
from iom_wagtail.school.private import private_page

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

#: So long a look at the progress may write on; a proxy gives a request half a minute.
SLICE = 2.0


@private_page
@require_POST
def order(request: HttpRequest, pk: int) -> HttpResponse:
    """Order the papers of one route; 404 to strangers."""
    page = visible_route(request, pk)
    try:
        dossier = actions.order(page, request.user)
    except NoPaper:
        messages.error(request, _("There is nothing to print on this route yet."))
        return redirect("iom_route_papers", pk=pk)
    return redirect("iom_dossier", uuid=dossier.uuid)


@private_page
@require_POST
def order_year(request: HttpRequest) -> HttpResponse:
    """Order the papers of a school year; only for the deputy and the director."""
    school = desk_of(request).school
    asked = request.POST.get("year", "")
    if school is None or not asked.isdecimal() or len(asked) != 4:
        raise PermissionDenied
    try:
        dossier = actions.order_year(school, request.user, int(asked))
    except NoPaper:
        messages.error(request, _("There is nothing to print for this year yet."))
    except TooManyRoutes as error:
        messages.error(
            request,
            _("One package holds %(count)d routes at most. Order the routes one by one.")
            % {"count": error.args[0]},
        )
    else:
        return redirect("iom_dossier", uuid=dossier.uuid)
    return redirect("iom_registers")


def _own(request: HttpRequest, uuid: UUID) -> Dossier:
    """Return the person's own order; raises ``Http404`` for anybody else's."""
    rows = Dossier.objects.select_related("ordered_by", "school")
    found = rows.filter(uuid=uuid, ordered_by=request.user).first()
    if found is None:
        raise Http404
    return found


@private_page
@require_safe
def dossier(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show how far a dossier is, and write it on where nobody else does.

    htmx asks for the box alone; without scripts the browser loads the page again by itself.
    """
    found = _own(request, uuid)
    if found.state == DossierState.MAKING and _waits_for_us(found):
        try:
            found = advance(found, seconds=SLICE)
        except Dossier.DoesNotExist:
            raise Http404 from None
    making = found.state == DossierState.MAKING
    over = found.expires_at is not None and found.expires_at < timezone.now()
    alone = "HX-Request" in request.headers
    response = render(
        request,
        f"iom_wagtail/paperwork/{'dossier_box' if alone else 'dossier'}.html",
        {
            "school": found.school,
            "section": "routes",
            "dossier": found,
            "making": making,
            "over": over,
            "heading": _heading(found),
            "page": _route_of(found),
        },
    )
    return response


def _waits_for_us(found: Dossier) -> bool:
    """Return whether a look has to write on: there is no worker, or it left the order alone."""
    return not works_apart() or rules.left_alone(timezone.now(), found.ordered_at, found.busy_until)


def _route_of(found: Dossier) -> RoutePage | None:
    """Return the route whose papers they are; None for a whole year."""
    if found.year_start is not None:
        return None
    return RoutePage.objects.visible_to(found.ordered_by).filter(pk__in=found.offices).first()


def _heading(found: Dossier) -> str:
    if found.year_start is not None:
        return _("Papers of all routes of %(year)s") % {"year": year_label(found.year_start)}
    return _("All papers of the route")


@private_page
@require_safe
def dossier_file(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """Hand out a finished dossier to who ordered it, as long as its time and their rights last.

    Who is told no comes to where the papers can be ordered anew.
    """
    found = _own(request, uuid)
    if found.state != DossierState.READY:
        return redirect("iom_dossier", uuid=uuid)
    if found.expires_at < timezone.now() or not actions.entitled(found, request.user):
        page = _route_of(found)
        found.delete()
        messages.error(
            request, _("This link is over. Order the papers anew: they will be as of today.")
        )
        return redirect("iom_route_papers", pk=page.pk) if page else redirect("iom_registers")
    page = _route_of(found)
    label = page.title if page is not None else f"ИОМ {year_label(found.year_start)}"
    return serve_made(request, found.file, f"{route_folder(label)}.zip", "application/zip")
