"""What came of a route: the page of its conclusion, its rows, and what happens to it afterwards."""

from __future__ import annotations

import uuid
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable, Page

from iom_wagtail.approval.guard import ApprovedPage, is_signing
from iom_wagtail.approval.rules import Problem, Step
from iom_wagtail.outcome import rules
from iom_wagtail.outcome.choices import Problems, Result, RowState
from iom_wagtail.outcome.drafts import draft_of
from iom_wagtail.outcome.evidence import Evidence
from iom_wagtail.outcome.exceptions import Frozen
from iom_wagtail.outcome.forms import ConclusionForm
from iom_wagtail.outcome.locks import FrozenLock
from iom_wagtail.outcome.managers import ConclusionManager
from iom_wagtail.outcome.panels import conclusion_edit_handler
from iom_wagtail.outcome.paper import ConclusionPaper
from iom_wagtail.outcome.snapshot import snapshot_of
from iom_wagtail.outcome.tester import ConclusionPermissionTester
from iom_wagtail.routes.exceptions import NotAllowed
from iom_wagtail.routes.locks import ArchiveLock
from iom_wagtail.routes.models import RoutePage
from iom_wagtail.routes.models.private import PrivatePage
from iom_wagtail.school.models import School, StaffMember

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser
    from django.http import HttpRequest
    from wagtail.locks import BaseLock
    from wagtail.models import Revision


class ConclusionPage(PrivatePage, ConclusionPaper, ApprovedPage, Page):
    """Analysis of outcomes and general conclusion (5.4): the one child page of a route.

    Revisioned and approved like the route, and like it blank in the database, so that a draft
    saves whatever its state; what submission needs is one rule (``outcome/rules.py``). Once
    approved it is frozen until whoever signs opens it again.
    """

    #: Not ``route``: that is Wagtail's name for how a page finds its children by address.
    route_page = models.OneToOneField(
        RoutePage,
        verbose_name=_("route"),
        on_delete=models.PROTECT,
        related_name="conclusion",
        editable=False,
    )
    took_place = models.BooleanField(
        _("the accompaniment took place"),
        default=True,
        help_text=_("If it did not, only the reasons and the answers below are needed."),
    )
    concluded_on = models.DateField(_("date of the conclusion"), null=True, blank=True)
    open_items_note = models.TextField(_("why items of the programme stayed open"), blank=True)
    # 1, 6.2 – 6.5 of the paper form
    result = models.CharField(_("result"), max_length=20, choices=Result.choices, blank=True)
    diagnosis_blank = models.CharField(
        _("words in the blank of 6.2"),
        max_length=200,
        blank=True,
        help_text=_("“The problems found in ___ result of the preliminary diagnosis”."),
    )
    problems_state = models.CharField(
        _("problems found by diagnosis"), max_length=20, choices=Problems.choices, blank=True
    )
    remaining = models.JSONField(_("problems that remain"), default=list, blank=True)
    reasons = models.TextField(_("reasons"), blank=True)
    further = models.JSONField(_("further need"), default=list, blank=True)
    best_ways = models.TextField(_("most effective ways of further accompaniment"), blank=True)

    objects = ConclusionManager()

    parent_page_types = ["iom_wagtail.RoutePage"]
    subpage_types: list[str] = []
    is_creatable = False  # opening a conclusion is one act, not "add child page"
    base_form_class = ConclusionForm
    edit_handler = conclusion_edit_handler()
    template = "iom_wagtail/outcome/preview.html"
    # Its rows name difficulties by uuid; its text refers to nothing.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("conclusion")
        verbose_name_plural = _("conclusions")

    # --- state ----------------------------------------------------------------

    @property
    def is_frozen(self) -> bool:
        """Whether a version is in force that nobody opened again."""
        version = self.version_in_force()
        return version is not None and version.number not in self._reopened

    @cached_property
    def _reopened(self) -> frozenset[int]:
        return frozenset(row.version for row in self.reopenings.all())

    @cached_property
    def evidence(self) -> Evidence:
        """What the journal tells for this conclusion; nobody's assessments are shown by it."""
        return Evidence(self.route_page)

    def evidence_for(self, user: AbstractBaseUser) -> Evidence:
        """Return the same as this person may see it, and read the journal once for both."""
        self.evidence.offices = self.permissions_for_user(user).offices
        return self.evidence

    # --- what approval asks: the route answers ---------------------------------

    def approval_school(self) -> School:
        """Return the route's school."""
        return self.route_page.school

    def people_for(self, step: Step) -> list[StaffMember]:
        """Return who decides a step of the route."""
        return self.route_page.people_for(step)

    def involved(self) -> list[StaffMember]:
        """Return those who are assessed or assess, and therefore don't sign."""
        return self.route_page.involved()

    def writers(self) -> list[StaffMember]:
        """Return who writes: the route's mentors and the deputy."""
        return self.route_page.writers()

    def readers(self) -> list[StaffMember]:
        """Return who is told of an approved conclusion: everybody on the route, and the deputy."""
        return self.route_page.readers()

    def concerns(self, user: AbstractBaseUser) -> bool:
        """Return whether the user may read it now by a role or an office of their own."""
        return ConclusionPage.objects.concerning(user).filter(pk=self.pk).exists()

    def snapshot(self) -> dict[str, Any]:
        """Return the conclusion as plain JSON values with the people and posts of today."""
        return snapshot_of(self)

    def borrow_people(self, other: ConclusionPage) -> None:
        """Take the route, with its school and people, from another object of the same page."""
        self.route_page = other.route_page

    def problems(self) -> list[Problem]:
        """Return what is missing or contradictory before submission."""
        return rules.problems(draft_of(self))

    # --- doors ----------------------------------------------------------------

    def publish(self, revision: Revision, user: Any = None, **kwargs: Any) -> None:
        """Put a revision in force inside the act of signing, under a route in force (facts 3)."""
        if self.route_page.version_in_force() is None:
            raise NotAllowed(_g("The programme of the route is not approved."))
        super().publish(revision, user=user, **kwargs)

    def save_revision(self, *args: Any, **kwargs: Any) -> Revision:
        """Save a revision; raises ``Frozen`` once approved, whatever door it comes through."""
        self._refuse_frozen()
        return super().save_revision(*args, **kwargs)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the title free of names; raises ``Frozen`` for a whole row once approved."""
        if not self._state.adding and kwargs.get("update_fields") is None:
            self._refuse_frozen()
        self.title = f"Заключение, {self.route_page.title}"
        self.draft_title = self.title
        if not self.slug:
            self.slug = f"conclusion-{uuid.uuid4().hex[:12]}"
        super().save(*args, **kwargs)

    def _refuse_frozen(self) -> None:
        if self.is_frozen and not is_signing(self.pk):
            raise Frozen

    def get_lock(self) -> BaseLock | None:
        """Lock for everybody once approved, and in the archive; else as approval says."""
        if self.is_frozen:
            return FrozenLock(self)
        if self.route_page.is_archived:
            return ArchiveLock(self)
        return super().get_lock()

    # --- Wagtail --------------------------------------------------------------

    @classmethod
    def from_serializable_data(
        cls, data: dict[str, Any], check_fks: bool = True, strict_fks: bool = False
    ) -> ConclusionPage:
        """Rebuild from a revision without asking whether its route exists: it is protected."""
        return super().from_serializable_data(data, check_fks=False, strict_fks=strict_fks)

    def permissions_for_user(self, user: AbstractBaseUser) -> ConclusionPermissionTester:
        """Answer by its own tester, which asks the route's."""
        return ConclusionPermissionTester(user, self)

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        """Point to the own login-required view below the route's."""
        site_id, root, _path = self.route_page.get_url_parts(request)
        return (site_id, root, self.reading_url())

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """Add the draft as its readers will see it."""
        context = super().get_preview_context(request, mode_name)
        return {**context, "reading": self.read(self.snapshot())}


