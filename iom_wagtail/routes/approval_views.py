"""Deciding on the site: the text that waits, what changed in it, agree or return."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.models import Revision

from iom_wagtail.approval import actions, record
from iom_wagtail.approval.comparison import Changes, count
from iom_wagtail.approval.exceptions import ApprovalError, NothingWaits
from iom_wagtail.approval.rules import EventKind, Step
from iom_wagtail.approval.waiting import waiting_on
from iom_wagtail.routes.doors import reading_context, soon_days, text_of, visible_route
from iom_wagtail.routes.outline import differences
from iom_wagtail.routes.reading import read_route
from iom_wagtail.routes.rules import Ability
from iom_wagtail.school.private import private_page

if TYPE_CHECKING:
    from iom_wagtail.approval.models import ApprovalEvent
    from iom_wagtail.approval.waiting import Waiting
    from iom_wagtail.routes.models import RoutePage


@dataclass(frozen=True, slots=True)
class Verb:
    """The words of a decision at a step: the choice, the button, the message afterwards."""

    choice: str
    button: str
    done: str


def verb_of(step: Step) -> Verb:
    """Return how yes is said at a step."""
    match step:
        case Step.TEACHER:
            # Translators: «Ознакомлен(а)», «Подтвердить ознакомление»
            return Verb(_("Acquainted"), _("Confirm acquaintance"), _("Your mark is recorded."))
        case Step.DIRECTOR:
            # Translators: «Утверждаю», «Утвердить программу»
            return Verb(_("I approve"), _("Approve the programme"), _("Approved and in force."))
    # Translators: «Согласовано», «Согласовать программу»
    return Verb(_("Agreed"), _("Agree to the programme"), _("Agreed; the next step is asked."))


@private_page
@require_http_methods(["GET", "POST"])
def approval(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the text in approval to those entitled, and take the decision of whose step it is.

    Others on the route are led to the version in force; strangers get 404.
    """
    page = visible_route(request, pk)
    waiting = waiting_on(page, request.user)
    reads_draft = page.reader.allows(Ability.READ_DRAFT)
    if not reads_draft and not (waiting and waiting.mine):
        messages.info(request, _("Nothing waits for your decision here now."))
        return redirect("iom_route", pk=pk)
    if request.method == "POST":
        try:
            message = _decide(page, waiting, request)
        except ApprovalError as error:
            messages.error(request, str(error))
            page = visible_route(request, pk)
            waiting = waiting_on(page, request.user)
        else:
            messages.success(request, message)
            return redirect("iom_route", pk=pk)
    typed = request.POST
    events = record.last_events(page)
    context = reading_context(
        page,
        waiting=waiting,
        reads_draft=reads_draft,
        trail=record.trail(events),
        typed=typed,
        error_on=_error_on(typed),
        verb=verb_of(waiting.step) if waiting else None,
        withdraws=bool(waiting) and page.reader.can_withdraw(),
    )
    if waiting is None:
        return render(request, "iom_wagtail/approval/nothing.html", context)
    text = _text(page, waiting, events[-1].round)
    return render(request, "iom_wagtail/approval/route.html", context | text)


def _error_on(typed: Any) -> str:
    """Return which field of a refused form asks for words."""
    if typed.get("decision") == "return" and not typed.get("reason", "").strip():
        return "reason"
    return "" if typed.get("decision") or not typed else "decision"


def _decide(page: RoutePage, waiting: Waiting | None, request: HttpRequest) -> str:
    """Do what was chosen and return the words about it; raises ``ApprovalError``."""
    post, user = request.POST, request.user
    if post.get("action") == "withdraw":
        actions.withdraw(page, user)
        return _("The text has been taken back; it can be changed and submitted again.")
    if waiting is None:
        raise NothingWaits
    shown = post.get("revision_id", "")
    revision_id = int(shown) if shown.isdecimal() and len(shown) < 18 else 0
    match post.get("decision"):
        case "approve":
            actions.agree(
                page, user, revision_id=revision_id, comment=post.get("comment", "").strip()
            )
            return verb_of(waiting.step).done
        case "return":
            actions.send_back(page, user, revision_id=revision_id, comment=post.get("reason", ""))
            return _("The text has been returned for rework with your words.")
    raise ApprovalError(_("Choose a decision first."))


def _text(page: RoutePage, waiting: Waiting, last_round: int) -> dict[str, Any]:
    """Return the submitted text, what changed in it and what it is warned about."""
    draft = text_of(page, Revision.objects.get(pk=waiting.revision_id))
    content = draft.snapshot()
    version = page.version_in_force()
    returned = _last_return(page, last_round)
    since_return = _since_return(page, returned, content)
    since_version = differences(version.data, content) if version else []
    return {
        "draft": draft,
        "version": version,
        "next_number": version.number + 1 if version else 1,
        "returned": returned,
        "since_return": since_return,
        "since_return_total": count(since_return),
        "since_version": since_version,
        "since_version_total": count(since_version),
        "warnings": [problem for problem in draft.problems() if not problem.blocking],
        "reading": read_route(content, timezone.localdate(), soon_days=soon_days()),
    }


def _last_return(page: RoutePage, last_round: int) -> ApprovalEvent | None:
    """Return the return that ended the round before this one, if it did end so."""
    returns = page.approval_events.filter(round=last_round - 1, kind=EventKind.RETURNED)
    return returns.select_related("revision").first()


def _since_return(
    page: RoutePage, returned: ApprovalEvent | None, content: dict[str, Any]
) -> list[Changes]:
    if returned is None or returned.revision is None:
        return []
    return differences(text_of(page, returned.revision).snapshot(), content)
