"""The conclusion on the site: the approved text, the way to it, and what may follow it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Revision

from iom_wagtail.approval import actions as approval
from iom_wagtail.approval import record, sheets
from iom_wagtail.approval.exceptions import ApprovalError
from iom_wagtail.approval.kinds import kind_of
from iom_wagtail.approval.rules import EventKind, Step
from iom_wagtail.approval.signing import decider
from iom_wagtail.approval.views import decision_page
from iom_wagtail.approval.waiting import waiting_on
from iom_wagtail.journal.answers import refused
from iom_wagtail.outcome import actions, offers, opening, rights, rules
from iom_wagtail.outcome.choices import NEEDS_ROUTE
from iom_wagtail.outcome.doors import conclusion_of, reopening_of
from iom_wagtail.outcome.exceptions import WrongConclusion
from iom_wagtail.outcome.models import ConclusionPage
from iom_wagtail.outcome.rights import Right
from iom_wagtail.outcome.site_forms import CouncilForm, ReopenForm
from iom_wagtail.routes.doors import reading_context, visible_route
from iom_wagtail.routes.opening import may_open
from iom_wagtail.routes.rules import Ability
from iom_wagtail.school.private import private_page

if TYPE_CHECKING:
    from django import forms

    from iom_wagtail.routes.models import RoutePage


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def conclusion(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the conclusion as far as this person may read it, and take what may be done with it.

    404 to those who may not see the route; the others learn of a draft only if they read drafts,
    or are asked for their acquaintance.
    """
    page = visible_route(request, pk)
    found = conclusion_of(page, writing=_reads_writing(page))
    forms_shown: dict[str, forms.Form] = {}
    if request.method == "POST":
        answer = _act(request, page, found, forms_shown)
        if answer is not None:
            return answer
    return _show(request, page, found, forms_shown)


def _reads_writing(page: RoutePage) -> bool:
    """Return whether this reader is shown the text that is being written, if there is one."""
    if page.is_completed:
        return False
    return page.reader.allows(Ability.READ_DRAFT) or page.conclusion_asks_teacher


def _act(
    request: HttpRequest,
    page: RoutePage,
    found: ConclusionPage | None,
    forms_shown: dict[str, forms.Form],
) -> HttpResponse | None:
    """Do what the pressed button says and lead on; None when the page is to be shown again."""
    user, act = request.user, request.POST.get("act", "")
    try:
        match act:
            case "open":
                made = opening.open_conclusion(page, user)
                return redirect("wagtailadmin_pages:edit", made.pk)
            case "submit" if found is not None:
                approval.submit(found, user)
                messages.success(request, _("The conclusion is on its way to approval."))
            case "withdraw" if found is not None:
                approval.withdraw(found, user)
                messages.success(
                    request,
                    _("The text has been taken back; it can be changed and submitted again."),
                )
            case "rows" if found is not None:
                opening.add_missing_rows(found, user)
                return redirect("wagtailadmin_pages:edit", found.pk)
            case "discard" if found is not None:
                opening.discard(found, user)
                messages.success(request, _("The draft of the conclusion is deleted."))
            case "reopen" if found is not None:
                return _reopen(request, page, found, forms_shown)
            case "council" if found is not None:
                return _council(request, page, found, forms_shown)
            case _:
                return None
    except WrongConclusion as error:
        messages.error(request, " ".join(error.messages))
    except (ApprovalError, PermissionDenied) as error:
        messages.error(request, str(error))
    return redirect("iom_route_conclusion", pk=page.pk)


def _reopen(
    request: HttpRequest, page: RoutePage, found: ConclusionPage, forms_shown: dict[str, Any]
) -> HttpResponse | None:
    form = ReopenForm(request.POST)
    if form.is_valid():
        actions.reopen(found, request.user, form.cleaned_data["reason"])
        messages.success(request, _("The conclusion is open again; its draft may be changed."))
        return redirect("iom_route_conclusion", pk=page.pk)
    forms_shown["reopen_form"] = form
    return None


def _council(
    request: HttpRequest, page: RoutePage, found: ConclusionPage, forms_shown: dict[str, Any]
) -> HttpResponse | None:
    form = CouncilForm(request.POST)
    if form.is_valid():
        try:
            actions.record_council(found, request.user, **form.cleaned_data)
        except WrongConclusion as error:
            refused(form, error)
        else:
            messages.success(request, _("The council's decision is recorded."))
            return redirect("iom_route_conclusion", pk=page.pk)
    forms_shown["council_form"] = form
    return None


def _show(
    request: HttpRequest,
    page: RoutePage,
    found: ConclusionPage | None,
    forms_shown: dict[str, forms.Form],
) -> HttpResponse:
    """Render what this reader sees: the version in force, the draft's state, or neither."""
    reads_draft = page.reader.allows(Ability.READ_DRAFT)
    context = reading_context(page, reads_draft=reads_draft, stop=page.stop)
    version = found.version_in_force() if found is not None else None
    # What is frozen waits for nobody.
    waits = found is not None and not found.is_frozen
    waiting = waiting_on(found, request.user) if waits else None
    asked = waiting is not None and waiting.mine is not None
    if found is None or not (version or reads_draft or asked):
        return render(
            request, "iom_wagtail/outcome/none.html", {**context, "opens": _may_open(page, found)}
        )
    context |= {"conclusion": found, "waiting": waiting, "version": version, **forms_shown}
    if version is not None:
        context |= _after_approval(request, page, found, version)
    if (reads_draft or asked) and not found.is_frozen:
        context |= _draft(page, found, waiting)
    return render(request, "iom_wagtail/outcome/conclusion.html", context)


