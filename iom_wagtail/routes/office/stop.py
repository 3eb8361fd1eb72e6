"""The screen on which the deputy or the director stops a route, and resumes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages

from iom_wagtail.routes.exceptions import WrongStop
from iom_wagtail.routes.office.forms import ResumeForm, RouteForm, StopForm
from iom_wagtail.routes.office.views import RouteView
from iom_wagtail.routes.rules import Ability
from iom_wagtail.routes.stopping import resume_route, stop_route

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


class StopView(RouteView):
    """Stops a route that runs, resumes one that is stopped; tells when it stood still before."""

    header_icon = "lock"
    template_name = "iom_wagtail/office/stop.html"
    needs = Ability.ASSIGN

    def get_page_title(self) -> str:
        """Name the act that is possible now."""
        return _("Resume the route") if self.route.stopped else _("Stop the route")

    def get_page_subtitle(self) -> str:
        """Name the route; its title holds no names."""
        return self.route.title

    def build(self, data: Any = None) -> RouteForm:
        """Return the form of the act that is possible now."""
        form = ResumeForm if self.route.stopped else StopForm
        return form(data, today=timezone.localdate())

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Show the form."""
        return self.render_to_response(self.get_context_data(form=self.build()))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Stop or resume, or show the form again with what is wrong."""
        form = self.build(request.POST)
        if form.is_valid():
            try:
                said = self.act(form)
            except WrongStop as error:
                form.take(error)
            else:
                messages.success(request, said)
                return redirect("iom_route_people", self.route.pk)
        messages.error(request, _("Nothing was changed. See what is marked below."))
        return self.render_to_response(self.get_context_data(form=form))

    def act(self, form: RouteForm) -> str:
        """Do the act and return what to say of it; raises ``WrongStop``."""
        route, user = self.route, self.request.user
        if isinstance(form, ResumeForm):
            resume_route(route, user, **form.cleaned_data)
            return _("%(route)s goes on.") % {"route": route.title}
        stop_route(route, user, **form.cleaned_data)
        return _("%(route)s is stopped; its records are read only.") % {"route": route.title}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the stop that holds and the former ones."""
        stopped = self.route.stopped
        return super().get_context_data(
            stop=self.route.stop,
            before=self.route.stops.exclude(resumed_on=None),
            action_url=reverse("iom_route_stop", args=[self.route.pk]),
            submit_button_label=_("Resume") if stopped else _("Stop"),
            media=kwargs["form"].media,
            **kwargs,
        )
