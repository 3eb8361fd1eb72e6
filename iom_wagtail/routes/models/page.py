"""The route: one teacher, one period; what was decided (``design.md``: what is a page)."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Site

from iom_wagtail.approval.guard import ApprovedPage
from iom_wagtail.approval.rules import Problem, Step
from iom_wagtail.routes import rules
from iom_wagtail.routes.choices import Dominance, Place, Role, Stage
from iom_wagtail.routes.completeness import problems as find_problems
from iom_wagtail.routes.drafts import draft_of
from iom_wagtail.routes.forms import RoutePageForm
from iom_wagtail.routes.locks import ArchiveLock
from iom_wagtail.routes.managers import RouteManager
from iom_wagtail.routes.models.paper import RoutePaper
from iom_wagtail.routes.models.private import PrivatePage
from iom_wagtail.routes.panels import route_edit_handler
from iom_wagtail.routes.snapshot import snapshot_of
from iom_wagtail.routes.tester import RoutePermissionTester
from iom_wagtail.school.models import School, StaffMember

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser
    from django.http import HttpRequest
    from wagtail.locks import BaseLock


class RoutePage(PrivatePage, RoutePaper, ApprovedPage, Page):
    """The individual educational route: passport, card, diagnosis, programme, checkpoints.

    Everything is blank in the database, so that a draft saves half-empty; what submission
    needs is one rule (``routes/completeness.py``). People are live assignments, not fields.
    """

    school = models.ForeignKey(
        School, on_delete=models.PROTECT, related_name="routes", editable=False
    )
    year_start = models.PositiveSmallIntegerField(_("school year"), editable=False)
    number = models.PositiveIntegerField(_("number"), editable=False)

    # Passport (5.1, 3.1)
    start_on = models.DateField(_("period from"), null=True, blank=True)
    end_on = models.DateField(_("period to"), null=True, blank=True)
    decision_date = models.DateField(_("decision date"), null=True, blank=True)
    decision_basis = models.CharField(_("basis of the decision"), max_length=300, blank=True)
    goal = models.TextField(_("goal"), blank=True)
    dominance = models.CharField(
        _("dominance"), max_length=20, choices=Dominance.choices, blank=True
    )
    place = models.CharField(
        _("place of the route"), max_length=20, choices=Place.choices, blank=True
    )
    place_note = models.CharField(_("note on the place"), max_length=200, blank=True)
    achievements = models.TextField(_("achievements"), blank=True)
    requests = models.TextField(_("requests and interests"), blank=True)
    strengths = models.TextField(_("strengths"), blank=True)
    weaknesses = models.TextField(_("weaknesses"), blank=True)
    self_education_topic = models.CharField(_("self-education topic"), max_length=300, blank=True)
    mentor_consent = models.BooleanField(_("the mentor has consented"), default=False)
    mentor_consent_on = models.DateField(_("date of consent"), null=True, blank=True)
    mentor_consent_document = models.CharField(_("document of consent"), max_length=300, blank=True)
    mentor_order = models.CharField(_("order appointing the mentor"), max_length=300, blank=True)

    # Card (5.2)
    subject = models.CharField(_("subject taught"), max_length=300, blank=True)
    education = models.CharField(_("education"), max_length=300, blank=True)
    category = models.CharField(_("category"), max_length=100, blank=True)
    total_experience = models.CharField(_("total experience"), max_length=150, blank=True)
    school_experience = models.CharField(_("experience in the school"), max_length=150, blank=True)
    load_words = models.TextField(_("load in the school year"), blank=True)
    load_hours = models.DecimalField(
        _("total hours"), max_digits=4, decimal_places=1, null=True, blank=True
    )
    classes = models.CharField(_("classes taught"), max_length=300, blank=True)

    # Diagnosis (4.2)
    diagnosed_on = models.DateField(_("date of diagnosis"), null=True, blank=True)
    diagnosed_by = models.JSONField(_("diagnosed by"), default=list, blank=True)
    diagnosed_by_other = models.CharField(_("somebody else"), max_length=300, blank=True)

    #: What a file held that has no place in a route: for its writers, never in a version.
    import_note = models.TextField(_("note from the file"), blank=True, default="")

    objects = RouteManager()

    parent_page_types = ["iom_wagtail.RouteIndexPage"]
    subpage_types = ["iom_wagtail.ConclusionPage"]
    is_creatable = False  # opening a route is one act with its own form, not "add child page"
    base_form_class = RoutePageForm
    edit_handler = route_edit_handler()
    template = "iom_wagtail/routes/preview.html"
    # People on a route are live rows of their own; its text refers to nothing.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("route")
        verbose_name_plural = _("routes")
        constraints = [
            models.UniqueConstraint(
                fields=["school", "year_start", "number"], name="iom_route_number_once"
            ),
        ]

    # --- people ---------------------------------------------------------------

    @cached_property
    def current_assignments(self) -> list[Any]:
        """The assignments that hold today, with their people; one query an object.

        They bring along whether the route stands still, so that ``stop`` needn't ask.
        """
        rows = self.assignments.active().select_related("staff__user")
        stops = self.stops.model.objects.filter(route_id=models.OuterRef("route_id"))
        return list(rows.annotate(at_rest=models.Exists(stops.filter(resumed_on=None))))

    @cached_property
    def stop(self) -> Any:
        """The stop that holds now, or None; no query when it is known that there is none."""
        people = self.__dict__.get("current_assignments") or [None]
        known = getattr(people[0], "at_rest", None)
        if False in (self.__dict__.get("is_stopped"), known):
            return None
        return self.stops.filter(resumed_on=None).first()

    @property
    def stopped(self) -> bool:
        """Whether the route stands still: its records are read and not written."""
        return self.stop is not None

    def on_role(self, role: Role) -> list[StaffMember]:
        """Return the people now on the route in a role, the leading mentor first."""
        return [row.staff for row in self.current_assignments if row.role == role]

    @property
    def teacher(self) -> StaffMember | None:
        """The accompanied teacher."""
        return next(iter(self.on_role(Role.TEACHER)), None)

    @property
    def leading_mentor(self) -> StaffMember | None:
        """The mentor who leads the route (5.1, item 2)."""
        return next((row.staff for row in self.current_assignments if row.leads), None)

    def offices_of(self, user: AbstractBaseUser) -> frozenset[rules.Office]:
        """Return why this user may see the route: roles on it, offices in its school."""
        return RoutePermissionTester(user, self).offices

    def abilities_of(self, user: AbstractBaseUser) -> frozenset[rules.Ability]:
        """Return what this user may do with the route."""
        return rules.abilities(self.offices_of(user))

    # --- what approval asks ---------------------------------------------------

    def approval_school(self) -> School:
        """Return the route's school."""
        return self.school

    def people_for(self, step: Step) -> list[StaffMember]:
        """Return who decides a step of this route: its mentor, its teacher, the school's deputy.

        The director's step is answered by the school and its delegations (``approval``).
        """
        match step:
            case Step.MENTOR:
                mentors = self.on_role(Role.MENTOR)
                people = [self.leading_mentor] if self.leading_mentor else mentors
            case Step.TEACHER:
                people = self.on_role(Role.TEACHER)
            case Step.DEPUTY:
                people = [self.school.deputy]
            case _:
                people = []
        return [person for person in people if person and person.active]

    def concerns(self, user: AbstractBaseUser) -> bool:
        """Return whether the user may see the route now by a role or an office of their own."""
        return RoutePage.objects.concerning(user).filter(pk=self.pk).exists()

    def involved(self) -> list[StaffMember]:
        """Return those who are assessed or lead, and therefore don't sign for the school."""
        return [*self.on_role(Role.TEACHER), *self.on_role(Role.MENTOR)]

    def writers(self) -> list[StaffMember]:
        """Return who draws the route up: its mentors and the school's deputy."""
        deputy = self.school.deputy
        return [*self.on_role(Role.MENTOR), *([deputy] if deputy else [])]

    def readers(self) -> list[StaffMember]:
        """Return who is told of a version in force: everybody on the route, and the deputy."""
        return [*(row.staff for row in self.current_assignments), *self.writers()]

    def snapshot(self) -> dict[str, Any]:
        """Return the route as plain JSON values with the people and posts of today."""
        return snapshot_of(self)

    def borrow_people(self, other: RoutePage) -> None:
        """Take school and assignments from another object of the same route: no queries twice."""
        self.school = other.school
        self.current_assignments = other.current_assignments

    def problems(self) -> list[Problem]:
        """Return what is missing or contradictory before submission."""
        return find_problems(draft_of(self))

    @property
    def is_archived(self) -> bool:
        """Whether the route was put away; one query an object."""
        return getattr(self, "archived", None) is not None

    @property
    def completed(self) -> bool:
        """Whether what came of the route is concluded; no query when it was fetched along."""
        known = self.__dict__.get("is_completed")
        if known is None:
            routes = RoutePage.objects.filter(pk=self.pk).with_completion()
            known = routes.filter(is_completed=True).exists()
        return known

    @property
    def stage(self) -> Stage:
        """Where the route stands, by the one rule."""
        return rules.stage(
            has_version=bool(self.version_in_force()),
            in_approval=self.in_approval,
            stopped=self.stopped,
            completed=self.completed,
        )

    # --- Wagtail --------------------------------------------------------------

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the title free of names and the slug free of both (glossary)."""
        self.title = rules.route_title(self.year_start, self.number)
        self.draft_title = self.title
        if not self.slug:
            self.slug = f"route-{uuid.uuid4().hex[:12]}"
        super().save(*args, **kwargs)

    @classmethod
    def from_serializable_data(
        cls, data: dict[str, Any], check_fks: bool = True, strict_fks: bool = False
    ) -> RoutePage:
        """Rebuild a route from a revision without asking whether what it points to exists.

        Its school is protected, its rows point to it alone, and Wagtail sets every other key
        from the live page; stock modelcluster asks the database once a key and once a row.
        """
        return super().from_serializable_data(data, check_fks=False, strict_fks=strict_fks)

    def get_lock(self) -> BaseLock | None:
        """Lock for everybody in the archive; else as approval says."""
        return ArchiveLock(self) if self.is_archived else super().get_lock()

    def permissions_for_user(self, user: AbstractBaseUser) -> RoutePermissionTester:
        """Answer by the route's own tester, which starts from nothing (facts 18)."""
        return RoutePermissionTester(user, self)

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        """Point to the own login-required view; no public URL resolves to a route (facts 26a)."""
        return (self._site.pk, self._site.root_url, self.reading_url())

    @cached_property
    def _site(self) -> Site:
        """The site of the route's school, which never changes."""
        if "school" in self._state.fields_cache:
            return self.school.site
        return Site.objects.get(iom_school=self.school_id)

    @property
    def period(self) -> tuple[dt.date | None, dt.date | None]:
        """First and last day of the route."""
        return self.start_on, self.end_on
