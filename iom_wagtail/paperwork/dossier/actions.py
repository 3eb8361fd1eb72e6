"""Ordering a dossier, and letting old ones go. Each checks, changes, logs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override
from wagtail.log_actions import log

from iom_wagtail.files.storage import private_storage
from iom_wagtail.paperwork.dossier import rules
from iom_wagtail.paperwork.dossier.making import workplace
from iom_wagtail.paperwork.dossier.models import Dossier, DossierState
from iom_wagtail.paperwork.dossier.parts import Part, index_part, parts_of
from iom_wagtail.paperwork.dossier.tasks import make_dossier, works_apart
from iom_wagtail.paperwork.exceptions import NoPaper, TooManyRoutes
from iom_wagtail.paperwork.sources import Sources, readable_routes

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

    from iom_wagtail.routes.models import RoutePage
    from iom_wagtail.school.models import School


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
    pages = readable_routes(user).filter(school=school, year_start=year_start)
    pages = list(pages.order_by("number")[: rules.MOST_ROUTES + 1])
    for page in pages:
        page.school = school
        page.reader = page.permissions_for_user(user)
    if not may_order_year(school, user):
        raise PermissionDenied
    if len(pages) > rules.MOST_ROUTES:
        raise TooManyRoutes(rules.MOST_ROUTES)
    parts: list[Part] = []
    with override("ru"):
        for page in pages:
            try:
                parts += parts_of(Sources(page), folder=True)
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
    with transaction.atomic():
        dossier = Dossier.objects.create(
            school=school,
            ordered_by=user,
            year_start=year_start,
            parts=parts,
            offices={str(page.pk): rules.place_on(page.reader.offices) for page in pages},
        )
        for page in pages:
            log(
                instance=page,
                action="iom_wagtail.dossier",
                user=user,
                data={"dossier": dossier.pk},
            )
        if works_apart():
            transaction.on_commit(lambda: make_dossier.enqueue(dossier.pk))
    return dossier


def entitled(dossier: Dossier, user: AbstractBaseUser) -> bool:
    """Return whether the person who ordered it still sees every route as on that day."""
    if dossier.ordered_by_id != user.pk:
        return False
    now = {}
    for page in readable_routes(user).filter(pk__in=[int(key) for key in dossier.offices]):
        now[str(page.pk)] = rules.place_on(page.permissions_for_user(user).offices)
    return rules.still_entitled(dossier.offices, now)


def forget_expired() -> int:
    """Delete the dossiers whose time is over, and what was never finished; return how many."""
    now = timezone.now()
    old = Dossier.objects.filter(expires_at__lt=now) | Dossier.objects.exclude(
        state=DossierState.READY
    ).filter(ordered_at__lt=now - rules.KEPT_FOR)
    count = 0
    for dossier in old.only("pk", "uuid", "file"):
        discard(dossier)
        count += 1
    return count


def discard(dossier: Dossier) -> None:
    """Delete a dossier with its file, finished or not."""
    workplace(dossier).unlink(missing_ok=True)
    name = dossier.file.name
    dossier.delete()
    if name:
        transaction.on_commit(lambda: private_storage().delete(name))
