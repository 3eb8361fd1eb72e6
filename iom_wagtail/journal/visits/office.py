"""The school's sets of criteria in the office: the list, adding one, changing one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import Http404
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem

from iom_wagtail.journal.answers import refused
from iom_wagtail.journal.exceptions import WrongRecord
from iom_wagtail.journal.visits import rules, sets
from iom_wagtail.journal.visits.forms import SetForm
from iom_wagtail.journal.visits.models import CriteriaSet
from iom_wagtail.school.office.base import SchoolScreen
from iom_wagtail.school.office.menu import PermittedMenuItem
from iom_wagtail.school.rules import Act

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


class CriteriaScreen(SchoolScreen):
    """A screen about the own school's criteria."""

    needs = Act.VIEW
    header_icon = "list-ul"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Turn away whoever doesn't keep the sets."""
        if self.school is not None and not sets.keeps_criteria(request.user, self.school):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def row(self) -> CriteriaSet | None:
        """The set of the address, of the own school; raises ``Http404``."""
        if "pk" not in self.kwargs:
            return None
        row = CriteriaSet.objects.filter(school=self.school, pk=self.kwargs["pk"]).first()
        if row is None:
            raise Http404
        row.school = self.school
        return row


class CriteriaView(CriteriaScreen):
    """The sets with their latest editions; one is offered for new sheets, or no longer."""

    page_title = gettext_lazy("Criteria of lessons")
    template_name = "iom_wagtail/office/criteria.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the list."""
        rows = sets.latest_editions(self.school)
        counted = CriteriaSet.objects.filter(school=self.school).values_list("series")
        totals = dict(counted.annotate(total=Count("visits")).order_by())
        for row in rows:
            row.total = totals.get(row.series, 0)
        return self.show(rows=rows)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Take a set into use or out of it."""
        key, active = request.POST.get("set", ""), request.POST.get("active") == "true"
        rows = CriteriaSet.objects.filter(school=self.school)
        row = rows.filter(pk=key).first() if key.isdecimal() and len(key) < 12 else None
        if row is None:
            raise Http404
        row.school = self.school
        try:
            sets.use_set(row, request.user, active=active)
        except WrongRecord as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("Saved."))
        return redirect("iom_criteria")


class CriteriaSetView(CriteriaScreen):
    """A new set, or the next edition of one."""

    template_name = "iom_wagtail/office/criteria_set.html"

    @property
    def trail(self) -> list[dict[str, Any]]:
        """The list of sets."""
        return [{"url": reverse("iom_criteria"), "label": _("Criteria of lessons")}]

    def get_page_title(self) -> str:
        """What is done here."""
        return _("Change the set of criteria") if self.row else _("New set of criteria")

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Show the form."""
        row = self.row
        initial = {"name": row.name, "criteria": rules.text_of(row.criteria)} if row else None
        return self.show(form=SetForm(initial=initial), row=row)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Save, or show the form again with what was written."""
        form = SetForm(request.POST)
        if form.is_valid():
            try:
                self.save(form.cleaned_data)
            except WrongRecord as error:
                refused(form, error)
            else:
                messages.success(request, _("Saved. New sheets follow it, old ones keep theirs."))
                return redirect("iom_criteria")
        messages.error(request, _("Nothing was saved. See what is marked below."))
        return self.show(form=form, row=self.row)

    def save(self, data: dict[str, Any]) -> None:
        """Add the set or make its next edition."""
        if self.row is None:
            sets.add_set(self.school, self.request.user, **data)
        else:
            sets.change_set(self.row, self.request.user, **data)


def criteria_menu_item() -> MenuItem:
    """«Критерии уроков»."""
    return PermittedMenuItem(
        gettext_lazy("Criteria of lessons"),
        reverse_lazy("iom_criteria"),
        name="iom-criteria",
        icon_name="list-ul",
        order=75,
        permission="iom_wagtail.change_criteriaset",
    )


def urls() -> list[URLPattern]:
    """Return the addresses of these screens, under ``/admin/``."""
    return [
        path("iom/criteria/", CriteriaView.as_view(), name="iom_criteria"),
        path("iom/criteria/add/", CriteriaSetView.as_view(), name="iom_criteria_add"),
        path("iom/criteria/<int:pk>/", CriteriaSetView.as_view(), name="iom_criteria_set"),
    ]
