"""Attachments to the card on the site: the list with its form, and the files themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from iom_wagtail.conf import get_settings
from iom_wagtail.files.exceptions import FileRefused
from iom_wagtail.files.keeping import Checked, check
from iom_wagtail.files.names import shown_name
from iom_wagtail.files.rules import MEGABYTE
from iom_wagtail.files.serving import serve
from iom_wagtail.journal.attachments import actions, rules
from iom_wagtail.journal.attachments.forms import AttachForm
from iom_wagtail.journal.choices import AttachmentKind
from iom_wagtail.journal.exceptions import WrongRecord
from iom_wagtail.journal.given_back import gives_back
from iom_wagtail.journal.records.actions import check_runs
from iom_wagtail.routes.doors import reading_context, visible_route
from iom_wagtail.school.private import private_page

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

    from iom_wagtail.journal.attachments.models import Attachment
    from iom_wagtail.routes.models import RoutePage


@private_page
@gives_back
@require_http_methods(["GET", "HEAD", "POST"])
def attachments(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the attachments to the card, and take new ones from those who add; 404 to strangers."""
    page = visible_route(request, pk)
    adds = rules.may_attach(page.reader.offices) and not page.stopped
    form = AttachForm(initial={"dated_on": timezone.localdate()}) if adds else None
    if request.method == "POST":
        if "remove" in request.POST:
            return _remove(request, page)
        check_runs(page)
        if not adds:
            raise PermissionDenied
        form = AttachForm(request.POST, request.FILES)
        added = _add(request, page, form) if form.is_valid() else 0
        if added:
            messages.success(
                request,
                ngettext("%(count)d file is attached.", "%(count)d files are attached.", added)
                % {"count": added},
            )
        if not form.errors:
            return redirect("iom_route_attachments", pk=pk)
    return render(request, "iom_wagtail/journal/attachments.html", _context(request, page, form))


def _context(request: HttpRequest, page: RoutePage, form: AttachForm | None) -> dict[str, Any]:
    order = AttachmentKind.values
    rows = sorted(
        page.attachments.select_related("added_by"), key=lambda row: order.index(row.kind)
    )
    staff_id = getattr(getattr(request.user, "staff_member", None), "pk", None)
    for row in rows:
        own = row.added_by_id == staff_id
        row.removable = not page.stopped and rules.may_detach(page.reader.offices, own=own)
    limits = get_settings()
    return reading_context(
        page,
        rows=rows,
        form=form,
        stop=page.stop,
        limits=limits,
        max_file=limits.max_file_mb * MEGABYTE,
        max_request=limits.max_request_mb * MEGABYTE,
    )


def _add(request: HttpRequest, page: RoutePage, form: AttachForm) -> int:
    """Attach the files that are in order, and tell at the form about each that is not.

    A good file is kept even when its neighbour is refused: on a telephone nobody wants to send
    ten photographs again. The same file sent twice is attached once.
    """
    fields = dict(form.cleaned_data)
    checked = _checked(form, fields.pop("files"))
    names = rules.titles(fields.pop("title"), [file.accepted.name for file in checked])
    added = 0
    for file, title in zip(checked, names, strict=True):
        try:
            actions.attach(page, request.user, file, title=title, **fields)
        except WrongRecord as error:
            form.refuse(file.accepted.name, error)
        else:
            added += 1
    return added


def _checked(form: AttachForm, uploads: list[Any]) -> list[Checked]:
    found = []
    for upload in uploads:
        try:
            found.append(check(upload))
        except FileRefused as error:
            form.refuse(shown_name(upload.name or ""), error)
    return found


def _remove(request: HttpRequest, page: RoutePage) -> HttpResponse:
    try:
        uuid = UUID(request.POST["remove"])
    except ValueError as error:
        raise Http404 from error
    actions.detach(_attachment(page, uuid), request.user)
    messages.success(request, _("The material is removed."))
    return redirect("iom_route_attachments", pk=page.pk)


def _attachment(page: RoutePage, uuid: UUID) -> Attachment:
    """Return an attachment of this very route; raises ``Http404``."""
    row = page.attachments.filter(uuid=uuid).first()
    if row is None:
        raise Http404
    row.route = page
    return row


@private_page
@require_safe
def attachment_file(request: HttpRequest, pk: int, uuid: UUID) -> HttpResponseBase:
    """Hand out the file of an attachment to those who see the route; 404 to everybody else."""
    return serve(request, _attachment(visible_route(request, pk), uuid))
