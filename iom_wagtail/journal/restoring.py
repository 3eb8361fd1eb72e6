"""A removed record is brought back by who removed it; the same page and address for all kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from iom_wagtail.journal.doors import route_for, staff_id_of
from iom_wagtail.journal.kinds import KINDS, Kind
from iom_wagtail.journal.records import actions as records
from iom_wagtail.routes.doors import reading_context
from iom_wagtail.school.private import private_page

if TYPE_CHECKING:
    from iom_wagtail.journal.records.models import Record, RecordChange
    from iom_wagtail.routes.models import RoutePage


def removed(
    request: HttpRequest, page: RoutePage, kind: Kind, record: Record, change: RecordChange
) -> HttpResponse:
    """Say that a record is gone and how to bring it back."""
    return render(
        request,
        "iom_wagtail/journal/removed.html",
        reading_context(
            page,
            kind=kind,
            record=record,
            edition=change.edition,
            list_url=kind.list_url(page),
        ),
    )


@private_page
@require_POST
def restore(request: HttpRequest, pk: int, kind: str, uuid: UUID) -> HttpResponse:
    """Bring a removed record back; 404 for anybody but the one who removed it.

    Nobody else learns that it ever was. Raises ``NotAllowed`` when too much time has passed.
    """
    page = route_for(request, pk)
    known = KINDS.get(kind)
    row = known and (
        known.model.objects.filter(
            route=page, uuid=uuid, removed_at__isnull=False, changed_by_id=staff_id_of(request.user)
        ).first()
    )
    if not row:
        raise Http404
    row.route = page
    edition = request.POST.get("undo", "")
    records.undo(row, request.user, edition=int(edition) if edition.isdecimal() else 0)
    messages.success(request, _("The record is back."))
    return redirect(known.record_url(row))
