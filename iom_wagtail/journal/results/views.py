"""The page of one checkpoint: both assessments side by side, and the form of one's own part."""

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

from iom_wagtail.journal.answers import refused, seen_edition
from iom_wagtail.journal.doors import route_for
from iom_wagtail.journal.exceptions import NotAllowed, RecordChanged, WrongRecord
from iom_wagtail.journal.given_back import gives_back
from iom_wagtail.journal.records.models import RecordChange
from iom_wagtail.journal.results import actions, rules
from iom_wagtail.journal.results.forms import ResultForm
from iom_wagtail.journal.results.models import CheckpointResult
from iom_wagtail.journal.results.states import cut_states
from iom_wagtail.routes.doors import reading_context
from iom_wagtail.routes.reading import read_route
from iom_wagtail.school.private import private_page

if TYPE_CHECKING:
    from iom_wagtail.routes.cut_reading import Cut
    from iom_wagtail.routes.models import RoutePage


@private_page
@gives_back
@require_http_methods(["GET", "HEAD", "POST"])
def checkpoint(request: HttpRequest, pk: int, uuid: UUID) -> HttpResponse:
    """Show one checkpoint, or take the reader's part of its result."""
    page = route_for(request, pk)
    cut = _cut(page, uuid)
    row = CheckpointResult.objects.filter(route=page, checkpoint=uuid).first()
    writes = rules.fields_of(page.reader.offices)
    if request.method != "POST":
        form = ResultForm(initial=_initial(cut, row), writes=writes) if writes else None
        return _show(request, page, cut, row, form)
    if not writes:
        raise NotAllowed(_("You can't write this on this route."))
    form = ResultForm(request.POST, writes=writes)
    if form.is_valid():
        try:
            actions.record_result(
                page, request.user, uuid, seen=seen_edition(request), **form.cleaned_data
            )
        except RecordChanged as error:
            form.add_error(None, error)
            row = CheckpointResult.objects.filter(route=page, checkpoint=uuid).first()
        except WrongRecord as error:
            refused(form, error)
        else:
            messages.success(request, _("Checkpoint %(no)d: saved.") % {"no": cut.no})
            return redirect(f"{reverse('iom_route', args=[page.pk])}#c{cut.no}")
    return _show(request, page, _cut(page, uuid), row, form)


def _cut(page: RoutePage, uuid: UUID) -> Cut:
    """Return the checkpoint of the version in force; raises ``Http404``."""
    version = page.version_in_force()
    if version is not None:
        reading = read_route(version.data, timezone.localdate(), cuts=cut_states(page))
        for cut in reading.cuts:
            if cut.row["uuid"] == str(uuid):
                return cut
    raise Http404


def _initial(cut: Cut, row: CheckpointResult | None) -> dict[str, Any]:
    """Return what the form begins with; who was to hold it is not typed again."""
    names = (*rules.OWN_PART, *rules.THEIR_PART)
    if row is not None:
        return {name: getattr(row, name) for name in names}
    return {"held_by": cut.holders, "held_on": cut.planned_on}


def _show(
    request: HttpRequest,
    page: RoutePage,
    cut: Cut,
    row: CheckpointResult | None,
    form: ResultForm | None,
) -> HttpResponse:
    return render(
        request,
        "iom_wagtail/journal/checkpoint.html",
        reading_context(
            page,
            cut=cut,
            form=form,
            edition=row.edition if row else 0,
            history=RecordChange.objects.filter(record=row.uuid) if row else [],
            stop=page.stop,
        ),
    )
