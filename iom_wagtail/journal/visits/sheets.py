"""The sheet itself: filling it in during the lesson, changing it afterwards.

The page sends itself with a script that keeps what was typed until it has arrived
(``static/iom_wagtail/js/visit.js``); such a request asks for JSON and is told where the visit is.
Without the script it is a plain form.
"""

from __future__ import annotations

import uuid as uuids
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_http_methods

from iom_wagtail.journal.answers import refused, seen_edition
from iom_wagtail.journal.doors import record_of, route_for, staff_id_of
from iom_wagtail.journal.exceptions import NotAllowed, WrongRecord
from iom_wagtail.journal.given_back import gives_back
from iom_wagtail.journal.rules import Right
from iom_wagtail.journal.visits import actions, rules
from iom_wagtail.journal.visits.forms import SheetForm, initial_of
from iom_wagtail.journal.visits.models import LessonVisit
from iom_wagtail.journal.visits.sets import sets_in_use, sets_of
from iom_wagtail.routes.doors import reading_context
from iom_wagtail.school.private import private_page

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from iom_wagtail.journal.visits.models import CriteriaSet
    from iom_wagtail.routes.models import RoutePage


@dataclass
class Sheet:
    """A sheet on the screen: of which route, by which criteria, perhaps of a written visit."""

    page: RoutePage
    by_teacher: bool
    class_names: list[str]
    subject: str
    people: QuerySet
    me: Any
    visit: LessonVisit | None = None
    criteria_set: CriteriaSet | None = None
    client_key: str = ""
    arrived_before: bool = False

    @property
    def action(self) -> str:
        """Where the form is sent."""
        if self.visit is not None:
            return reverse("iom_route_visit_change", args=[self.page.pk, self.visit.uuid])
        return reverse("iom_route_visit_new", args=[self.page.pk])

    def form(self, *args: Any, **kwargs: Any) -> SheetForm:
        """Return the form of this sheet."""
        if self.visit is not None:
            criteria = self.visit.criteria
        else:
            criteria = self.criteria_set.criteria if self.criteria_set else []
        return SheetForm(
            *args,
            criteria=criteria,
            people=self.people,
            classes=self.class_names,
            by_teacher=self.by_teacher,
            **kwargs,
        )

    def show(self, request: HttpRequest, form: SheetForm) -> HttpResponse:
        """Render the page; a refused form asked for by the script is a 422 without a body."""
        if form.is_bound and asks_json(request):
            return JsonResponse({}, status=422)
        chosen = self.criteria_set
        sets = [] if self.visit or not chosen else sets_in_use(self.page.school)
        return render(
            request,
            "iom_wagtail/journal/visit_sheet.html",
            reading_context(
                self.page,
                sheet=self,
                form=form,
                sets=[row for row in sets if row.series != chosen.series],
                kept=request.method == "POST",
            ),
        )

    def arrived(self, request: HttpRequest, visit: LessonVisit) -> HttpResponse:
        """Lead to the visit."""
        if visit.removed_at is not None:
            href = reverse("iom_route_visits", args=[self.page.pk])
        else:
            href = reverse("iom_route_visit", args=[self.page.pk, visit.uuid])
        return JsonResponse({"href": href}) if asks_json(request) else redirect(href)


def asks_json(request: HttpRequest) -> bool:
    """Return whether the page's script asks, which goes on by itself."""
    return request.headers.get("Accept", "") == "application/json"


def _sheet(page: RoutePage, user: Any, visit: LessonVisit | None = None) -> Sheet:
    by_teacher = visit.by_teacher if visit else rules.writes_as_teacher(page.reader.offices)
    people = page.school.staff.active().exclude(pk=staff_id_of(user))
    version = page.version_in_force()
    card = version.data["card"] if version and not by_teacher else None
    if not by_teacher and page.teacher is not None:
        people = people.exclude(pk=page.teacher.pk)
    return Sheet(
        page=page,
        by_teacher=by_teacher,
        class_names=rules.classes_of(
            card["classes"], *(row["classes"] for row in card["programmes"])
        )
        if card
        else [],
        subject=card["subject"][:200] if card else "",
        people=people,
        me=getattr(user, "staff_member", None),
        visit=visit,
    )


