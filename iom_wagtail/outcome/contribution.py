"""What the outcome room adds to routes; called once, when the app is ready."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from iom_wagtail.approval.models import ApprovedVersion
from iom_wagtail.approval.rules import Step
from iom_wagtail.outcome import rights
from iom_wagtail.outcome.choices import RowState
from iom_wagtail.outcome.managers import in_force, waits_at
from iom_wagtail.outcome.models import ConclusionPage
from iom_wagtail.outcome.rights import Right
from iom_wagtail.routes import below, guards
from iom_wagtail.routes.rules import Ability, Office
from iom_wagtail.routes.states import Finding, Link, contributions

if TYPE_CHECKING:
    from iom_wagtail.routes.models import RoutePage


def _conclusions() -> QuerySet:
    """Return the conclusions of the outer query's routes."""
    return ConclusionPage.objects.filter(route_page=OuterRef("pk")).order_by()


def completed() -> Exists:
    """Return the condition of a route whose conclusion is in force."""
    return Exists(_conclusions().filter(in_force()))


def link(page: RoutePage) -> Link | None:
    """Return the way from a route to its conclusion, for whoever has something to see there."""
    url = reverse("iom_route_conclusion", args=[page.pk])
    if page.conclusion_version is not None:
        note = "" if page.is_completed else _("is being rewritten")
        return Link(_("Outcomes and conclusion"), url, "award", note=note)
    if page.conclusion_pk is None:
        if rights.allows(page.reader.offices, Right.OPEN) and not page.is_archived:
            return Link(_("Sum up and conclude"), url, "award")
        return None
    if page.conclusion_asks_teacher and Office.TEACHER in page.reader.offices:
        return Link(_("Conclusion: your acquaintance is awaited"), url, "award", asks=True)
    if page.reader.allows(Ability.READ_DRAFT):
        return Link(_("Outcomes and conclusion"), url, "award", note=_("in preparation"))
    return None


def findings(page: RoutePage) -> dict[str, Finding]:
    """Return what the conclusion in force found of each difficulty; nothing without one.

    One query, and none where the route is known not to have come to its end.
    """
    if not getattr(page, "is_completed", True):
        return {}
    versions = ApprovedVersion.objects.filter(
        page__in=ConclusionPage.objects.approved().filter(route_page=page.pk).values("pk")
    )
    version = versions.order_by("-number").first()
    rows = version.data["rows"] if version is not None else []
    return {
        row["difficulty"]: Finding(
            label=str(RowState(row["state"]["value"]).label),
            resolved=row["state"]["value"] == RowState.RESOLVED,
        )
        for row in rows
        if row["state"]
    }


def _newest() -> Any:
    versions = ApprovedVersion.objects.filter(page__conclusionpage__route_page=OuterRef("pk"))
    return Subquery(versions.order_by("-number").values("number")[:1])


def register() -> None:
    """Let routes know of their conclusions."""
    below.register(ConclusionPage)
    guards.watch(ConclusionPage)
    contributions.completed = completed
    contributions.findings = findings
    contributions.annotations |= {
        "conclusion_pk": lambda: Subquery(_conclusions().values("pk")[:1]),
        "conclusion_version": _newest,
        "conclusion_asks_teacher": lambda: Exists(_conclusions().filter(waits_at(Step.TEACHER))),
    }
    if link not in contributions.links:
        contributions.links.append(link)
