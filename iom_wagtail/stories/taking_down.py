"""Pages go offline at once: when a consent is withdrawn or has run out, with all that shows them.

A page goes with its translations, its aliases, its scheduled publishing and its pictures; copies
show the same people, and are found by them. Caches in front are told, and the site by a signal.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Revision

from iom_wagtail.stories import rules, signals
from iom_wagtail.stories.choices import Reason
from iom_wagtail.stories.models.base import ConsentedPage, keep_back
from iom_wagtail.stories.pictures import hide_pictures

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

    from iom_wagtail.stories.consent.models import PublicationConsent


def page_models() -> list[type[ConsentedPage]]:
    """Return every kind of page that needs consents."""
    return [model for model in apps.get_models() if issubclass(model, ConsentedPage)]


def pages_showing(consent: PublicationConsent) -> list[ConsentedPage]:
    """Return the live pages whose text shows the person of a consent, newest first."""
    found: list[ConsentedPage] = []
    for model in page_models():
        keys = _people(model, consent).values("page")
        rows = model.objects.live().filter(pk__in=keys).select_related("locale")
        found += rows.order_by("-pk")
    return found


def _people(model: type[ConsentedPage], consent: PublicationConsent) -> models.QuerySet:
    """Return the rows of a kind of pages that stand for the person of a consent."""
    rows = model._meta.get_field("people").related_model.objects
    if consent.person_id is not None:
        return rows.filter(person=consent.person_id)
    first = consent.first_key
    return rows.filter(models.Q(consent=first) | models.Q(consent__renews=first))


@dataclass(slots=True)
class Outlook:
    """What becomes of pages: those that go offline, and those that stay, as far as is known."""

    going: list[ConsentedPage] = field(default_factory=list)
    staying: list[ConsentedPage] = field(default_factory=list)


def outlook(
    pages: Iterable[ConsentedPage], day: dt.date, *, without: PublicationConsent | None = None
) -> Outlook:
    """Return which live pages still have all consents on a day, ``without`` one of them.

    Translations of a page that goes, go with it.
    """
    found = Outlook()
    for page in pages:
        people = page.shown_people()
        given = page.consents(people)
        if without is not None:
            given = [one for one in given if one.document != without.pk]
        lacking = rules.missing(people, given, day)
        (found.going if lacking else found.staying).append(page)
    going = with_the_same(found.going)
    keys = {page.pk for page in going}
    return Outlook(going, [page for page in found.staying if page.pk not in keys])


def with_the_same(pages: Iterable[ConsentedPage]) -> list[ConsentedPage]:
    """Return pages with all their translations and aliases that are live or scheduled."""
    pages, found = list(pages), {}
    for model in page_models():
        own = [page for page in pages if isinstance(page, model)]
        if not own:
            continue
        keys = {page.translation_key for page in own}
        same = models.Q(translation_key__in=keys)
        aliases = models.Q(alias_of__translation_key__in=keys)
        waiting = models.Q(pk__in=[int(revision.object_id) for revision in scheduled()])
        rows = model.objects.filter(same | aliases).filter(models.Q(live=True) | waiting)
        found |= {page.pk: page for page in rows.order_by("pk")}
    return list(found.values())


@transaction.atomic
def settle(
    pages: Iterable[ConsentedPage],
    reason: Reason,
    user: AbstractBaseUser | None = None,
    *,
    consent: PublicationConsent | None = None,
    on: dt.date | None = None,
) -> Outlook:
    """Take down the pages that no longer have all consents; give the others their last day.

    To be called in the transaction that changed the consents.
    """
    today = on or timezone.localdate()
    pages = sorted(pages, key=lambda page: page.pk)  # always in one order: nobody waits in a ring
    pages = [type(page).objects.select_for_update().get(pk=page.pk) for page in pages]
    found = outlook([page for page in pages if page.live], today)
    for page in found.staying:
        people = page.shown_people()
        until = rules.shown_until(people, page.consents(people), today)
        if until != page.shown_until:
            page.shown_until = until
            type(page).objects.filter(pk=page.pk).update(shown_until=until)
            send = signals.shown.send_robust
            transaction.on_commit(partial(send, sender=type(page), page=page), robust=True)
    take_down(found.going, reason, user, consent=consent)
    cancel_schedules(user)
    return found


@transaction.atomic
def take_down(
    pages: Iterable[ConsentedPage],
    reason: Reason,
    user: AbstractBaseUser | None = None,
    *,
    consent: PublicationConsent | None = None,
) -> list[ConsentedPage]:
    """Take pages from the site with all that shows the same; return all that went offline.

    Nobody's right is asked: this is no editor's act. What is done is logged by keys alone.
    """
    going = with_the_same(pages)
    data = {"reason": str(reason), "consent": consent.pk if consent is not None else None}
    for page in going:
        if page.live:
            page.unpublish(log_action=False)
        page.revisions.update(approved_go_live_at=None)
        log(
            instance=page,
            action="iom_wagtail.take_down",
            user=user,
            title=f"№ {page.pk}",
            data=data,
        )
    hide_pictures(going)
    for model in {type(page) for page in going}:
        own = [page for page in going if type(page) is model]
        transaction.on_commit(partial(_announce, model, own, reason), robust=True)
    return going


def scheduled() -> models.QuerySet:
    """Return the revisions of pages that wait for their day."""
    kinds = ContentType.objects.get_for_models(*page_models()).values()
    return Revision.objects.filter(content_type__in=kinds, approved_go_live_at__isnull=False)


def cancel_schedules(user: AbstractBaseUser | None = None) -> int:
    """Cancel every scheduled publishing that would be refused; return how many."""
    count = 0
    for revision in scheduled():
        text = revision.as_object()
        if text.missing_consents(text.goes_live_on()):
            revision.approved_go_live_at = None
            revision.save(update_fields=["approved_go_live_at"])
            keep_back(text, user)
            count += 1
    return count


def _announce(model: type[ConsentedPage], pages: list[ConsentedPage], reason: Reason) -> None:
    """Tell the caches in front, once nobody can fill them with the old page again, and the site."""
    if apps.is_installed("wagtail.contrib.frontend_cache"):
        from wagtail.contrib.frontend_cache.utils import PurgeBatch

        batch = PurgeBatch()
        batch.add_pages(pages)
        for page in pages:  # the indexes and home pages that listed them
            batch.add_pages(page.get_ancestors().filter(depth__gt=1).specific())
        batch.purge()
    signals.taken_down.send_robust(sender=model, pages=pages, reason=reason)
