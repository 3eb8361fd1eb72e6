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
from iom_wagtail.routes.states import Link, contributions

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


def overcome(page: RoutePage) -> frozenset[str]:
    """Return the difficulties that the conclusion in force found resolved; none without one."""
    found = ConclusionPage.objects.approved().filter(route_page=page.pk).first()
    version = found.version_in_force() if found is not None else None
    rows = version.data["rows"] if version is not None else []
    resolved = RowState.RESOLVED.value
    return frozenset(
        row["difficulty"] for row in rows if row["state"] and row["state"]["value"] == resolved
    )


def _newest() -> Any:
    versions = ApprovedVersion.objects.filter(page__conclusionpage__route_page=OuterRef("pk"))
    return Subquery(versions.order_by("-number").values("number")[:1])


def register() -> None:
    """Let routes know of their conclusions."""
    below.register(ConclusionPage)
    guards.watch(ConclusionPage)
    contributions.completed = completed
    contributions.overcome = overcome
    contributions.annotations |= {
        "conclusion_pk": lambda: Subquery(_conclusions().values("pk")[:1]),
        "conclusion_version": _newest,
        "conclusion_asks_teacher": lambda: Exists(_conclusions().filter(waits_at(Step.TEACHER))),
    }
    if link not in contributions.links:
        contributions.links.append(link)
