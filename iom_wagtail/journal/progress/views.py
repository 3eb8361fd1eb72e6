"""Marking an item of the programme: one tap on the route page, or the form of one item."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from iom_wagtail.journal.answers import is_fragment, refused, seen_edition
from iom_wagtail.journal.choices import Status
from iom_wagtail.journal.doors import route_for
from iom_wagtail.journal.exceptions import NotAllowed, RecordChanged, WrongRecord
from iom_wagtail.journal.progress import actions, rules
from iom_wagtail.journal.progress.forms import ProgressForm
from iom_wagtail.journal.progress.models import ItemProgress
from iom_wagtail.journal.progress.states import item_states
from iom_wagtail.journal.records import actions as records
from iom_wagtail.journal.records.models import RecordChange
from iom_wagtail.routes.doors import own_part, reading_context, soon_days
from iom_wagtail.routes.reading import read_route
from iom_wagtail.school.private import private_page

if TYPE_CHECKING:
    from iom_wagtail.routes.item_reading import Item
    from iom_wagtail.routes.models import RoutePage


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def item(request: HttpRequest, pk: int, uuid: UUID) -> HttpResponse:
    """Show the form of one item, or take what was set: from the form or by one tap."""
    page = route_for(request, pk)
    row = ItemProgress.objects.filter(route=page, item=uuid).first()
    shown = _item(page, uuid)
    if request.method == "POST":
        return _post(request, page, shown, row)
    statuses = rules.statuses(page.reader.offices)
    initial = _initial(row)
    if request.GET.get("set") in statuses:  # the tap of a browser without scripts
        initial["status"] = request.GET["set"]
    form = ProgressForm(initial=initial, statuses=statuses) if statuses else None
    return _show(request, page, shown, row, form)


def _item(page: RoutePage, uuid: UUID) -> Item:
    """Return the item of the version in force; raises ``Http404``."""
    version = page.version_in_force()
    reading = version and read_route(
        version.data,
        timezone.localdate(),
        soon_days=soon_days(),
        part=own_part(page.reader.offices),
        states=item_states(page),
    )
    found = (
        next((i for i in reading.items if i.row["uuid"] == str(uuid)), None) if reading else None
    )
    if found is None:
        raise Http404
    return found


def _initial(row: ItemProgress | None) -> dict[str, Any]:
    if row is None:
        return {"status": Status.PLANNED}
    names = ("status", "done_on", "moved_to", "reason", "actual_result")
    return {name: getattr(row, name) for name in names}


def _post(
    request: HttpRequest, page: RoutePage, shown: Item, row: ItemProgress | None
) -> HttpResponse:
    if "undo" in request.POST and row is not None:
        return _undo(request, page, shown, row)
    uuid = UUID(shown.row["uuid"])
    statuses = rules.statuses(page.reader.offices)
    if not statuses:
        raise NotAllowed(_("You can't write this on this route."))
    tap = "tap" in request.POST
    form = ProgressForm(request.POST, statuses=statuses)
    if not form.is_valid():
        return _show(request, page, shown, row, form)
    data = dict(form.cleaned_data)
    if tap:
        data["actual_result"] = None
    try:
        row, change = actions.set_progress(
            page, request.user, uuid, seen=seen_edition(request), **data
        )
    except RecordChanged as error:
        return _conflict(request, page, shown, form, error)
    except WrongRecord as error:
        refused(form, error)
        return _show(request, page, shown, row, form)
    said = _said(shown, row)
    if is_fragment(request):
        return _row(request, page, uuid, said=said, edition=change.edition if change else 0)
    if change is not None:
        messages.success(request, said)
    return redirect(f"{reverse('iom_route', args=[page.pk])}#p{shown.no}")


def _undo(request: HttpRequest, page: RoutePage, shown: Item, row: ItemProgress) -> HttpResponse:
    row.route = page
    edition = request.POST["undo"]
    records.undo(row, request.user, edition=int(edition) if edition.isdecimal() else 0)
    said = _("Taken back: item %(no)d.") % {"no": shown.no}
    if is_fragment(request):
        return _row(request, page, UUID(shown.row["uuid"]), said=said)
    messages.success(request, said)
    return redirect(f"{reverse('iom_route', args=[page.pk])}#p{shown.no}")


def _said(shown: Item, row: ItemProgress) -> str:
    """Return what was done, in words."""
    words = {
        Status.DONE: _("Item %(no)d is marked as done."),
        Status.WORK: _("Item %(no)d is in work."),
        Status.MOVED: _("The term of item %(no)d is moved."),
        Status.CANCELLED: _("Item %(no)d is taken off."),
        Status.PLANNED: _("Item %(no)d is planned again."),
    }
    return words[Status(row.status)] % {"no": shown.no}


def _row(
    request: HttpRequest, page: RoutePage, uuid: UUID, *, said: str, edition: int = 0
) -> HttpResponse:
    """Return the item's row of the programme as it is now, with what was done and undo."""
    return render(
        request,
        "iom_wagtail/routes/programme_row.html",
        {"page": page, "item": _item(page, uuid), "dated": True, "said": said, "undo": edition},
    )


def _conflict(
    request: HttpRequest, page: RoutePage, shown: Item, form: ProgressForm, error: RecordChanged
) -> HttpResponse:
    """Tell the second saver what the first has set; what was typed stays in the form."""
    uuid = UUID(shown.row["uuid"])
    message = " ".join(error.messages)
    if is_fragment(request):
        return _row(request, page, uuid, said=message)
    form.add_error(None, message)
    row = ItemProgress.objects.get(route=page, item=uuid)
    return _show(request, page, _item(page, uuid), row, form)


def _show(
    request: HttpRequest,
    page: RoutePage,
    shown: Item,
    row: ItemProgress | None,
    form: ProgressForm | None,
) -> HttpResponse:
    history = RecordChange.objects.filter(record=row.uuid) if row else []
    return render(
        request,
        "iom_wagtail/journal/item.html",
        reading_context(
            page,
            item=shown,
            form=form,
            edition=row.edition if row else 0,
            history=history,
            stop=page.stop,
        ),
        status=200,
    )
