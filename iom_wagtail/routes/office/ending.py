"""Screens that ask once more: deleting a draft, the archive and the way back from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from iom_wagtail.routes import ending
from iom_wagtail.routes.exceptions import NotAllowed
from iom_wagtail.routes.office.views import RouteView
from iom_wagtail.routes.rules import Ability

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


class EndingView(RouteView):
    """Says what the act does and does it on POST; says instead why it can't be done."""

    def problem(self) -> str:
        """Return why the act can't be done now, or ""."""
        raise NotImplementedError

    def act(self) -> HttpResponse:
        """Do it, say so and lead on; raises ``NotAllowed``."""
        raise NotImplementedError

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Ask."""
        return self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Do it, or show why not."""
        try:
            return self.act()
        except NotAllowed as error:
            messages.error(request, str(error))
            return self.render_to_response(self.get_context_data())

    def get_page_subtitle(self) -> str:
        """Name the route; its title holds no names."""
        return self.route.title

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the route and what stands in the way."""
        return super().get_context_data(route=self.route, problem=self.problem(), **kwargs)


class DeleteDraftView(EndingView):
    """Deletion of a draft that was never approved; the director and the deputy."""

    page_title = gettext_lazy("Delete the draft")
    header_icon = "bin"
    template_name = "iom_wagtail/office/delete.html"
    needs = Ability.DELETE

    def problem(self) -> str:
        """Return why the draft can't be deleted, or ""."""
        return ending.deletion_problem(self.route)

    def act(self) -> HttpResponse:
        """Delete the draft."""
        title = self.route.title
        ending.delete_draft(self.route, self.request.user)
        messages.success(self.request, _("The draft %(route)s is deleted.") % {"route": title})
        return redirect("iom_route_list")


class ArchiveView(EndingView):
    """The archive of approved routes and the way back; the director and the deputy."""

    page_title = gettext_lazy("Archive")
    header_icon = "folder"
    template_name = "iom_wagtail/office/archive.html"
    needs = Ability.ARCHIVE

    def problem(self) -> str:
        """Return why the route can't be put away; the way back is always open."""
        return "" if self.route.is_archived else ending.archive_problem(self.route)

    def act(self) -> HttpResponse:
        """Do what was asked for: a page shown twice never does the opposite."""
        if self.request.POST.get("act") == "unarchive":
            ending.unarchive(self.route, self.request.user)
            words = _("%(route)s is back among the routes of every day.")
        else:
            ending.archive(self.route, self.request.user)
            words = _("%(route)s is in the archive.")
        messages.success(self.request, words % {"route": self.route.title})
        return redirect("iom_route_list")
