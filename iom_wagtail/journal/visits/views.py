"""Lesson visits on the site: the list of a route's visits, the page of one, its acts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from iom_wagtail.journal.answers import refused, seen_edition
from iom_wagtail.journal.doors import record_of, route_for, staff_id_of
from iom_wagtail.journal.exceptions import WrongRecord
from iom_wagtail.journal.given_back import gives_back
from iom_wagtail.journal.kinds import KINDS
from iom_wagtail.journal.records.models import RecordChange
from iom_wagtail.journal.restoring import removed
from iom_wagtail.journal.rules import Right, allows
from iom_wagtail.journal.visits import actions, headings, rules
from iom_wagtail.journal.visits.forms import AcquaintedForm
from iom_wagtail.journal.visits.models import LessonVisit
from iom_wagtail.journal.visits.sheets import change, new
from iom_wagtail.routes.doors import reading_context
from iom_wagtail.school.private import private_page

if TYPE_CHECKING:
    from iom_wagtail.routes.models import RoutePage

#: ``new`` and ``change`` lie in ``sheets.py``; ``urls.py`` finds all views of the room here.
__all__ = ["change", "new", "visit", "visits"]

PER_PAGE = 20


@private_page
@require_safe
def visits(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the visits of a route, the latest first, each with its mean score."""
    page = route_for(request, pk)
    rows = LessonVisit.objects.present().filter(route=page)
    shown = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    for row in shown.object_list:
        _word(row)
    return render(
        request,
        "iom_wagtail/journal/visits.html",
        reading_context(
            page,
            shown=shown,
            elided=shown.paginator.get_elided_page_range(shown.number, on_each_side=1, on_ends=1),
            writes=allows(page.reader.offices, Right.VISIT) and not page.stopped,
            stop=page.stop,
        ),
    )


def _word(row: LessonVisit) -> None:
    """Add the words in which pages show a visit."""
    parts = {"classes": row.classes, "lesson_no": row.lesson_no, "topic": row.topic}
    row.lesson_words = headings.lesson(**parts)
    row.heading = headings.heading(host=row.host, **parts)
    row.mean_words = rules.mean_words(row.mean)


@private_page
@gives_back
@require_http_methods(["GET", "HEAD", "POST"])
def visit(request: HttpRequest, pk: int, uuid: UUID) -> HttpResponse:
    """Show one sheet; the teacher marks it, its author removes it."""
    page = route_for(request, pk)
    shown = record_of(page, LessonVisit, uuid)
    form = AcquaintedForm()
    act = request.POST.get("act", "") if request.method == "POST" else ""
    if act == "remove":
        made = actions.remove_visit(shown, request.user)
        return removed(request, page, KINDS["visit"], shown, made)
    if act == "acquaint":
        form = AcquaintedForm(request.POST)
        if form.is_valid() and _acquaint(request, shown, form):
            return redirect("iom_route_visit", pk=pk, uuid=uuid)
        shown = record_of(page, LessonVisit, uuid)
    return _show(request, page, shown, form)


def _acquaint(request: HttpRequest, visit: LessonVisit, form: AcquaintedForm) -> bool:
    words = form.cleaned_data["words"]
    try:
        actions.acquaint(visit, request.user, words, seen=seen_edition(request))
    except WrongRecord as error:
        refused(form, error)
        return False
    messages.success(request, _("Marked: acquainted."))
    return True


def _show(
    request: HttpRequest, page: RoutePage, visit: LessonVisit, form: AcquaintedForm
) -> HttpResponse:
    _word(visit)
    own = visit.created_by_id == staff_id_of(request.user)
    marked = visit.acquainted_at is not None
    may_mark = rules.may_acquaint(
        page.reader.offices, by_teacher=visit.by_teacher, acquainted=marked
    )
    writes = allows(page.reader.offices, Right.VISIT) and not page.stopped
    history = list(RecordChange.objects.filter(record=visit.uuid))
    for row in history:
        row.told = rules.told(row.fields)
    context: dict[str, Any] = {
        "visit": visit,
        "form": form if may_mark and not page.stopped else None,
        "changes": writes and rules.may_change(own=own),
        "removes": writes and rules.may_remove(own=own, acquainted=marked),
        "history": history,
        "stop": page.stop,
    }
    return render(request, "iom_wagtail/journal/visit.html", reading_context(page, **context))
