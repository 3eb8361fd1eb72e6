"""Deciding on the site, whatever the kind of page: the decision page, and the queue."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from iom_wagtail.approval import sheets
from iom_wagtail.approval.delegations import may_delegate
from iom_wagtail.approval.exceptions import ApprovalError, NothingWaits, NotYourStep
from iom_wagtail.approval.kinds import kind_of, kinds
from iom_wagtail.approval.posting import Refusal, refusal_of, take
from iom_wagtail.approval.showing import shown
from iom_wagtail.approval.waiting import Row, waiting_on, waiting_rows
from iom_wagtail.school.access import staff_with_school
from iom_wagtail.school.private import private_page

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

    from iom_wagtail.approval.guard import ApprovedPage

#: How many texts stand in the list beside the one that is open.
PER_PAGE = 20


def decision_page(
    request: HttpRequest, opened: Callable[[HttpRequest, int], ApprovedPage], key: int
) -> HttpResponse:
    """Show the text in approval to those entitled, and take the decision of whose step it is.

    Whoever reads the page, but no draft, is led to the text in force; strangers get 404. A
    room's view calls it under an address of its own; ``opened`` is how its kind opens the page
    that the key in this address names.
    """
    page = opened(request, key)
    waiting = waiting_on(page, request.user)
    reads_draft = page.reader.can_view_revisions()
    if not reads_draft and not (waiting and waiting.mine):
        messages.info(request, _("Nothing waits for your decision here now."))
        return redirect(page.reading_url())
    refusal = None
    if request.method == "POST":
        try:
            message = take(page, waiting, request)
        except ApprovalError as error:
            messages.error(request, str(error))
            refusal = refusal_of(request, error)
            page = opened(request, key)
            waiting = waiting_on(page, request.user)
        else:
            messages.success(request, message)
            return redirect(page.reading_url())
    context = {
        **shown(page, waiting, request.user, refusal),
        "reads_draft": reads_draft,
        "withdraws": waiting is not None and page.reader.can_withdraw(),
        "section": "approvals" if waiting and waiting.mine else "routes",
    }
    name = "decision" if waiting else "nothing"
    return render(request, f"iom_wagtail/approval/{name}.html", context)


@private_page
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Show what waits for this person, and the text that has waited longest, ready to decide."""
    return _queue(request, _rows(request.user))


def _rows(user: AbstractBaseUser) -> list[Row]:
    """Return what waits among all that a person sees, asked through the person's own school."""
    staff = staff_with_school(user)
    return waiting_rows(user, staff.school if staff is not None else None)


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def queue_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one text of the queue and take the decision on it; then the next one opens.

    404 for a page the person may not see. One that is not theirs to decide, any more or at
    all, is said in words; what was written is shown beside the next text.
    """
    rows = _rows(request.user)
    row = next((row for row in rows if row.page.pk == pk), None)
    if row is None and not _sees(request.user, pk):
        raise Http404
    mine = row is not None and row.mine
    if request.method != "POST":
        if mine:
            return _queue(request, rows, pk)
        messages.info(request, _("Nothing waits for your decision here now."))
        return redirect("iom_approvals")
    try:
        if row is None:
            raise NothingWaits
        if not mine:
            raise NotYourStep
        message = take(row.page, row.waiting, request)
    except ApprovalError as error:
        messages.error(request, str(error))
        return _queue(request, _rows(request.user), pk, refusal_of(request, error))
    messages.success(request, message)
    return redirect("iom_approvals")


def _sees(user: AbstractBaseUser, pk: int) -> bool:
    """Return whether the user may see a page of any kind."""
    return any(kind.visible_to(user).filter(pk=pk).exists() for kind in kinds())


def _queue(
    request: HttpRequest, rows: list[Row], pk: int | None = None, refusal: Refusal | None = None
) -> HttpResponse:
    """Render a page of the queue with one text chosen: the named one, else the first there."""
    mine = [row for row in rows if row.mine]
    stuck = [
        row for row in rows if row.stuck and may_delegate(request.user, row.page.approval_school())
    ]
    named = next((place for place, row in enumerate(mine) if row.page.pk == pk), None)
    pages = Paginator(mine, PER_PAGE)
    asked = request.GET.get("page") if named is None else named // PER_PAGE + 1
    listed = pages.get_page(asked)
    chosen = mine[named] if named is not None else next(iter(listed), None)
    staff = staff_with_school(request.user)
    context: dict[str, Any] = {
        "section": "approvals",
        "school": staff.school if staff is not None else None,
        "at_list": True,
        "shown": listed,
        "elided": pages.get_elided_page_range(listed.number, on_each_side=1, on_ends=1),
        "waits": len(mine),
        "chosen": chosen,
        "stuck": stuck[:PER_PAGE],
        "more_stuck": len(stuck[PER_PAGE:]),
    }
    if chosen is not None:
        still_there = refusal is not None and chosen.page.pk == pk
        context |= shown(
            chosen.page, chosen.waiting, request.user, refusal if still_there else None
        )
    if refusal is not None and (chosen is None or chosen.page.pk != pk):
        context["unsent"] = refusal.words
    return render(request, "iom_wagtail/approval/queue.html", context)


@private_page
@require_safe
def short_address(request: HttpRequest, code: str) -> HttpResponse:
    """Lead whoever may read a version from its short address on paper to its approval sheet."""
    version = sheets.version_of_code(code.lower())
    model = version.page.cached_content_type.model_class() if version else None
    if version is None or model is None:
        raise Http404
    page = kind_of(model).open(request, version.page_id)
    return redirect(page.sheet_url(version.number))
