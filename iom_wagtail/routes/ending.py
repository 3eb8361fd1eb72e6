"""How a route leaves the lists: a draft is deleted, an approved one goes to the archive.

Deletion has one door. Whatever else reaches a route's row (Wagtail's views, bulk actions, a
queryset, the deletion of the index above it) meets ``refuse_other_doors`` and changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.admin.models import FormState
from wagtail.log_actions import log

from iom_wagtail.routes import below, rules, signals
from iom_wagtail.routes.exceptions import NotAllowed
from iom_wagtail.routes.models import ArchivedRoute, RoutePage
from iom_wagtail.routes.rules import Ability

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser
    from wagtail.models import Page

_deleting: ContextVar[int | None] = ContextVar("iom_wagtail_deleting", default=None)


@contextmanager
def the_one_door(page: Page) -> Iterator[None]:
    """Let this very page be deleted inside the block: by its act, and at the end of a demo."""
    token = _deleting.set(page.pk)
    try:
        yield
    finally:
        _deleting.reset(token)


def refuse_other_doors(page: Page) -> None:
    """Raise ``NotAllowed`` unless the act of deletion is at work on this page."""
    if _deleting.get() != page.pk:
        raise NotAllowed(_("A route is deleted on its own screen, never together with others."))


def deletion_problem(route: RoutePage) -> str:
    """Return why this route can't be deleted, or ""."""
    return rules.deletion_problem(
        has_version=route.approved_versions.exists(), in_approval=route.in_approval
    )


def archive_problem(route: RoutePage) -> str:
    """Return why this route can't be put into the archive, or ""."""
    return rules.archive_problem(
        has_version=route.approved_versions.exists(),
        in_approval=route.in_approval,
        archived=route.is_archived,
        waits_below=any(page.in_approval for page in below.pages_under(route)),
    )


def _locked(route: RoutePage, user: AbstractBaseUser, ability: Ability) -> RoutePage:
    """Check the person; return the route as it is now, locked until the act is done."""
    if ability not in route.abilities_of(user):
        raise NotAllowed(_("Only the director and the deputy put routes away."))
    RoutePage.objects.select_for_update().get(pk=route.pk)
    return RoutePage.objects.get(pk=route.pk)


@transaction.atomic
def delete_draft(route: RoutePage, user: AbstractBaseUser) -> None:
    """Delete a draft that was never approved, with its rows, people, revisions and events.

    What stays is the log, which holds numbers and no words. Raises ``NotAllowed`` for whoever
    isn't the deputy or director, while in approval, and once a version exists.
    """
    route = _locked(route, user, Ability.DELETE)
    if problem := deletion_problem(route):
        raise NotAllowed(problem)
    signals.deleting.send(sender=RoutePage, route=route)
    # What somebody typed last stays with Wagtail's preview for a day (wagtail.admin.models).
    FormState.objects.for_instance(route).delete()
    with the_one_door(route):
        route.delete(user=user, skip_permission_checks=True)


@transaction.atomic
def archive(route: RoutePage, user: AbstractBaseUser) -> ArchivedRoute:
    """Put an approved route into the archive: out of the lists, readable as before.

    Raises ``NotAllowed`` for whoever isn't the deputy or director, without a version, while in
    approval, and when it is there already.
    """
    fresh = _locked(route, user, Ability.ARCHIVE)
    if problem := archive_problem(fresh):
        raise NotAllowed(problem)
    row = ArchivedRoute.objects.create(route=fresh, archived_by=user)
    _forget(route)
    log(instance=fresh, action="iom_wagtail.archive", user=user)
    return row


@transaction.atomic
def unarchive(route: RoutePage, user: AbstractBaseUser) -> None:
    """Take a route back from the archive; raises ``NotAllowed`` when it isn't there."""
    fresh = _locked(route, user, Ability.ARCHIVE)
    if not fresh.is_archived:
        raise NotAllowed(_("The route is not in the archive."))
    fresh.archived.delete()
    _forget(route)
    log(instance=fresh, action="iom_wagtail.unarchive", user=user)


def _forget(route: RoutePage) -> None:
    """Drop what the caller's object knows of the archive."""
    route._state.fields_cache.pop("archived", None)
