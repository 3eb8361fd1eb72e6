"""The list of routes: the school's own screen, and Wagtail's explorer over the same rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import django_filters
from django import forms
from django.core.exceptions import PermissionDenied
from django.forms import Media
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.tables import BaseColumn, Column, Table
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.admin.widgets.button import Button, HeaderButton

from iom_wagtail.routes import rules
from iom_wagtail.routes.choices import Stage
from iom_wagtail.routes.models import RouteAssignment, RouteIndexPage, RoutePage
from iom_wagtail.routes.office import rows
from iom_wagtail.routes.office.desk import desk_of
from iom_wagtail.routes.office.ways import ways
from iom_wagtail.routes.states import contributions
from iom_wagtail.school.models import StaffMember

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

    from iom_wagtail.routes.managers import RouteQuerySet


def leading_mentors(request: HttpRequest) -> QuerySet:
    """Return the mentors who lead a route that the asking person may see."""
    led = RouteAssignment.objects.active().filter(
        leads=True, route__in=desk_of(request).routes.order_by().values("pk")
    )
    return StaffMember.objects.filter(pk__in=led.values("staff"))


class MentorFilter(django_filters.ModelChoiceFilter):
    """Routes led by a mentor now."""

    def filter(self, routes: RouteQuerySet, mentor: StaffMember | None) -> RouteQuerySet:
        """Keep the routes that the chosen mentor leads."""
        if mentor is None:
            return routes
        led = RouteAssignment.objects.active().filter(leads=True, staff=mentor)
        return routes.filter(pk__in=led.values("route"))


class ArchiveFilter(django_filters.ChoiceFilter):
    """The routes of every day, or those put away; never both in one list."""

    def filter(self, routes: RouteQuerySet, value: str) -> RouteQuerySet:
        """Keep one of the two; without a choice, those of every day."""
        return routes.in_archive() if value else routes.current()


class RouteFilterSet(WagtailFilterSet):
    """School year, stage, leading mentor, archive."""

    year_start = django_filters.ChoiceFilter(
        label=_("School year"), empty_label=_("Any"), widget=forms.RadioSelect
    )
    stage = django_filters.ChoiceFilter(
        label=_("Stage"),
        empty_label=_("Any"),
        choices=Stage.choices,
        method="filter_stage",
        widget=forms.RadioSelect,
    )
    mentor = MentorFilter(
        label=_("Leading mentor"),
        empty_label=_("Any"),
        queryset=leading_mentors,
        widget=forms.RadioSelect,
    )
    archive = ArchiveFilter(
        label=_("Archive"),
        empty_label=_("Routes of every day"),
        choices=[("1", _("Routes in the archive"))],
        widget=forms.RadioSelect,
    )

    class Meta:
        model = RoutePage
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = desk_of(self.request).routes.order_by("-year_start")
        self.filters["year_start"].extra["choices"] = [
            (year, rules.year_label(year))
            for year in years.values_list("year_start", flat=True).distinct()
        ]

    def filter_stage(self, routes: RouteQuerySet, name: str, value: str) -> RouteQuerySet:
        """Keep the routes at the chosen stage."""
        return rows.at_stage(routes, value)


class CellColumn(BaseColumn):
    """A column whose cell is a template over ``instance.row``."""

    def __init__(self, name: str, template: str, **kwargs: Any) -> None:
        super().__init__(name, **kwargs)
        self.cell_template_name = f"iom_wagtail/office/{template}"


class TextColumn(Column):
    """A column of words; on a phone the row is a card and each cell names itself."""

    cell_template_name = "iom_wagtail/office/cell_text.html"


class RoutePaginator(WagtailPaginator):
    """Wagtail's paginator, whose count is followed by the right form of a Russian noun."""

    @cached_property
    def items_count_label(self) -> str:
        """Return «1 маршрут», «2 маршрута», «5 маршрутов»."""
        words = ngettext("%(count)d route", "%(count)d routes", self.count)
        return words % {"count": self.count}


