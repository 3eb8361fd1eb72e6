"""What the screens of the school room share: whose school, what one may do, the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic.base import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from iom_wagtail.school import access, rules
from iom_wagtail.school.models import School, StaffMember
from iom_wagtail.school.rules import Act

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


class InSchool:
    """Finds the asking person's school and turns away whoever has no business there."""

    needs: Act = Act.EDIT

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead to the set-up where there is no school yet; refuse whoever lacks the act."""
        if self.school is None and access.is_setting_up(request.user):
            return redirect("iom_setup")
        if self.needs not in self.acts:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def school(self) -> School | None:
        """The asking person's own school; never another one."""
        return access.school_of(self.request.user)

    @cached_property
    def acts(self) -> frozenset[Act]:
        """What the asking person may do with the school and its people."""
        return rules.acts(access.standings_of(self.request.user, self.school))

    @property
    def edits(self) -> bool:
        """Whether the asking person changes people's records."""
        return Act.EDIT in self.acts

    @property
    def adds(self) -> bool:
        """Whether the asking person adds people and gives first passwords."""
        return Act.ADD in self.acts

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the school and what one may do."""
        return super().get_context_data(
            **{"school": self.school, "edits": self.edits, "adds": self.adds, **kwargs}
        )


class SchoolScreen(InSchool, WagtailAdminTemplateMixin, View):
    """A screen about the own school."""

    @property
    def trail(self) -> list[dict[str, Any]]:
        """The steps between home and this screen."""
        return []

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return home, the steps between, and this screen."""
        here = {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()}
        return [*self.breadcrumbs_items, *self.trail, here]

    def show(self, **context: Any) -> HttpResponse:
        """Render the screen."""
        return self.render_to_response(self.get_context_data(**context))


class StaffScreen(SchoolScreen):
    """A screen below the staff list."""

    header_icon = "group"

    @property
    def trail(self) -> list[dict[str, Any]]:
        """The staff list."""
        return [{"url": reverse("iom_staff"), "label": _("Staff")}]


class PersonScreen(StaffScreen):
    """A screen about one person of the own school; a stranger doesn't exist (404)."""

    @cached_property
    def person(self) -> StaffMember:
        """The person of the address; raises ``Http404``."""
        people = StaffMember.objects.of(self.school).select_related("user")
        person = people.filter(pk=self.kwargs["pk"]).first()
        if person is None:
            raise Http404
        person.school = self.school
        return person

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Look for the person before anything is said about what one may do."""
        if self.school is not None:
            _found = self.person
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        """The person's name."""
        return self.person.full_name

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the person."""
        return super().get_context_data(person=self.person, **kwargs)
