"""Query builders for "who may see this"; they import no model, so that models may import them.

The role table stands in ``routes/rules.py``; the words are in ``docs/access.md``.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.utils import timezone

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser


def active_assignment(prefix: str = "", on: dt.date | None = None) -> Q:
    """Return the condition of an assignment that holds on a day (today when not given)."""
    day = on or timezone.localdate()
    return Q(**{f"{prefix}until__isnull": True}) | Q(**{f"{prefix}until__gt": day})


def key_of(user: AbstractBaseUser) -> int:
    """Return the key of an account; 0 for nobody, because None would match those without one."""
    return user.pk or 0


def on_route(user: AbstractBaseUser, assignments: QuerySet) -> QuerySet:
    """Return the keys of routes on which the user stands now, in any role."""
    return assignments.filter(
        active_assignment(), staff__user_id=key_of(user), staff__active=True
    ).values("route_id")


def leads_school(user: AbstractBaseUser, schools: QuerySet) -> QuerySet:
    """Return the keys of schools whose routes the user reads by office.

    Offices: director, deputy, methodist, and whoever signs for the director today.
    """
    today = timezone.localdate()
    person = {"user_id": key_of(user), "active": True}
    by_office = Q()
    for office in ("director", "deputy", "methodists"):
        by_office |= Q(**{f"{office}__{key}": value for key, value in person.items()})
    by_office |= Q(
        delegations__since__lte=today,
        delegations__until__gte=today,
        **{f"delegations__person__{key}": value for key, value in person.items()},
    )
    return schools.filter(by_office).values("pk")


def visible(user: AbstractBaseUser, assignments: QuerySet, schools: QuerySet) -> Q:
    """Return the condition under which a route is visible to an active, signed-in person."""
    return Q(pk__in=on_route(user, assignments)) | Q(school__in=leads_school(user, schools))