@private_page
@gives_back
@ensure_csrf_cookie
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an empty sheet with what the card knows, or take a filled one, once."""
    page = route_for(request, pk, Right.VISIT)
    sheet = _sheet(page, request.user)
    sheet.criteria_set = _chosen_set(request, page)
    sheet.client_key = str(_key(request) or uuids.uuid4())
    if request.method != "POST":
        if page.stopped:
            return redirect("iom_route_visits", pk=pk)
        today = {"visited_on": timezone.localdate(), "subject": sheet.subject}
        return sheet.show(request, sheet.form(initial=today))
    if "switch" in request.POST:
        return sheet.show(request, sheet.form(initial=_typed(request)))
    form = sheet.form(request.POST)
    if not form.is_valid():
        return sheet.show(request, form)
    try:
        visit, change = actions.add_visit(
            page,
            request.user,
            criteria_set=sheet.criteria_set,
            client_key=_key(request),
            **form.sheet(),
        )
    except WrongRecord as error:
        refused(form, error)
        return sheet.show(request, form)
    if change is not None:
        text = _("The sheet is saved.") if sheet.by_teacher else _("The teacher has the sheet now.")
        messages.success(request, text)
    elif visit.removed_at is None and not actions.says(visit, request.user, **form.sheet()):
        # Another tab has sent this sheet with other words: what was typed here is not lost.
        sheet.visit, sheet.arrived_before = visit, True
        return sheet.show(request, sheet.form(request.POST))
    return sheet.arrived(request, visit)


def _chosen_set(request: HttpRequest, page: RoutePage) -> CriteriaSet:
    """Return the set that the form was made from, in the edition that was shown; else the first.

    A set of another school is as if it didn't exist; who sends it anyway is refused.
    """
    asked = request.POST.get("switch") or request.POST.get("criteria_set") or request.GET.get("set")
    if asked:
        if asked.isdecimal() and len(asked) < 12:
            found = sets_of(page.school).filter(pk=asked).first()
            if found is not None:
                return found
        if request.method == "POST":
            raise NotAllowed(_("This set of criteria is another school's."))
    return sets_in_use(page.school)[0]


def _key(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.POST.get("client_key", ""))
    except ValueError:
        return None


def _typed(request: HttpRequest) -> dict[str, Any]:
    """Return what was typed, for the same sheet with other criteria."""
    fixed = {name: value for name, value in request.POST.items() if not name[1:].isdecimal()}
    advice = {f"r{no}": request.POST.get(f"r{no}", "") for no in range(1, 4)}
    return {**fixed, **advice, "visitors": request.POST.getlist("visitors")}


@private_page
@gives_back
@ensure_csrf_cookie
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int, uuid: UUID) -> HttpResponse:
    """Show the author's own sheet to be changed, or take the change."""
    page = route_for(request, pk, Right.VISIT)
    visit = record_of(page, LessonVisit, uuid)
    if not rules.may_change(own=visit.created_by_id == staff_id_of(request.user)):
        raise NotAllowed(_("Only its author changes a sheet."))
    sheet = _sheet(page, request.user, visit)
    if request.method != "POST":
        if page.stopped:
            return redirect("iom_route_visit", pk=pk, uuid=uuid)
        return sheet.show(request, sheet.form(initial=initial_of(visit, sheet.class_names)))
    form = sheet.form(request.POST)
    if form.is_valid():
        try:
            made = actions.change_visit(
                visit, request.user, seen=seen_edition(request), **form.sheet()
            )
        except WrongRecord as error:
            refused(form, error)
            sheet.visit = record_of(page, LessonVisit, uuid)
        else:
            if made is not None:
                messages.success(request, _("The sheet is saved."))
            return sheet.arrived(request, visit)
    return sheet.show(request, form)