class OutcomeRow(Orderable):
    """A row of the analysis: one problem, by the uuid of the difficulty it was found as."""

    page = ParentalKey(ConclusionPage, on_delete=models.CASCADE, related_name="outcome_rows")
    uuid = models.UUIDField(default=uuid.uuid4, editable=False)
    difficulty = models.UUIDField(_("difficulty"), editable=False)
    before = models.TextField(_("state before the accompaniment"), blank=True)
    after = models.TextField(_("state after the accompaniment"), blank=True)
    method = models.TextField(_("how the results were found"), blank=True)
    finding = models.TextField(_("finding"), blank=True)
    state = models.CharField(
        pgettext_lazy("problem", "state"), max_length=20, choices=RowState.choices, blank=True
    )

    wagtail_reference_index_ignore = True

    class Meta(Orderable.Meta):
        verbose_name = _("row of the analysis")
        verbose_name_plural = _("rows of the analysis")


class Reopening(models.Model):
    """An approved version was opened again: by whom, when, why. The version itself stays."""

    conclusion = models.ForeignKey(
        ConclusionPage, on_delete=models.CASCADE, related_name="reopenings"
    )
    version = models.PositiveIntegerField(pgettext_lazy("approved", "version"))
    by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("name of that day"), max_length=310)
    moment = models.DateTimeField(_("when"), default=timezone.now)
    reason = models.TextField(pgettext_lazy("reopening", "reason"))

    class Meta:
        verbose_name = _("reopening of a conclusion")
        verbose_name_plural = _("reopenings of conclusions")
        ordering = ["conclusion", "version"]
        constraints = [
            models.UniqueConstraint(fields=["conclusion", "version"], name="iom_reopened_once"),
        ]


class CouncilDecision(models.Model):
    """What the pedagogical council decided about an approved conclusion; a live row."""

    conclusion = models.OneToOneField(
        ConclusionPage, on_delete=models.CASCADE, related_name="council"
    )
    protocol_no = models.CharField(_("protocol №"), max_length=30)
    held_on = models.DateField(_("date of the council"))
    decision = models.TextField(pgettext_lazy("council", "decision"))
    recorded_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("decision of the council")
        verbose_name_plural = _("decisions of the council")

    def __str__(self) -> str:
        return f"{self.protocol_no}, {self.held_on:%d.%m.%Y}"