def _may_open(page: RoutePage, found: ConclusionPage | None) -> bool:
    """Return whether this reader opens the conclusion now."""
    return rights.allows(page.reader.offices, Right.OPEN) and not rules.opening_problem(
        has_version=page.version_in_force() is not None,
        exists=found is not None,
        archived=page.is_archived,
    )


def _after_approval(
    request: HttpRequest, page: RoutePage, found: ConclusionPage, version: Any
) -> dict[str, Any]:
    """Return the approved text and what may follow it."""
    council = getattr(found, "council", None)
    values: dict[str, Any] = {
        "reading": found.read(version.data),
        "versions": found.versions,
        "council": council,
        "reopening": reopening_of(found, version.number),
    }
    if not found.is_frozen or page.is_archived:
        return values
    values["next_route"] = _next_route(request, page, version)
    values |= _story(page, found, version)
    if decider(found, Step.DIRECTOR, request.user) is not None:
        values["reopen_form"] = ReopenForm()
    if rights.allows(page.reader.offices, Right.COUNCIL):
        known = ("protocol_no", "held_on", "decision")
        initial = {name: getattr(council, name) for name in known} if council else {}
        values["council_form"] = CouncilForm(initial=initial)
    return values


def _next_route(request: HttpRequest, page: RoutePage, version: Any) -> str:
    """Return where a next route is opened, to whoever opens routes when one is needed; or ""."""
    further = {each["value"] for each in version.data["further"]}
    teacher, opens = page.teacher, may_open(request.user, page.school)
    if further.isdisjoint(NEEDS_ROUTE) or teacher is None or not opens:
        return ""
    return f"{reverse('iom_route_open')}?teacher={teacher.pk}&earlier={page.pk}"


def _story(page: RoutePage, found: ConclusionPage, version: Any) -> dict[str, Any]:
    """Return that this success may be told of, and the doors to it, to those concerned; or nothing.

    Until a room above has registered a door, it is only said.
    """
    answer, offices = version.data["result"], page.reader.offices
    if not (answer and rules.offers_story(answer["value"]) and rights.allows(offices, Right.TELL)):
        return {}
    doors = [(door, door.url(found)) for door in offers.doors(offices)]
    return {"success": True, "story_doors": doors}


def _draft(page: RoutePage, found: ConclusionPage, waiting: Any) -> dict[str, Any]:
    """Return the draft as it would read, what it lacks, and what its writers may do."""
    revision = found.latest_revision
    if waiting is not None and waiting.revision_id != revision.pk:
        revision = Revision.objects.get(pk=waiting.revision_id)
    draft = found.text_of(revision)
    problems = draft.problems()
    events = record.last_events(found)
    writes = page.reader.allows(Ability.EDIT) and not page.is_archived
    return {
        "draft_reading": found.read(draft.snapshot()),
        "errors": [_led(found, problem) for problem in problems if problem.blocking],
        "warnings": [_led(found, problem) for problem in problems if not problem.blocking],
        "trail": record.trail(events),
        # What closes a round is its last event.
        "returned": next((e for e in events[-1:] if e.kind == EventKind.RETURNED), None),
        "writes": writes and waiting is None,
        "withdraws": waiting is not None and page.reader.can_withdraw(),
        "discards": waiting is None
        and found.version_in_force() is None
        and rights.allows(page.reader.offices, Right.DISCARD),
        "rows_missing": writes and bool(_missing_rows(draft)),
    }


def _missing_rows(draft: ConclusionPage) -> list[str]:
    """Return the difficulties of the programme in force that have no row in the draft."""
    known = {str(row.difficulty) for row in draft.outcome_rows.all()}
    return [row["uuid"] for row in draft.evidence.difficulties if row["uuid"] not in known]


def _led(found: ConclusionPage, problem: Any) -> dict[str, Any]:
    """Return a problem with the place in the editor it leads to."""
    address = reverse("wagtailadmin_pages:edit", args=[found.pk])
    return {"message": problem.message, "url": f"{address}#id_{problem.field}"}


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def approval_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the conclusion in approval and take the decision of whose step it is."""
    return decision_page(request, kind_of(ConclusionPage).open_under, pk)


@private_page
@require_safe
def sheet(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Show the approval sheet of a version."""
    page = visible_route(request, pk)
    found = ConclusionPage.objects.filter(route_page=pk).first()
    if found is None:
        raise Http404
    found.route_page = page
    return sheets.sheet(request, found, number)


@private_page
@require_safe
def version(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Show one version of the conclusion as it was signed."""
    page = visible_route(request, pk)
    found = conclusion_of(page)
    versions = found.versions if found is not None else []
    shown = next((each for each in versions if each.number == number), None)
    if shown is None:
        raise Http404
    return render(
        request,
        "iom_wagtail/outcome/version.html",
        reading_context(
            page,
            conclusion=found,
            version=shown,
            versions=versions,
            in_force=versions[0],
            reopening=reopening_of(found, number),
            reading=found.read(shown.data),
        ),
    )
