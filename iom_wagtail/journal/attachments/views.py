"""Attachments to the card on the site: the sets with their form, and the files themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from iom_wagtail.conf import get_settings
from iom_wagtail.files.exceptions import FileRefused
from iom_wagtail.files.keeping import check
from iom_wagtail.files.names import shown_name
from iom_wagtail.files.rules import MEGABYTE
from iom_wagtail.files.serving import serve, serve_preview
from iom_wagtail.journal.attachments import actions, queries, rules
from iom_wagtail.journal.attachments.forms import AttachForm
from iom_wagtail.journal.doors import staff_id_of
from iom_wagtail.journal.exceptions import WrongRecord
from iom_wagtail.journal.given_back import gives_back
from iom_wagtail.journal.records.actions import check_runs
from iom_wagtail.routes.doors import reading_context, visible_route
from iom_wagtail.school.private import private_page

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

    from iom_wagtail.journal.attachments.models import Attachment
    from iom_wagtail.journal.attachments.queries import FileSet
    from iom_wagtail.routes.models import RoutePage

#: As long as a line of a chooser on a telephone is read.
LONGEST_CHOICE = 80


@private_page
@gives_back
@require_http_methods(["GET", "HEAD", "POST"])
def attachments(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the attachments to the card, and take new ones from those who add; 404 to strangers.

    ``?item=`` chooses the item in the form, ``?to=`` adds to a set that is there. The page's
    script sends one file a request and asks for JSON.
    """
    page = visible_route(request, pk)
    adds = rules.may_attach(page.reader.offices) and not page.stopped
    if request.method == "POST":
        if "remove" in request.POST:
            return _remove(request, page)
        check_runs(page)
        if not adds:
            raise PermissionDenied
        return _post(request, page)
    to = _set_of(page, request.GET.get("to")) if adds else None
    form = _form(request, page, to) if adds else None
    return _show(request, page, form, to)


def _form(request: HttpRequest, page: RoutePage, to: FileSet | None) -> AttachForm:
    """Return the empty form, or the bound one; of a new set, or of more files to one."""
    choices = [
        (uuid, f"{row['no']}. {Truncator(' '.join(row['content'].split())).chars(LONGEST_CHOICE)}")
        for uuid, row in queries.items_of(page).items()
    ]
    kind = to.first.kind if to else ""
    if request.method == "POST":
        return AttachForm(request.POST, request.FILES, items=choices, kind=kind)
    initial: dict[str, Any] = {"dated_on": timezone.localdate(), "batch": uuid4()}
    if to is not None:
        initial |= {"batch": to.batch, "title": to.title, "by_whom": to.first.by_whom}
    elif (item := request.GET.get("item")) in dict(choices):
        initial["item"] = item
        initial["kind"] = "other"
    return AttachForm(initial=initial, items=choices, kind=kind)


def _show(
    request: HttpRequest, page: RoutePage, form: AttachForm | None, to: FileSet | None
) -> HttpResponse:
    sets = queries.file_sets(page)
    staff_id = staff_id_of(request.user)
    for row in (row for each in sets for row in each.files):
        own = row.added_by_id == staff_id
        row.removable = not page.stopped and rules.may_detach(page.reader.offices, own=own)
    limits = get_settings()
    return render(
        request,
        "iom_wagtail/journal/attachments.html",
        reading_context(
            page,
            sets=sets,
            form=form,
            to=to,
            stop=page.stop,
            limits=limits,
            max_file=limits.max_file_mb * MEGABYTE,
        ),
    )


def _post(request: HttpRequest, page: RoutePage) -> HttpResponse:
    to = _set_of(page, request.GET.get("to"))
    form = _form(request, page, to)
    batch, added = _add(request, page, form, to) if form.is_valid() else (None, 0)
    by_script = request.headers.get("Accept") == "application/json"
    # One file a request: with the last one the script says how many were taken before it.
    earlier = request.POST.get("taken", "")
    total = added + (int(earlier) if earlier.isdecimal() and len(earlier) < 4 else 0)
    if total and (earlier or not by_script):
        words = ngettext("%(count)d file is attached.", "%(count)d files are attached.", total)
        messages.success(request, words % {"count": total})
    # The query makes it another address than this one: going there loads the page anew.
    href = reverse("iom_route_attachments", args=[page.pk])
    href += f"?sent={batch}#s-{batch}" if batch else ""
    if by_script:
        errors = {} if form.refusals else form.errors
        answer = {"refused": form.refusals, "errors": errors, "batch": batch, "href": href}
        return JsonResponse(answer)
    return _show(request, page, form, to) if form.errors else redirect(href)


def _add(
    request: HttpRequest, page: RoutePage, form: AttachForm, to: FileSet | None
) -> tuple[UUID, int]:
    """Attach the files that are in order, and tell at the form about each that is not.

    Returns their set and how many they are. A good file is kept even when its neighbour is
    refused: on a telephone nobody wants to send ten photographs again. The same file sent twice
    is attached once.
    """
    data = form.cleaned_data
    kind, item = (to.first.kind, to.first.item) if to else (data["kind"], data.get("item"))
    batch = to.batch if to else data["batch"] or uuid4()
    there = to or queries.file_set(page, batch)
    if there and (there.first.kind, there.first.item) != (kind, item):
        batch = uuid4()  # the browser went back to a form that was sent, and it was filled anew
    added = 0
    for field, moment, day, uploads in form.sides():
        for upload in uploads:
            try:
                file = check(upload)
                [title] = rules.titles(data["title"], [file.accepted.name])
                actions.attach(
                    page,
                    request.user,
                    file,
                    kind=kind,
                    item=item,
                    batch=batch,
                    moment=moment,
                    title=title,
                    dated_on=day,
                    by_whom=data["by_whom"],
                    note=data["note"],
                )
            except (FileRefused, WrongRecord) as error:
                form.refuse(field, shown_name(upload.name or ""), error)
            else:
                added += 1
    return batch, added


def _set_of(page: RoutePage, given: str | None) -> FileSet | None:
    """Return the set that an address names, when this route has it."""
    try:
        return queries.file_set(page, UUID(given)) if given else None
    except ValueError:
        return None


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


@private_page
@require_safe
def attachment_preview(request: HttpRequest, pk: int, uuid: UUID) -> HttpResponseBase:
    """Hand out the small copy of a picture to the same people; 404 where there is none."""
    return serve_preview(request, _attachment(visible_route(request, pk), uuid))
