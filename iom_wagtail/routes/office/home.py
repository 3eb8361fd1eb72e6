"""The office's home screen: what waits for the person, what is stuck, the own routes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.forms import Media
from wagtail.admin.site_summary import PagesSummaryItem
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import (
    RecentEditsPanel,
    UserObjectsInWorkflowModerationPanel,
    WorkflowObjectsToModeratePanel,
)
from wagtail.models import GroupApprovalTask, Page
from wagtail.permissions import policy_registry

from iom_wagtail.approval.guard import ApprovedPage
from iom_wagtail.approval.waiting import Row, approvals_aside, waiting_rows
from iom_wagtail.routes.office import rows
from iom_wagtail.routes.office.desk import Desk, desk_of
from iom_wagtail.routes.placement import fault_kinds
from iom_wagtail.school.access import is_setting_up

if TYPE_CHECKING:
    from django.http import HttpRequest

#: How many of the own routes the home screen shows; the rest is in the list.
OWN_ROUTES = 5

#: How many texts that wait it shows; the rest is in the queue.
WAITING = 10


class OfficePanel(Component):
    """A panel over the desk of the asking person."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    @property
    def media(self) -> Media:
        """The office's style sheet."""
        return Media(css={"all": ["iom_wagtail/office/office.css"]})


class PlacePanel(OfficePanel):
    """«Маршруты может увидеть посторонний»: for director, deputy and whoever runs the site."""

    name = "iom_place"
    order = 5
    template_name = "iom_wagtail/office/home_place.html"

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Return what is wrong, by kind; no route is named, as the technician reads none."""
        return {"faults": {kind.value for kind in fault_kinds()}}


class StuckPanel(OfficePanel):
    """«Некому подписать»: texts nobody can decide today; for director and deputy."""

    name = "iom_stuck"
    order = 10
    template_name = "iom_wagtail/office/home_stuck.html"

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Return the first stuck rows; the template shows nothing without them."""
        stuck = [row for row in waiting_rows_of(self.desk) if row.stuck]
        if not self.desk.opens:
            return {"stuck": []}
        return {"stuck": stuck[:WAITING], "more": len(stuck[WAITING:])}


class DecisionsPanel(OfficePanel):
    """«Ждёт вашего решения»: texts at a step that the asking person decides."""

    name = "iom_decisions"
    order = 20
    template_name = "iom_wagtail/office/home_decisions.html"

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Return the person's own decisions, those that have waited longest."""
        mine = [row for row in waiting_rows_of(self.desk) if row.mine]
        return {"waiting": mine[:WAITING], "more": len(mine[WAITING:])}


class OwnRoutesPanel(OfficePanel):
    """The drafts the person works on, the latest first, and the ways on from here."""

    name = "iom_own_routes"
    order = 30
    template_name = "iom_wagtail/office/home_routes.html"

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Return a few rows of the list."""
        routes = rows.with_people(rows.with_state(self.desk.routes.current())).defer(*rows.TEXTS)
        latest = routes.order_by("-latest_revision_created_at", "-pk")[:OWN_ROUTES]
        pages = rows.prepare(latest, self.desk.school)
        return {
            "routes": [rows.RouteRow(page, self.desk.user) for page in pages],
            "may_open": self.desk.opens,
        }


def waiting_rows_of(desk: Desk) -> list[Row]:
    """Return the rows in approval, asked once a desk for both panels."""
    if "waiting_rows" not in desk.__dict__:
        desk.__dict__["waiting_rows"] = waiting_rows(desk.user, desk.school)
    return desk.__dict__["waiting_rows"]


class PublicEditsPanel(RecentEditsPanel):
    """Wagtail's recent edits: only pages that are still open to the person, and no routes."""

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """Leave out routes, which have a panel, and what the person may no longer see."""
        context = super().get_context_data(parent_context)
        edits = [edit for edit in context["last_edits"] if not isinstance(edit[1], ApprovedPage)]
        if edits:
            policy = policy_registry.get_by_type(Page)
            seen = policy.explorable_instances(parent_context["request"].user).filter(
                pk__in=[page.pk for _moment, page in edits]
            )
            keys = set(seen.values_list("pk", flat=True))
            edits = [edit for edit in edits if edit[1].pk in keys]
        context["last_edits"] = edits
        return context


class PublicModerationPanel(WorkflowObjectsToModeratePanel):
    """Wagtail's panel of pages to moderate, without routes: they have a panel of their own."""

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """Leave out what the approval room decides."""
        with approvals_aside():
            return super().get_context_data(parent_context)


class PublicSubmissionsPanel(UserObjectsInWorkflowModerationPanel):
    """Wagtail's panel of the person's own submissions, without routes."""

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """Leave out what the approval room decides, also for those who lost access to it."""
        context = super().get_context_data(parent_context)
        context["workflow_states"] = [
            state
            for state in context["workflow_states"]
            if not isinstance(state.content_object, ApprovedPage)
        ]
        return context


#: Wagtail's panels and what stands in their place.
REPLACED = {
    RecentEditsPanel: PublicEditsPanel,
    WorkflowObjectsToModeratePanel: PublicModerationPanel,
    UserObjectsInWorkflowModerationPanel: PublicSubmissionsPanel,
}


def _works_on_public_pages(request: HttpRequest) -> bool:
    """Return whether the person holds stored rights on pages, or moderates them in a group."""
    if request.user.is_superuser:
        return True
    groups = request.user.groups.values("pk")
    return (
        GroupApprovalTask.objects.filter(groups__in=groups).exists()
        or Page.objects.filter(group_permissions__group__in=groups).exists()
    )


def construct_homepage_panels(request: HttpRequest, panels: list[Any]) -> None:
    """Put the office's panels first; keep Wagtail's only for those who edit public pages."""
    public = _works_on_public_pages(request)
    panels[:] = [
        REPLACED.get(type(panel), type(panel))() if type(panel) in REPLACED else panel
        for panel in panels
        if public or type(panel) not in REPLACED
    ]
    desk = desk_of(request)
    if desk.opens or is_setting_up(request.user):
        panels.append(PlacePanel(desk))
    if desk.reads:
        panels += [StuckPanel(desk), DecisionsPanel(desk), OwnRoutesPanel(desk)]


def construct_homepage_summary_items(request: HttpRequest, items: list[Any]) -> None:
    """Drop the count of pages: it counts private ones for everybody (facts 36)."""
    items[:] = [item for item in items if not isinstance(item, PagesSummaryItem)]
