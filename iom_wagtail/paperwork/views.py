"""Papers on the site: the page of a route's papers, the papers themselves, their scans."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from iom_wagtail.conf import get_settings
from iom_wagtail.files.exceptions import FileRefused
from iom_wagtail.files.keeping import check
from iom_wagtail.files.names import shown_name
from iom_wagtail.files.rules import MEGABYTE
from iom_wagtail.files.serving import disposition, serve
from iom_wagtail.journal.doors import staff_id_of
from iom_wagtail.paperwork.doors import kind_named, offer_of, sources_for
from iom_wagtail.paperwork.exceptions import BrokenTemplate, NoPaper
from iom_wagtail.paperwork.naming import paper_name
from iom_wagtail.paperwork.rendering.formats import RENDERERS
from iom_wagtail.paperwork.scans import actions, rules
from iom_wagtail.paperwork.scans.forms import ScanForm
from iom_wagtail.paperwork.scans.queries import readable
from iom_wagtail.paperwork.showing import shelf_of, version_of
from iom_wagtail.paperwork.sources import Sources
from iom_wagtail.routes.doors import reading_context, visible_route
from iom_wagtail.school.private import private_page

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

    from iom_wagtail.paperwork.kinds import Kind
    from iom_wagtail.paperwork.scans.models import SignedScan


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def papers(request: HttpRequest, pk: int) -> HttpResponse:
    """Show every paper there is of a route for this person, and which are signed.

    404 to strangers. A POST removes a scan.
    """
    page = visible_route(request, pk)
    sources = Sources(page)
    if request.method == "POST":
        actions.drop_scan(_scan(sources, request.POST.get("drop", "")), request.user)
        messages.success(request, _("The scan is removed."))
        return redirect("iom_route_papers", pk=pk)
    shelf = shelf_of(sources)
    staff_id = staff_id_of(request.user)
    for scan in (scan for line in shelf.lines for scan in (*line.scans, *line.earlier)):
        own = scan.added_by_id == staff_id
        scan.removable = not page.is_archived and rules.may_drop(page.reader.offices, own=own)
    return render(
        request,
        "iom_wagtail/paperwork/papers.html",
        reading_context(
            page,
            shelf=shelf,
            formats=list(RENDERERS),
            keeps=not page.is_archived and rules.may_keep(page.reader.offices),
        ),
    )


@private_page
@require_safe
def paper(
    request: HttpRequest, pk: int, kind: str, suffix: str, uuid: UUID | None = None
) -> HttpResponse:
    """Hand out one paper in a format; 404 where there is none for this person.

    Where a template of the school's own can't be filled in, the page of papers says so.
    ``?version=`` prints an older version of the programme, ``?draft`` the text being worked on.
    """
    sources = sources_for(request, pk)
    found, renderer = kind_named(kind), RENDERERS.get(suffix)
    if renderer is None:
        raise Http404
    with translation.override("ru"):
        offer = offer_of(sources, found, uuid)
    try:
        printed = found.paper(sources, uuid)
    except NoPaper as error:
        raise Http404 from error
    try:
        content = renderer.render(printed)
    except BrokenTemplate as broken:
        messages.error(
            request,
            _(
                "This paper can't be printed in Word now: the school's own template "
                "“%(template)s” can't be filled in. Print the PDF, and tell your technician "
                "which template it is."
            )
            % {"template": broken.template},
        )
        return redirect("iom_route_papers", pk=pk)
    response = HttpResponse(content, content_type=renderer.media_type)
    name = paper_name(offer.name, suffix, on=offer.on)
    response["Content-Disposition"] = disposition(name, inline=suffix == "pdf")
    response["X-Content-Type-Options"] = "nosniff"
    return response


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def signed(request: HttpRequest, pk: int, kind: str, uuid: UUID | None = None) -> HttpResponse:
    """Take the scan of a signed paper; 404 where there is no such paper for this person."""
    page = visible_route(request, pk)
    sources, found = Sources(page), kind_named(kind)
    offer = offer_of(sources, found, uuid)
    if not rules.may_keep(page.reader.offices) or page.is_archived:
        raise PermissionDenied
    if offer.draft:
        messages.error(request, _("A draft is not signed. Print the paper once it is approved."))
        return redirect("iom_route_papers", pk=pk)
    sent = request.method == "POST"
    form = ScanForm(request.POST, request.FILES) if sent else ScanForm()
    if sent and form.is_valid():
        version = version_of(sources, offer)
        if added := _keep(request, sources, form, found, uuid, version):
            words = ngettext("%(count)d file is attached.", "%(count)d files are attached.", added)
            messages.success(request, words % {"count": added})
        if not form.errors:
            return redirect("iom_route_papers", pk=pk)
    limits = get_settings()
    return render(
        request,
        "iom_wagtail/paperwork/signed.html",
        reading_context(
            page,
            offer=offer,
            form=form,
            limits=limits,
            max_file=limits.max_file_mb * MEGABYTE,
        ),
    )


def _keep(
    request: HttpRequest,
    sources: Sources,
    form: ScanForm,
    kind: Kind,
    record: UUID | None,
    version: int | None,
) -> int:
    """Attach the files that are in order, tell at the form about the others; return how many."""
    added = 0
    for upload in form.cleaned_data["files"]:
        try:
            actions.keep_scan(
                sources.page,
                request.user,
                check(upload),
                kind=kind,
                record=record,
                version=version,
            )
        except FileRefused as error:
            said = " ".join(error.messages)
            form.add_error("files", f"{shown_name(upload.name or '')}: {said}")
        else:
            added += 1
    return added


@private_page
@require_safe
def signed_scan(request: HttpRequest, pk: int, uuid: UUID) -> HttpResponseBase:
    """Hand out a scan to those who may have the paper it shows; 404 to everybody else."""
    return serve(request, _scan(Sources(visible_route(request, pk)), str(uuid)))


def _scan(sources: Sources, uuid: str) -> SignedScan:
    row = next((row for row in readable(sources) if str(row.uuid) == uuid), None)
    if row is None:
        raise Http404
    row.route = sources.page
    return row
