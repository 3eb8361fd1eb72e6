"""Opening a conclusion is one act: the draft under its route, a row for each difficulty."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.admin.models import FormState
from wagtail.log_actions import log

from iom_wagtail.outcome import actions, rights, rules
from iom_wagtail.outcome.exceptions import WrongConclusion
from iom_wagtail.outcome.models import ConclusionPage, OutcomeRow
from iom_wagtail.outcome.rights import Right
from iom_wagtail.routes.ending import the_one_door
from iom_wagtail.routes.exceptions import NotAllowed
from iom_wagtail.routes.models import RoutePage
from iom_wagtail.routes.trouble_reading import read_trouble

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser


@transaction.atomic
def open_conclusion(
    route: RoutePage, user: AbstractBaseUser, *, moment: dt.datetime | None = None
) -> ConclusionPage:
    """Open the conclusion of a route and return its draft; a stopped route's did not take place.

    Raises ``NotAllowed`` for whoever is neither its mentor nor the deputy, and
    ``WrongConclusion`` before anything was approved, in the archive, and the second time.
    """
    if not rights.allows(route.offices_of(user), Right.OPEN):
        raise NotAllowed(_("Only the mentor and the deputy director open a conclusion."))
    RoutePage.objects.select_for_update().get(pk=route.pk)
    version = route.version_in_force()
    if problem := rules.opening_problem(
        has_version=version is not None,
        exists=ConclusionPage.objects.filter(route_page=route.pk).exists(),
        archived=route.is_archived,
    ):
        raise WrongConclusion(problem)
    page = ConclusionPage(
        route_page=route,
        took_place=not route.stopped,
        concluded_on=timezone.localdate(moment),
        live=False,
        has_unpublished_changes=True,
        owner=None,
        locale=route.locale,
    )
    page.outcome_rows = [
        _row(row, number) for number, row in enumerate(version.data["diagnosis"]["difficulties"])
    ]
    # The caller's object may be older than the tree; its number of children counts.
    RoutePage.objects.get(pk=route.pk).add_child(instance=page)
    revision = page.save_revision(user=user, clean=False)
    if moment is not None:
        type(revision).objects.filter(pk=revision.pk).update(created_at=moment)
    log(instance=page, action="iom_wagtail.conclude", user=user)
    return page


def _row(difficulty: dict[str, Any], number: int) -> OutcomeRow:
    """Return the row of a difficulty: its state before is what the diagnosis says."""
    return OutcomeRow(
        sort_order=number, difficulty=difficulty["uuid"], before=words_before(difficulty)
    )


def words_before(difficulty: dict[str, Any]) -> str:
    """Return a difficulty in the words of its diagnosis: text, severity, how it was found."""
    trouble = read_trouble(difficulty, ())
    with translation.override("ru"):
        parts = [difficulty["text"]]
        if difficulty["severity"]:
            # Translators: «Выраженность: нужна помощь»
            parts.append(_("Severity: %(what)s") % {"what": difficulty["severity"]["label"]})
        if trouble.methods:
            # Translators: «Выявлено: анализ уроков»
            parts.append(_("Found by: %(methods)s") % {"methods": trouble.methods})
    return "\n".join(part for part in parts if part)


@transaction.atomic
def add_missing_rows(page: ConclusionPage, user: AbstractBaseUser) -> int:
    """Add rows for difficulties that the programme has got since; return how many.

    Raises as ``actions.save_draft`` does.
    """
    page = ConclusionPage.objects.select_for_update().get(pk=page.pk)
    draft = page.get_latest_revision_as_object()
    rows = list(draft.outcome_rows.all())
    known = {str(row.difficulty) for row in rows}
    new = [row for row in page.evidence.difficulties if row["uuid"] not in known]
    draft.outcome_rows = rows + [_row(row, len(rows) + index) for index, row in enumerate(new)]
    actions.save_draft(draft, user)
    return len(new)


@transaction.atomic
def discard(page: ConclusionPage, user: AbstractBaseUser) -> None:
    """Delete a draft that was never approved; raises ``NotAllowed``, and once a version exists."""
    if not rights.allows(page.route_page.offices_of(user), Right.DISCARD):
        raise NotAllowed(_("Only the director and the deputy put a conclusion away."))
    page = ConclusionPage.objects.select_for_update().get(pk=page.pk)
    if page.in_approval:
        raise WrongConclusion(_("The text is in approval. Withdraw it first."))
    if page.version_in_force() is not None:
        raise WrongConclusion(_("An approved text is never deleted, only archived."))
    # What somebody typed last stays with Wagtail's preview for a day (wagtail.admin.models).
    FormState.objects.for_instance(page).delete()
    log(instance=page.route_page, action="iom_wagtail.discard_conclusion", user=user)
    with the_one_door(page):
        page.delete(user=user, skip_permission_checks=True)
