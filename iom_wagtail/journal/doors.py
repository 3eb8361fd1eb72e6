"""How a person comes to the records of a route: by the oracle first, then by the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _

from iom_wagtail.journal.exceptions import NotAllowed
from iom_wagtail.journal.records.actions import check_runs
from iom_wagtail.journal.rules import Right, allows
from iom_wagtail.routes.doors import visible_route

if TYPE_CHECKING:
    from django.http import HttpRequest

    from iom_wagtail.journal.records.models import Record
    from iom_wagtail.routes.models import RoutePage


def staff_id_of(user: Any) -> int | None:
    """Return the key of a user's staff record, or None."""
    staff = getattr(user, "staff_member", None)
    return staff.pk if staff is not None else None


def need(page: RoutePage, user: object, right: Right) -> None:
    """Raise ``NotAllowed`` unless the user's roles on the route give the right."""
    if not allows(page.offices_of(user), right):
        raise NotAllowed(_("You can't write this on this route."))


def need_own(record: Record, user: object, right: Right) -> None:
    """Raise ``NotAllowed`` unless the user wrote the record and still may write such ones."""
    need(record.route, user, right)
    if record.created_by_id != staff_id_of(user):
        raise NotAllowed(_("Only its author changes this record."))


def route_for(request: HttpRequest, pk: int, right: Right | None = None) -> RoutePage:
    """Return the visible route; ``Http404`` to strangers, ``NotAllowed`` without the right.

    A stopped route is read and not written: whatever is posted raises ``RouteClosed``.
    """
    page = visible_route(request, pk)
    if request.method == "POST":
        check_runs(page)
    if right is not None and not allows(page.reader.offices, right):
        raise NotAllowed(_("You can't write this on this route."))
    return page


def record_of(page: RoutePage, model: type[Record], uuid: UUID) -> Record:
    """Return a present record of this very route; raises ``Http404``."""
    row = model.objects.present().filter(route=page, uuid=uuid).first()
    if row is None:
        raise Http404
    row.route = page
    return row
