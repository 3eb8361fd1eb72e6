"""Rows of the lists of routes: everything a page of rows shows, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Cast
from wagtail.models import Page, WorkflowState

from iom_wagtail.approval.models import ApprovedVersion
from iom_wagtail.routes import rules
from iom_wagtail.routes.choices import Role, Stage
from iom_wagtail.routes.models import RouteAssignment, RoutePage
from iom_wagtail.routes.rules import Ability
from iom_wagtail.routes.tester import RoutePermissionTester
from iom_wagtail.school import words
from iom_wagtail.school.models import School

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

    from iom_wagtail.routes.managers import RouteQuerySet

#: The texts of a route; a list of routes reads none of them.
TEXTS = (
    "goal",
    "achievements",
    "requests",
    "strengths",
    "weaknesses",
    "load_words",
    "diagnosed_by",
    "import_note",
    "search_description",
)


def under_approval() -> Exists:
    """Return the condition of a page whose text waits for a decision."""
    return Exists(
        WorkflowState.objects.filter(
            base_content_type=ContentType.objects.get_for_model(Page),
            object_id=Cast(OuterRef("pk"), CharField()),
            status=WorkflowState.STATUS_IN_PROGRESS,
        )
    )


def with_state(routes: RouteQuerySet) -> RouteQuerySet:
    """Annotate what the stage is derived from: a stop, the version in force, a text in approval."""
    versions = ApprovedVersion.objects.filter(page_id=OuterRef("pk")).order_by("-number")
    return (
        routes.with_stop()
        .with_completion()
        .annotate(
            version_number=Subquery(versions.values("number")[:1]),
            waits_for_decision=under_approval(),
        )
    )


def at_stage(routes: RouteQuerySet, stage: str) -> RouteQuerySet:
    """Return the routes at a stage, by the same rule as ``rules.stage``; unknown: all."""
    has_version = Q(version_number__isnull=False)
    completed = Q(is_completed=True)
    waits, runs = Q(waits_for_decision=True), Q(is_stopped=False) & ~completed
    conditions = {
        Stage.COMPLETED: completed,
        Stage.STOPPED: Q(is_stopped=True) & ~completed,
        Stage.RUNNING: runs & has_version,
        Stage.APPROVAL: runs & ~has_version & waits,
        Stage.DRAFT: runs & ~has_version & ~waits,
    }
    return routes.filter(conditions[stage]) if stage in conditions else routes


def people_today() -> Prefetch:
    """Return what fetches today's people of routes, in one query."""
    people = RouteAssignment.objects.active().select_related("staff")
    return Prefetch("assignments", queryset=people, to_attr="people_today")


def with_people(routes: RouteQuerySet) -> RouteQuerySet:
    """Fetch today's people of each route with the list, in one query."""
    return routes.prefetch_related(people_today())


def prepare(routes: Iterable[RoutePage], own: School | None = None) -> list[RoutePage]:
    """Return routes that answer about people and school without asking the database again.

    They come from ``with_people``. Routes of one school share one school object, so that what
    it caches is asked once; ``own`` is the asking person's, fetched already.
    """
    routes = list(routes)
    schools = {own.pk: own} if own is not None else {}
    if missing := {route.school_id for route in routes} - schools.keys():
        schools |= School.objects.select_related("director", "deputy").in_bulk(missing)
    for route in routes:
        route.school = schools[route.school_id]
        # Django can't prefetch into a ``functools.cached_property``: asking whether it is
        # there computes it.
        route.__dict__["current_assignments"] = route.people_today
    return routes


def by_surname(routes: RouteQuerySet, query: str) -> RouteQuerySet:
    """Return the routes whose people of today, or whose number, answer each of the words.

    The spellings are tried one by one: SQLite folds the case of Latin letters only.
    """
    for word in query.split():
        spellings = {word, word.lower(), word.upper(), word.title()}
        people = Q()
        for spelling in spellings:
            people |= Q(staff__surname__icontains=spelling)
        on_it = RouteAssignment.objects.active().filter(people).values("route_id")
        condition = Q(pk__in=on_it)
        if word.strip("№").isdecimal():
            condition |= Q(number=int(word.strip("№")[:9]))
        routes = routes.filter(condition)
    return routes


@dataclass
class RouteRow:
    """One route in a list, as the asking person may use it."""

    page: RoutePage
    user: AbstractBaseUser

    @cached_property
    def abilities(self) -> frozenset[Ability]:
        """What the person may do with this route."""
        return rules.abilities(RoutePermissionTester(self.user, self.page).offices)

    @property
    def reads_draft(self) -> bool:
        """Whether the editor opens for the person."""
        return Ability.READ_DRAFT in self.abilities

    @property
    def teacher(self) -> str:
        """The young teacher, as lists write names."""
        return self.page.teacher.list_name if self.page.teacher else ""

    @property
    def mentors(self) -> str:
        """The mentors, the leading one first."""
        return ", ".join(person.list_name for person in self.page.on_role(Role.MENTOR))

    @property
    def stage(self) -> Stage:
        """Where the route stands, by the one rule."""
        return rules.stage(
            has_version=self.page.version_number is not None,
            in_approval=self.page.waits_for_decision,
            stopped=self.page.is_stopped,
            completed=self.page.is_completed,
        )

    @property
    def next_draft_waits(self) -> bool:
        """Whether, beside a version in force, a newer text is in approval."""
        return self.page.version_number is not None and self.page.waits_for_decision

    @property
    def period(self) -> str:
        """First and last day: «01.09.2025 – 31.05.2026»."""
        return words.span(*self.page.period)