class RouteListMixin:
    """What both lists share: columns, filters, search, rows in a fixed number of queries."""

    model = RoutePage
    paginate_by = 50
    paginator_class = RoutePaginator
    is_searchable = True
    default_ordering = ("-year_start", "-number")
    filterset_class = RouteFilterSet
    table_classname = "listing iom-people iom-list"
    results_template_name = "iom_wagtail/office/list_results.html"
    verbose_name = _("route")
    verbose_name_plural = _("routes")
    base_columns = [
        CellColumn("number", "cell_route.html", label=_("Route"), classname="title"),
        TextColumn("teacher", label=_("Young teacher"), accessor="row.teacher"),
        TextColumn("mentors", label=_("Mentor"), accessor="row.mentors"),
        CellColumn("stage", "cell_stage.html", label=_("Stage")),
        TextColumn("period", label=_("Period"), accessor="row.period", sort_key="start_on"),
        CellColumn("version", "cell_version.html", label=_("In force")),
    ]

    def annotate_queryset(self, routes: RouteQuerySet) -> RouteQuerySet:
        """Fetch with the routes what their rows show, and nothing else."""
        return rows.with_people(rows.with_state(routes)).defer(*rows.TEXTS)

    def search_queryset(self, routes: RouteQuerySet) -> RouteQuerySet:
        """Search by the surname of anybody on the route, or by its number."""
        return rows.by_surname(routes, self.search_query) if self.is_searching else routes

    def get_table(self, routes: Any) -> Table:
        """Prepare the rows of this page of the list."""
        routes = rows.prepare(routes, desk_of(self.request).school)
        for route in routes:
            route.row = rows.RouteRow(route, self.request.user)
        return super().get_table(routes)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say whether the person may open the first route; bring the style sheet."""
        context = super().get_context_data(may_open=desk_of(self.request).opens, **kwargs)
        context["media"] += Media(css={"all": ["iom_wagtail/office/office.css"]})
        return context


class RouteListView(RouteListMixin, BaseListingView):
    """Routes that the asking person may see: the school's for its leaders, else the own ones."""

    page_title = _("Routes")
    header_icon = "list-ul"
    columns = RouteListMixin.base_columns
    index_url_name = "iom_route_list"
    index_results_url_name = "iom_route_list_results"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Turn away whoever has nothing to read here."""
        if not desk_of(request).reads:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        """Offer opening, and the other ways to a new route, to those who open routes."""
        if not desk_of(self.request).opens:
            return []
        return [
            HeaderButton(_("Open a route"), reverse("iom_route_open"), icon_name="plus"),
            *(HeaderButton(w.label, reverse(w.url_name), icon_name=w.icon) for w in ways),
        ]

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """Offer what rooms above make of the list."""
        found = [way(desk_of(self.request)) for way in contributions.lists]
        return [Button(way.label, way.url, icon_name="table") for way in found]

    def get_base_queryset(self) -> RouteQuerySet:
        """Return the visible routes; the oracle decides which."""
        return self.annotate_queryset(desk_of(self.request).routes)


class RouteExplorerView(RouteListMixin, ExplorableIndexView):
    """Wagtail's explorer of a school's index, with people instead of page furniture."""

    template_name = "wagtailadmin/generic/listing.html"

    @property
    def explorable_columns(self) -> list[BaseColumn]:
        """Show the list's columns: routes have no children, and no bulk action applies."""
        return self.columns

    def get(self, request: HttpRequest, parent_page_id: int) -> HttpResponse:
        """Show an index; the gate has turned away whoever may not know of it.

        Replaces Wagtail's own, which asks a dozen questions whose answers never change here:
        an index has no schedule, no workflow, no translation, no page between it and the root.
        """
        index = RouteIndexPage.objects.filter(pk=parent_page_id).first()
        if index is None:  # the explorer opened at a route: show its index
            route = get_object_or_404(desk_of(request).routes, pk=parent_page_id)
            return redirect("wagtailadmin_explore", route.get_parent().pk)
        school = desk_of(request).school
        if school is not None and school.pk == index.school_id:
            index.school = school
        self.parent_page = index
        self.permissions = index.permissions_for_user(request.user)
        self.scheduled_page = self.locale = None
        self.translations: list[Any] = []
        return BaseListingView.get(self, request)

    def get_base_queryset(self) -> RouteQuerySet:
        """Return the index's routes; the oracle decides which."""
        return self.annotate_queryset(desk_of(self.request).routes.child_of(self.parent_page))

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return home and this index."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.parent_page.title}]

    def get_side_panels(self) -> MediaContainer:
        """Show none: privacy and schedule of an index are nobody's to change."""
        return MediaContainer()


class RouteViewSet(PageViewSet):
    """Wagtail's own views of routes; the explorer of an index lists them our way."""

    model = RoutePage
    icon = "list-ul"
    index_view_class = RouteExplorerView
    filterset_class = RouteFilterSet
