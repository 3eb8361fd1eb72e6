"""Marking an item of the programme: one tap on the route page, or the form of one item."""

from __future__ import annotations

from dataclasses import dataclass
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
from iom_wagtail.journal.attachments import rules as attachment_rules
from iom_wagtail.journal.attachments.queries import file_sets
from iom_wagtail.journal.choices import Status
from iom_wagtail.journal.doors import route_for
from iom_wagtail.journal.exceptions import NotAllowed, RecordChanged, WrongRecord
from iom_wagtail.journal.given_back import gives_back
from iom_wagtail.journal.progress import actions, rules
from iom_wagtail.journal.progress.forms import ProgressForm
from iom_wagtail.journal.progress.models import ItemProgress
from iom_wagtail.journal.progress.states import States, item_states
from iom_wagtail.journal.records import actions as records
from iom_wagtail.journal.records.models import RecordChange
from iom_wagtail.routes.doors import own_part, reading_context, soon_days
from iom_wagtail.routes.reading import Reading, read_route
from iom_wagtail.routes.states import contributions
from iom_wagtail.school.private import private_page

if TYPE_CHECKING:
    from iom_wagtail.routes.item_reading import Item
    from iom_wagtail.routes.models import RoutePage


@dataclass
class Scene:
    """One item and everything around it that its page and its fragment show; asked for once."""

    page: RoutePage
    uuid: UUID
    row: dict[str, Any]
    data: dict[str, Any]
    states: States

    @property
    def reading(self) -> Reading:
        """The programme as it stands now."""
        return read_route(
            self.data,
            timezone.localdate(),
            soon_days=soon_days(),
            part=own_part(self.page.reader.offices),
            states=self.states,
            cuts=contributions.cuts(self.page),
        )

    @property
    def shown(self) -> Item:
        """The item as its row shows it."""
        return next(i for i in self.reading.items if i.row["uuid"] == str(self.uuid))

    @property
    def record(self) -> ItemProgress | None:
        """What was written of the item, if anything."""
        return self.states.rows.get(str(self.uuid))


def _scene(request: HttpRequest, pk: int, uuid: UUID) -> Scene:
    """Return an item of the version in force of a visible route; raises ``Http404``."""
    page = route_for(request, pk)
    version = page.version_in_force()
    programme = version.data["programme"] if version else []
    row = next((row for row in programme if row["uuid"] == str(uuid)), None)
    if version is None or row is None:
        raise Http404
    return Scene(page, uuid, row, version.data, item_states(page))


@private_page
@gives_back
@require_http_methods(["GET", "HEAD", "POST"])
def item(request: HttpRequest, pk: int, uuid: UUID) -> HttpResponse:
    """Show the form of one item, or take what was set: from the form or by one tap.

    To the route page, which shows settled items briefly, it gives the item's whole row.
    """
    scene = _scene(request, pk, uuid)
    if request.method == "POST":
        return _post(request, scene)
    if is_fragment(request):
        context = {"page": scene.page, "item": scene.shown, "dated": True, "opened": True}
        return render(request, "iom_wagtail/routes/programme_row.html", context)
    statuses = rules.statuses(scene.page.reader.offices)
    initial = _initial(scene.record)
    if request.GET.get("set") in statuses:  # the tap of a browser without scripts
        initial["status"] = request.GET["set"]
    form = ProgressForm(initial=initial, statuses=statuses) if statuses else None
    return _show(request, scene, form)


def _initial(row: ItemProgress | None) -> dict[str, Any]:
    if row is None or row.removed_at is not None:
        return {"status": Status.PLANNED}
    names = ("status", "done_on", "moved_to", "reason", "actual_result")
    return {name: getattr(row, name) for name in names}


def _post(request: HttpRequest, scene: Scene) -> HttpResponse:
    if "undo" in request.POST and scene.record is not None:
        return _undo(request, scene)
    statuses = rules.statuses(scene.page.reader.offices)
    if not statuses:
        raise NotAllowed(_("You can't write this on this route."))
    form = ProgressForm(request.POST, statuses=statuses)
    if not form.is_valid():
        return _show(request, scene, form)
    data = dict(form.cleaned_data)
    if "tap" in request.POST:
        data["actual_result"] = None
    try:
        row, change = actions.set_progress(
            scene.page,
            request.user,
            scene.uuid,
            seen=seen_edition(request),
            known=scene.record,
            **data,
        )
    except RecordChanged as error:
        return _conflict(request, scene, form, error)
    except WrongRecord as error:
        refused(form, error)
        return _show(request, scene, form)
    scene.states.put(row)
    said = _said(scene.row["no"], row)
    if is_fragment(request):
        return _fragment(request, scene, said=said, edition=change.edition if change else 0)
    if change is not None:
        messages.success(request, said)
    return _back(scene)


def _undo(request: HttpRequest, scene: Scene) -> HttpResponse:
    edition = request.POST["undo"]
    number = int(edition) if edition.isdecimal() and len(edition) < 9 else 0
    records.undo(scene.record, request.user, edition=number)
    scene.states.put(scene.record)
    said = _("Taken back: item %(no)d.") % {"no": scene.row["no"]}
    if is_fragment(request):
        return _fragment(request, scene, said=said)
    messages.success(request, said)
    return _back(scene)


def _back(scene: Scene) -> HttpResponse:
    return redirect(f"{reverse('iom_route', args=[scene.page.pk])}#p{scene.row['no']}")


def _said(no: int, row: ItemProgress) -> str:
    """Return what was done, in words."""
    words = {
        Status.DONE: _("Item %(no)d is marked as done."),
        Status.WORK: _("Item %(no)d is in work."),
        Status.MOVED: _("The term of item %(no)d is moved."),
        Status.CANCELLED: _("Item %(no)d is taken off."),
        Status.PLANNED: _("Item %(no)d is planned again."),
    }
    return words[Status(row.status)] % {"no": no}


def _fragment(request: HttpRequest, scene: Scene, *, said: str, edition: int = 0) -> HttpResponse:
    """Return what a tap changes on the route page: where it was made, and everything beside it.

    A tap under «Что дальше» (``from=next``) is answered there, another one in the item's row.
    """
    reading = scene.reading
    shown = next(i for i in reading.items if i.row["uuid"] == str(scene.uuid))
    return render(
        request,
        "iom_wagtail/journal/tapped.html",
        {
            "page": scene.page,
            "reading": reading,
            "item": shown,
            "troubles": [t for t in reading.troubles if shown in t.answers],
            "at_next": request.POST.get("from") == "next",
            "dated": True,
            "said": said,
            "undo": edition,
        },
    )


def _conflict(
    request: HttpRequest, scene: Scene, form: ProgressForm, error: RecordChanged
) -> HttpResponse:
    """Tell the second saver what the first has set; what was typed stays in the form."""
    scene.states.put(ItemProgress.objects.get(route=scene.page, item=scene.uuid))
    message = " ".join(error.messages)
    if is_fragment(request):
        return _fragment(request, scene, said=message)
    form.add_error(None, message)
    return _show(request, scene, form)


def _show(request: HttpRequest, scene: Scene, form: ProgressForm | None) -> HttpResponse:
    row = scene.record
    return render(
        request,
        "iom_wagtail/journal/item.html",
        reading_context(
            scene.page,
            item=scene.shown,
            form=form,
            edition=row.edition if row else 0,
            history=RecordChange.objects.filter(record=row.uuid) if row else [],
            stop=scene.page.stop,
            files=file_sets(scene.page, item=scene.uuid),
            attaches=not scene.page.stopped
            and attachment_rules.may_attach(scene.page.reader.offices),
        ),
    )
