"""A decision posted on the site: read, done, or refused with all that was typed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.http import QueryDict
from django.utils.translation import gettext as _

from iom_wagtail.approval import actions
from iom_wagtail.approval.exceptions import (
    ApprovalError,
    CommentNeeded,
    DocumentNeeded,
    NoDecision,
    NothingWaits,
    StepMoved,
    WitnessesNeeded,
)
from iom_wagtail.approval.forms import document_from
from iom_wagtail.approval.rules import Step

if TYPE_CHECKING:
    from django.http import HttpRequest

    from iom_wagtail.approval.guard import ApprovedPage
    from iom_wagtail.approval.waiting import Waiting

#: Fields in which a person writes; what was written is never lost.
WRITTEN = ("reason", "comment", "document_no", "refusal")


@dataclass(frozen=True, slots=True)
class Refusal:
    """A decision that was not taken: what was typed, and what is wrong, a message a field."""

    typed: QueryDict = field(default_factory=QueryDict)
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def words(self) -> list[str]:
        """What a person had written, for showing where the form is gone."""
        return [text for name in WRITTEN if (text := self.typed.get(name, "").strip())]


def take(page: ApprovedPage, waiting: Waiting | None, request: HttpRequest) -> str:
    """Do what was chosen and return the words about it; raises ``ApprovalError``."""
    post, user = request.POST, request.user
    if post.get("action") == "withdraw":
        actions.withdraw(page, user)
        return _("The text has been taken back; it can be changed and submitted again.")
    if waiting is None:
        raise NothingWaits
    shown = post.get("revision_id", "")
    revision_id = int(shown) if shown.isdecimal() and len(shown) < 18 else 0
    if post.get("action") == "refusal":
        actions.minute_refusal(page, user, revision_id, post.get("refusal", ""))
        return _("The refusal is minuted; the director is asked next.")
    decision = post.get("decision")
    if decision not in ("approve", "return"):
        raise NoDecision
    step = _step(post.get("step", ""))
    if decision == "return":
        actions.send_back(
            page, user, revision_id=revision_id, comment=post.get("reason", ""), step=step
        )
        return _("The text has been returned for rework with your words.")
    actions.agree(
        page,
        user,
        revision_id=revision_id,
        comment=post.get("comment", "").strip(),
        document=document_from(post),
        step=step,
    )
    return page.verb(step).done


def _step(given: str) -> Step:
    """Return the step that the form named; raises ``StepMoved`` for none."""
    try:
        return Step(given)
    except ValueError:
        raise StepMoved from None


def refusal_of(request: HttpRequest, error: ApprovalError) -> Refusal:
    """Return a refusal with its message beside the field it is about, if it is about one."""
    match error:
        case DocumentNeeded():
            errors = error.problems
        case CommentNeeded():
            errors = {"reason": str(error)}
        case WitnessesNeeded():
            errors = {"refusal": str(error)}
        case NoDecision():
            errors = {"decision": str(error)}
        case _:
            errors = {}
    return Refusal(request.POST, errors)
