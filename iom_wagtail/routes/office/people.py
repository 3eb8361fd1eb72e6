"""The people of a route: who is on it now, who was, and the acts that change it (5.1)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from iom_wagtail.routes import actions
from iom_wagtail.routes.choices import Role
from iom_wagtail.routes.models import RouteAssignment
from iom_wagtail.routes.office.forms import EndForm, MentorForm, ParticipantForm, RouteForm
from iom_wagtail.routes.office.views import RouteView
from iom_wagtail.routes.rules import Ability
from iom_wagtail.school.access import manages
from iom_wagtail.school.actions import add_staff

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

    from iom_wagtail.school.models import StaffMember


class PeopleView(RouteView):
    """Who is on the route and who was; the director and the deputy change it here."""

    page_title = gettext_lazy("People of the route")
    header_icon = "group"
    template_name = "iom_wagtail/office/people.html"

    #: The acts offered in their order: name, form.
    forms: dict[str, type[RouteForm]] = {
        "mentor": MentorForm,
        "second": MentorForm,
        "participant": ParticipantForm,
        "end": EndForm,
    }

    def get_page_subtitle(self) -> str:
        """Name the route; its title holds no names."""
        return self.route.title

    @property
    def may_assign(self) -> bool:
        """Whether the asking person changes the people."""
        return Ability.ASSIGN in self.abilities

    @cached_property
    def assignments(self) -> list[RouteAssignment]:
        """Everybody who is or was on the route, the latest last."""
        return list(self.route.assignments.select_related("staff").order_by("since", "pk"))

    @cached_property
    def now(self) -> list[RouteAssignment]:
        """Those on the route now: teacher, leading mentor, other mentors, participants."""
        order = {Role.TEACHER: 0, Role.MENTOR: 1, Role.PARTICIPANT: 2}
        today = timezone.localdate()
        rows = [row for row in self.assignments if row.until is None or row.until > today]
        return sorted(rows, key=lambda row: (order[Role(row.role)], not row.leads, row.since))

    @cached_property
    def before(self) -> list[RouteAssignment]:
        """Those who were on the route, the latest first."""
        return [row for row in reversed(self.assignments) if row not in self.now]

    @cached_property
    def people(self) -> QuerySet:
        """The school's people to choose from, outside specialists too."""
        return self.route.school.staff.active()

    def candidates(self, act: str) -> QuerySet:
        """Return whom an act may choose; who is on the route already, the act itself refuses."""
        return self.people if act == "participant" else self.people.filter(outside=False)

    def build(self, act: str, data: Any = None) -> RouteForm:
        """Return the form of an act."""
        kwargs: dict[str, Any] = {"prefix": act, "today": timezone.localdate()}
        if act != "end":
            kwargs["people"] = self.candidates(act)
        return self.forms[act](data, **kwargs)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Show the people."""
        return self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Do one act, or show its form again with what was written and what is wrong."""
        if not self.may_assign:
            raise PermissionDenied
        act = request.POST.get("act", "")
        if act not in self.forms:
            messages.error(request, _("Choose what to change."))
            return redirect("iom_route_people", self.route.pk)
        form = self.build(act, request.POST)
        if form.is_valid():
            try:
                message = self.doers[act](form)
            except ValidationError as error:
                form.take(error)
            else:
                messages.success(request, message)
                return redirect("iom_route_people", self.route.pk)
        messages.error(request, _("Nothing was changed. See what is marked below."))
        return self.render_to_response(self.get_context_data(failed={act: form}))

    # --- acts -------------------------------------------------------------------

    @property
    def doers(self) -> dict[str, Callable[[Any], str]]:
        """What each act does; each returns the message of its success."""
        return {
            "mentor": self.change_mentor,
            "second": self.add_mentor,
            "participant": self.add_participant,
            "end": self.end,
        }

    def change_mentor(self, form: MentorForm) -> str:
        """Hand the route to another leading mentor."""
        row = actions.change_mentor(self.route, self.request.user, **form.cleaned_data)
        return _("%(name)s leads the route now.") % {"name": row.staff.short_name}

    def add_mentor(self, form: MentorForm) -> str:
        """Add a mentor beside the leading one."""
        row = actions.assign(self.route, self.request.user, role=Role.MENTOR, **form.cleaned_data)
        return _("%(name)s is a mentor of the route now.") % {"name": row.staff.short_name}

    @transaction.atomic
    def add_participant(self, form: ParticipantForm) -> str:
        """Add a participant; a new person from outside is entered first, or neither is."""
        data = form.cleaned_data
        person = data["staff"] or self.enter_outsider(form.new_person)
        row = actions.assign(
            self.route,
            self.request.user,
            staff=person,
            role=Role.PARTICIPANT,
            since=data["since"],
            basis=data["basis"],
            duty=data["duty"],
        )
        return _("%(name)s takes part in the route now.") % {"name": row.staff.short_name}

    def enter_outsider(self, values: dict[str, str]) -> StaffMember:
        """Enter a specialist from outside among the school's people."""
        return add_staff(self.route.school, self.request.user, outside=True, **values)

    def end(self, form: EndForm) -> str:
        """End a person's part in the route."""
        data = form.cleaned_data
        row = get_object_or_404(self.route.assignments, pk=data["row"])
        row = actions.end_assignment(
            row, self.request.user, until=data["until"], basis=data["basis"]
        )
        return _("%(name)s is not on the route from %(date)s.") % {
            "name": row.staff.short_name,
            "date": f"{row.until:%d.%m.%Y}",
        }

    def get_context_data(
        self, *, failed: dict[str, RouteForm] | None = None, **kwargs: Any
    ) -> dict[str, Any]:
        """Add the people and, for those who change them, the forms of the acts."""
        failed = failed or {}
        context = super().get_context_data(
            route=self.route,
            now=self.now,
            before=self.before,
            may_assign=self.may_assign,
            may_enter=self.may_assign and manages(self.request.user, self.route.school),
            action_url=reverse("iom_route_people", args=[self.route.pk]),
            failed=next(iter(failed), ""),
            stopped=self.route.stopped,
            **kwargs,
        )
        if self.may_assign:
            forms = {act: failed.get(act) or self.build(act) for act in self.forms}
            ending = forms.pop("end")
            for row in self.now:
                row.end_form = self.end_form(row, ending)
            media = sum((form.media for form in forms.values()), ending.media)
            context |= {"forms": forms, "media": media}
        return context

    def end_form(self, row: RouteAssignment, ending: EndForm) -> EndForm | None:
        """Return the row's own form of ending; the teacher stays as long as the route."""
        if row.role == Role.TEACHER or row.until is not None:
            return None
        if ending.is_bound and str(ending["row"].value()) == str(row.pk):
            return ending
        form = self.build("end")
        form.initial["row"] = row.pk
        form.auto_id = f"id_{row.pk}_%s"
        return form
