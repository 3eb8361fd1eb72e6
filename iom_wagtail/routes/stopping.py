"""Stopping and resuming a route: logged acts of the deputy or the director."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from iom_wagtail.routes import signals
from iom_wagtail.routes.actions import check_may_assign
from iom_wagtail.routes.choices import StopReason
from iom_wagtail.routes.exceptions import WrongStop
from iom_wagtail.routes.models import RoutePage, RouteStop

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser


@transaction.atomic
def stop_route(
    route: RoutePage,
    user: AbstractBaseUser,
    *,
    reason: StopReason,
    stopped_on: dt.date,
    note: str = "",
) -> RouteStop:
    """Stop a route: from now on its records are read and no longer written.

    Raises ``NotAllowed`` for others than the deputy and the director, and ``WrongStop`` when the
    route stands still already or nothing says why.
    """
    check_may_assign(route, user)
    RoutePage.objects.select_for_update().get(pk=route.pk)
    if route.stops.filter(resumed_on=None).exists():
        raise WrongStop(_("The route is stopped already."))
    if reason == StopReason.OTHER and not note.strip():
        raise WrongStop({"note": _("Say why.")})
    row = route.stops.create(
        reason=reason, note=note.strip(), stopped_on=stopped_on, stopped_by=user.staff_member
    )
    _announce(route, user, "iom_wagtail.stop", row)
    return row


@transaction.atomic
def resume_route(route: RoutePage, user: AbstractBaseUser, *, resumed_on: dt.date) -> RouteStop:
    """Resume a stopped route; raises ``NotAllowed``, and ``WrongStop`` when it isn't stopped."""
    check_may_assign(route, user)
    row = route.stops.select_for_update().filter(resumed_on=None).first()
    if row is None:
        raise WrongStop(_("The route is not stopped."))
    if resumed_on < row.stopped_on:
        raise WrongStop({"resumed_on": _("The route was stopped only later.")})
    row.resumed_on, row.resumed_by = resumed_on, user.staff_member
    row.save()
    _announce(route, user, "iom_wagtail.resume", row)
    return row


def _announce(route: RoutePage, user: AbstractBaseUser, action: str, row: RouteStop) -> None:
    for name in ("stop", "is_stopped", "current_assignments"):
        route.__dict__.pop(name, None)
    log(instance=route, action=action, user=user, data={"stop": row.pk, "reason": row.reason})
    signals.stopped.send(sender=RouteStop, route=route, stop=row)
