"""Screens of the office: opening a route, the people of a route, a short correction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic.base import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from iom_wagtail.approval import actions as approval
from iom_wagtail.approval.exceptions import ApprovalError
from iom_wagtail.routes.exceptions import WrongAssignment
from iom_wagtail.routes.models import RoutePage
from iom_wagtail.routes.office import rows
from iom_wagtail.routes.office.desk import desk_of
from iom_wagtail.routes.office.forms import CorrectionForm, OpenForm
from iom_wagtail.routes.office.ways import ways
from iom_wagtail.routes.opening import Opening, open_route
from iom_wagtail.routes.outline import differences
from iom_wagtail.routes.rules import Ability

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

    from iom_wagtail.routes.office.desk import Desk


class OfficeView(WagtailAdminTemplateMixin, View):
    """A screen of the office; ``desk`` says who is asking."""

    @cached_property
    def desk(self) -> Desk:
        """What the asking person may do here."""
        return desk_of(self.request)

    @property
    def trail(self) -> list[dict[str, Any]]:
        """The steps between home and this screen."""
        return [{"url": reverse("iom_route_list"), "label": _("Routes")}]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return home, the steps between, and this screen."""
        here = {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()}
        return [*self.breadcrumbs_items, *self.trail, here]


class OpenRouteView(OfficeView):
    """Opening a route: one form, one act (5.1)."""

    page_title = gettext_lazy("Open a route")
    header_icon = "plus"
    template_name = "iom_wagtail/office/open.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Turn away whoever doesn't open routes."""
        if not self.desk.opens:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def people(self) -> QuerySet:
        """The staff to choose from."""
        return self.desk.school.staff.active().filter(outside=False)

    @cached_property
    def earlier(self) -> dict[int, RoutePage]:
        """The school's routes by key, from which a new one may start."""
        routes = self.desk.routes.filter(school=self.desk.school).order_by("-year_start", "number")
        found = rows.prepare(rows.with_people(routes).defer(*rows.TEXTS), self.desk.school)
        return {route.pk: route for route in found}

    def build(self, data: Any = None) -> OpenForm:
        """Return the form, with the teacher and the earlier route of the address chosen."""
        return OpenForm(
            data,
            people=self.people,
            routes=[
                (route.pk, f"{route.teacher.list_name}: {route.title}", [route.teacher.pk])
                for route in self.earlier.values()
                if route.teacher is not None
            ],
            today=timezone.localdate(),
            initial={name: self.request.GET.get(name, "") for name in ("teacher", "earlier")},
        )

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form."""
        return self.render_to_response(self.get_context_data(form=self.build()))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Open the route, or show the form again with what was written and what is wrong."""
        form = self.build(request.POST)
        if form.is_valid():
            try:
                route = self.open(form)
            except WrongAssignment as error:
                form.take(error)
            else:
                messages.success(
                    request,
                    _("%(route)s is open. Fill in the draft; nobody but its people sees it.")
                    % {"route": route.title},
                )
                return redirect("wagtailadmin_pages:edit", route.pk)
        messages.error(request, _("The route was not opened. See what is marked below."))
        return self.render_to_response(self.get_context_data(form=form))

    def open(self, form: OpenForm) -> RoutePage:
        """Do the act; raises ``WrongAssignment``."""
        data = dict(form.cleaned_data)
        chosen = data.pop("earlier")
        opening = Opening(**data, earlier=self.earlier[chosen] if chosen else None)
        return open_route(self.desk.school, self.request.user, opening)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the form's frame needs."""
        form = kwargs["form"]
        return super().get_context_data(
            action_url=reverse("iom_route_open"),
            submit_button_label=_("Open the route"),
            submit_button_active_label=_("Opening…"),
            has_unsaved_changes=form.is_bound,
            media=form.media,
            no_people=not self.people.exists(),
            ways=ways,
            **kwargs,
        )


class RouteView(OfficeView):
    """A screen about one route: 404 for whoever may not see it, whatever else is wrong."""

    needs: Ability = Ability.READ

    def dispatch(self, request: HttpRequest, pk: int, *args: Any, **kwargs: Any) -> HttpResponse:
        """Find the route among the visible ones; refuse an ability the person lacks."""
        self.route = self.find(pk)
        self.abilities = self.route.abilities_of(request.user)
        if self.needs not in self.abilities:
            raise PermissionDenied
        if request.user.is_superuser:
            log(instance=self.route, action="iom_wagtail.read", user=request.user)
        return super().dispatch(request, *args, **kwargs)

    def find(self, pk: int) -> RoutePage:
        """Return the visible route; raises ``Http404``."""
        route = self.desk.routes.select_related("school").filter(pk=pk).first()
        if route is None:
            raise Http404
        return route

    @property
    def trail(self) -> list[dict[str, Any]]:
        """The list, and the route's editor for those whom it opens to."""
        steps = super().trail if self.desk.reads else []
        if Ability.READ_DRAFT in self.abilities:
            address = reverse("wagtailadmin_pages:edit", args=[self.route.pk])
        else:
            address = reverse("iom_route", args=[self.route.pk])
        return [*steps, {"url": address, "label": self.route.title}]


class CorrectionView(RouteView):
    """A typing error is mended by a short correction that the director confirms."""

    page_title = gettext_lazy("Correct a typing error")
    header_icon = "edit"
    template_name = "iom_wagtail/office/correction.html"
    needs = Ability.SUBMIT

    @cached_property
    def version(self) -> Any:
        """The version in force, or None."""
        return self.route.version_in_force()

    @cached_property
    def changes(self) -> list[Any]:
        """What the draft says otherwise than the version in force."""
        draft = self.route.get_latest_revision_as_object()
        return differences(self.version.data, draft.snapshot()) if self.version else []

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Show the changes and ask for the reason."""
        return self.render_to_response(self.get_context_data(form=CorrectionForm()))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Send the correction to the director."""
        form = CorrectionForm(request.POST)
        if form.is_valid() and self.changes:
            try:
                approval.submit_correction(self.route, request.user, form.cleaned_data["reason"])
            except ApprovalError as error:
                form.add_error(None, str(error))
            else:
                messages.success(request, _("The correction is with the director."))
                return redirect("iom_route_approval", self.route.pk)
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the route, its version and the changes."""
        return super().get_context_data(
            route=self.route,
            version=self.version,
            changes=self.changes,
            in_approval=self.route.in_approval,
            action_url=reverse("iom_route_correction", args=[self.route.pk]),
            submit_button_label=_("Send to the director"),
            **kwargs,
        )
