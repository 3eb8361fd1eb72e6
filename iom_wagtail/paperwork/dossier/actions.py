"""Ordering a dossier, and letting old ones go. Each checks, changes, logs."""

from __future__ import annotations

import datetime as dt
import logging
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from iom_wagtail.faults import told
from iom_wagtail.paperwork.dossier import rules
from iom_wagtail.paperwork.dossier.making import workshop
from iom_wagtail.paperwork.dossier.models import Dossier, DossierState
from iom_wagtail.paperwork.dossier.parts import Part, identity, index_part, parts_of
from iom_wagtail.paperwork.dossier.tasks import make_dossier, works_apart
from iom_wagtail.paperwork.exceptions import NoPaper, TooManyRoutes
from iom_wagtail.paperwork.sources import Sources, all_sources, readable_routes
from iom_wagtail.routes.reads import log_many

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

    from iom_wagtail.routes.models import RoutePage
    from iom_wagtail.school.models import School

logger = logging.getLogger(__name__)


def order(page: RoutePage, user: AbstractBaseUser) -> Dossier:
    """Order the papers of one visible route (``page.reader`` is the user's tester).

    Raises ``NoPaper`` where nothing may be printed yet.
    """
    with override("ru"):
        parts = parts_of(Sources(page), folder=False)
    return _order(page.school, user, [page], parts)


def order_year(school: School, user: AbstractBaseUser, year_start: int) -> Dossier:
    """Order the papers of all routes of a school year.

    Raises ``PermissionDenied`` to everybody but the deputy and the director, ``NoPaper`` for a
    year without routes, ``TooManyRoutes`` beyond what one file should hold.
    """
    if not may_order_year(school, user):
        raise PermissionDenied
    pages = readable_routes(user).filter(school=school, year_start=year_start)
    pages = list(pages.order_by("number")[: rules.MOST_ROUTES + 1])
    for page in pages:
        page.school = school
    if len(pages) > rules.MOST_ROUTES:
        raise TooManyRoutes(rules.MOST_ROUTES)
    parts: list[Part] = []
    with override("ru"):
        for sources in all_sources(pages, user):
            try:
                parts += parts_of(sources, folder=True)
            except NoPaper:
                continue
    if not parts:
        raise NoPaper
    parts.insert(0, index_part(pages[0].pk))
    return _order(school, user, pages, parts, year_start=year_start)


def may_order_year(school: School, user: AbstractBaseUser) -> bool:
    """Return whether the user leads the school: the deputy or the director."""
    staff = getattr(user, "staff_member", None)
    leaders = {school.director_id, school.deputy_id} - {None}
    return staff is not None and staff.active and user.is_active and staff.pk in leaders


def _order(
    school: School,
    user: AbstractBaseUser,
    pages: list[RoutePage],
    parts: list[Part],
    *,
    year_start: int | None = None,
) -> Dossier:
    forget_expired()
    what = {
        "school": school,
        "year_start": year_start,
        "parts": parts,
        "offices": {str(page.pk): rules.place_on(page.reader.offices) for page in pages},
    }
    with transaction.atomic():
        if (under_way := _under_way(user, what)) is not None:
            return under_way
        dossier = Dossier.objects.create(ordered_by=user, **what)
        routes = [(page.pk, page.title) for page in pages]
        log_many(routes, "iom_wagtail.dossier", user, {"dossier": dossier.pk})
        if works_apart():
            transaction.on_commit(lambda: make_dossier.enqueue(dossier.pk))
    return dossier


def _under_way(user: AbstractBaseUser, what: dict[str, Any]) -> Dossier | None:
    """Return the very same order made a moment ago: the button was pressed twice.

    Two requests at the same moment wait for each other at the person's row.
    """
    get_user_model().objects.select_for_update().get(pk=user.pk)
    being_made = Dossier.objects.filter(
        ordered_by=user,
        state=DossierState.MAKING,
        ordered_at__gt=timezone.now() - rules.A_MOMENT,
        school=what["school"],
        year_start=what["year_start"],
    )
    for one in being_made:
        if (one.parts, one.offices) == (what["parts"], what["offices"]):
            return one
    return None


def entitled(dossier: Dossier, user: AbstractBaseUser) -> bool:
    """Return whether the person who ordered it may still read every part of it.

    They see every route as on that day, and each paper and file would go into a new one too: a
    testimonial may be for fewer eyes now, a record may be removed.
    """
    if dossier.ordered_by_id != user.pk:
        return False
    pages = list(readable_routes(user).filter(pk__in=[int(key) for key in dossier.offices]))
    known = {sources.page.pk: sources for sources in all_sources(pages, user)}
    now = {str(page.pk): rules.place_on(page.reader.offices) for page in pages}
    if not rules.still_entitled(dossier.offices, now):
        return False
    held = defaultdict(set)
    for part in dossier.parts:
        held[part["route"]].add(identity(part))
    return all(parts <= _offered(known[key]) for key, parts in held.items())


def _offered(sources: Sources) -> set[Any]:
    """Return what a dossier of this route would hold now, for its reader."""
    try:
        return {identity(part) for part in parts_of(sources, folder=False)}
    except NoPaper:
        return set()


def forget_expired() -> int:
    """Delete the dossiers whose time is over, and what was never finished; return how many.

    So go unfinished files to which no order leads any more.
    """
    now = timezone.now()
    old = Dossier.objects.filter(expires_at__lt=now) | Dossier.objects.exclude(
        state=DossierState.READY
    ).filter(ordered_at__lt=now - rules.KEPT_FOR)
    count = 0
    for dossier in old.only("pk", "uuid", "file"):
        dossier.delete()
        count += 1
    _clear_workshop(now)
    return count


def _clear_workshop(now: dt.datetime) -> None:
    """Delete unfinished files that are old and have no order; one that comes anew begins anew."""
    known = None
    for path in workshop().glob("*.zip"):
        try:
            old = path.stat().st_mtime < (now - rules.KEPT_FOR).timestamp()
            if not old:
                continue
            if known is None:
                known = {uuid.hex for uuid in Dossier.objects.values_list("uuid", flat=True)}
            if path.stem not in known:
                path.unlink()
        except OSError as error:
            logger.error("An unfinished dossier can't be deleted: %s", told(error))
