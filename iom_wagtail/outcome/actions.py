"""Mutations of a conclusion beside approval's own: each checks, changes, logs, signals."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Revision

from iom_wagtail.approval.rules import Step
from iom_wagtail.approval.signing import decider
from iom_wagtail.outcome import rights, signals
from iom_wagtail.outcome.exceptions import WrongConclusion
from iom_wagtail.outcome.models import ConclusionPage, CouncilDecision, Reopening
from iom_wagtail.outcome.rights import Right
from iom_wagtail.routes.exceptions import NotAllowed
from iom_wagtail.routes.rules import Ability

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser


@transaction.atomic
def save_draft(
    draft: ConclusionPage, user: AbstractBaseUser, *, moment: dt.datetime | None = None
) -> Revision:
    """Save the given state of a conclusion as its latest draft; return the revision.

    Raises ``NotAllowed`` for whoever doesn't write this route, and in the archive; ``Frozen``
    once approved.
    """
    if Ability.EDIT not in draft.route_page.abilities_of(user):
        raise NotAllowed(_("Only the mentor and the deputy director change the draft."))
    if draft.route_page.is_archived:
        raise NotAllowed(_("The route is in the archive: it is read, not changed."))
    revision = draft.save_revision(user=user, clean=False, log_action=True)
    if moment is not None:
        Revision.objects.filter(pk=revision.pk).update(created_at=moment)
    return revision


def _fresh(page: ConclusionPage) -> ConclusionPage:
    """Return the page as it is now, locked until the act is done."""
    ConclusionPage.objects.select_for_update().get(pk=page.pk)
    return ConclusionPage.objects.select_related("route_page__school").get(pk=page.pk)


@transaction.atomic
def reopen(
    page: ConclusionPage,
    user: AbstractBaseUser,
    reason: str,
    *,
    moment: dt.datetime | None = None,
) -> Reopening:
    """Open an approved conclusion again: its draft may be changed and approved as a new version.

    Raises ``NotAllowed`` for everybody but who signs today, and in the archive;
    ``WrongConclusion`` without a reason, and when nothing approved is closed.
    """
    fresh = _fresh(page)
    person = decider(fresh, Step.DIRECTOR, user)
    if person is None:
        raise NotAllowed(_("Only the director opens an approved conclusion again."))
    if fresh.route_page.is_archived:
        raise NotAllowed(_("The route is in the archive: it is read, not changed."))
    if not fresh.is_frozen:
        raise WrongConclusion(_("The conclusion is not approved, or is open again already."))
    if not reason.strip():
        raise WrongConclusion({"reason": _("Say why it is opened again.")})
    version = fresh.version_in_force()
    row = Reopening.objects.create(
        conclusion=fresh,
        version=version.number,
        by=person,
        name=person.short_name,
        moment=moment or timezone.now(),
        reason=reason.strip(),
    )
    page.__dict__.pop("_reopened", None)
    log(instance=fresh, action="iom_wagtail.reopen", user=user, data={"number": version.number})
    signals.reopened.send(sender=ConclusionPage, page=fresh, reopening=row)
    return row


@transaction.atomic
def record_council(
    page: ConclusionPage,
    user: AbstractBaseUser,
    *,
    protocol_no: str,
    held_on: dt.date,
    decision: str,
) -> CouncilDecision:
    """Record, or correct, what the pedagogical council decided about the approved conclusion.

    Raises ``NotAllowed`` for others than deputy and director, and ``WrongConclusion`` naming the
    field for what is missing, and while nothing is approved.
    """
    fresh = _fresh(page)
    if not rights.allows(fresh.route_page.offices_of(user), Right.COUNCIL):
        raise NotAllowed(_("Only the director and the deputy record the council's decision."))
    if not fresh.is_frozen:
        raise WrongConclusion(_("The council decides about an approved conclusion."))
    row = CouncilDecision.objects.filter(conclusion=fresh).first()
    row = row or CouncilDecision(conclusion=fresh)
    row.protocol_no, row.held_on = protocol_no.strip(), held_on
    row.decision, row.recorded_by = decision.strip(), user.staff_member
    try:
        row.full_clean(exclude=["conclusion"])
    except ValidationError as error:
        raise WrongConclusion(error.message_dict) from error
    row.save()
    log(instance=fresh, action="iom_wagtail.council", user=user, data={"council": row.pk})
    return row
