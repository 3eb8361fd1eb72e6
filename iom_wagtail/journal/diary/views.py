"""The diary on the site: the list with the form of a new entry, and the page of one entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from iom_wagtail.journal.answers import refused, seen_edition
from iom_wagtail.journal.diary import actions, rules
from iom_wagtail.journal.diary.forms import EntryForm, ReplyForm
from iom_wagtail.journal.diary.models import DiaryEntry, DiaryReply
from iom_wagtail.journal.diary.queries import readable
from iom_wagtail.journal.doors import route_for, staff_id_of
from iom_wagtail.journal.exceptions import RecordChanged, WrongRecord
from iom_wagtail.journal.given_back import gives_back
from iom_wagtail.journal.kinds import KINDS
from iom_wagtail.journal.once import form_key, write_once
from iom_wagtail.journal.records.models import RecordChange
from iom_wagtail.journal.restoring import removed
from iom_wagtail.journal.rules import Right, allows
from iom_wagtail.routes.doors import reading_context
from iom_wagtail.school.private import private_page

if TYPE_CHECKING:
    from iom_wagtail.routes.models import RoutePage

PER_PAGE = 20


@private_page
@gives_back
@require_http_methods(["GET", "HEAD", "POST"])
def diary(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the entries this person may read; the teacher writes a new one."""
    page = route_for(request, pk, Right.DIARY if request.method == "POST" else None)
    writes = allows(page.reader.offices, Right.DIARY) and not page.stopped
    form = EntryForm(initial={"happened_on": timezone.localdate()}) if writes else None
    if request.method == "POST":
        form = EntryForm(request.POST)
        if form.is_valid():
            try:
                entry = write_once(
                    request,
                    DiaryEntry,
                    form.cleaned_data,
                    lambda uuid: actions.write_entry(
                        page, request.user, uuid=uuid, **form.cleaned_data
                    ),
                )
            except WrongRecord as error:
                refused(form, error)
            else:
                messages.success(request, _("The entry is saved. %(audience)s.") % _seen_by(entry))
                return redirect("iom_route_diary", pk=pk)
    shown = Paginator(readable(page).select_related("created_by"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    for entry in shown.object_list:
        entry.audience = rules.audience(_marks(entry))
    return render(
        request,
        "iom_wagtail/journal/diary.html",
        reading_context(
            page,
            form=form,
            key=form_key(request),
            shown=shown,
            elided=shown.paginator.get_elided_page_range(shown.number, on_each_side=1, on_ends=1),
            stop=page.stop,
        ),
    )


def _marks(entry: DiaryEntry) -> dict[str, bool]:
    return {mark: getattr(entry, mark) for mark in rules.OPENED_BY}


def _seen_by(entry: DiaryEntry) -> dict[str, str]:
    return {"audience": rules.audience(_marks(entry))}


def _entry(page: RoutePage, uuid: UUID) -> DiaryEntry:
    """Return an entry that the page's reader may read; raises ``Http404``."""
    entry = readable(page).select_related("created_by").filter(uuid=uuid).first()
    if entry is None:
        raise Http404
    entry.route = page
    return entry


@private_page
@gives_back
@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: HttpRequest, pk: int, uuid: UUID) -> HttpResponse:
    """Show one entry with its answers; its author changes it, others who see it answer."""
    page = route_for(request, pk)
    shown = _entry(page, uuid)
    own = shown.created_by_id == staff_id_of(request.user)
    act = request.POST.get("act", "") if request.method == "POST" else ""
    if act == "remove":
        change = actions.remove_entry(shown, request.user)
        return removed(request, page, KINDS["diary"], shown, change)
    form = EntryForm(initial=_initial(shown)) if own and not page.stopped else None
    answer = ReplyForm()
    if act == "change":
        form = EntryForm(request.POST)
        if form.is_valid() and _change(request, shown, form):
            return redirect("iom_route_diary_entry", pk=pk, uuid=uuid)
    elif act == "reply":
        answer = ReplyForm(request.POST)
        if answer.is_valid() and _reply(request, shown, answer):
            return redirect("iom_route_diary_entry", pk=pk, uuid=uuid)
    return render(
        request,
        "iom_wagtail/journal/diary_entry.html",
        reading_context(
            page,
            entry=shown,
            own=own,
            form=form,
            answer=None if page.stopped else answer,
            key=form_key(request),
            audience=rules.audience(_marks(shown)),
            replies=shown.replies.present().select_related("created_by"),
            history=RecordChange.objects.filter(record=shown.uuid) if own else [],
            stop=page.stop,
        ),
    )


def _initial(entry: DiaryEntry) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in EntryForm.base_fields}


def _change(request: HttpRequest, entry: DiaryEntry, form: EntryForm) -> bool:
    try:
        actions.change_entry(entry, request.user, seen=seen_edition(request), **form.cleaned_data)
    except RecordChanged as error:
        form.add_error(None, error)
        return False
    except WrongRecord as error:
        refused(form, error)
        return False
    messages.success(request, _("The entry is saved. %(audience)s.") % _seen_by(entry))
    return True


def _reply(request: HttpRequest, entry: DiaryEntry, form: ReplyForm) -> bool:
    try:
        write_once(
            request,
            DiaryReply,
            form.cleaned_data,
            lambda uuid: actions.reply(entry, request.user, uuid=uuid, **form.cleaned_data),
        )
    except WrongRecord as error:
        refused(form, error)
        return False
    messages.success(request, _("The answer is saved."))
    return True
