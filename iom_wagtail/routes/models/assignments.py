"""Who is on a route: live rows that give and end access, never revisioned (``design.md``)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from iom_wagtail.routes import access
from iom_wagtail.routes.choices import Role
from iom_wagtail.school.models import StaffMember


class AssignmentQuerySet(models.QuerySet):
    """Queries over assignments that read as sentences."""

    def active(self) -> AssignmentQuerySet:
        """Return the assignments that hold now; one that ends today has ended."""
        return self.filter(access.active_assignment())


class RouteAssignment(models.Model):
    """A person on a route: in which role, since and until when, on what basis.

    ``until`` is the first day on which the person is no longer on the route.
    """

    route = models.ForeignKey(
        "iom_wagtail.RoutePage",
        verbose_name=_("route"),
        on_delete=models.CASCADE,
        related_name="assignments",
    )
    staff = models.ForeignKey(
        StaffMember,
        verbose_name=_("person"),
        on_delete=models.PROTECT,
        related_name="assignments",
    )
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    leads = models.BooleanField(_("leads the route"), default=False)
    duty = models.CharField(
        _("in what capacity"),
        max_length=150,
        blank=True,
        help_text=_("For a participant: psychologist, methodist, lawyer …"),
    )
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)
    basis = models.CharField(_("basis"), max_length=300, blank=True)
    end_basis = models.CharField(_("basis of the end"), max_length=300, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = ["role", "-leads", "since", "pk"]
        indexes = [models.Index(fields=["staff", "until"], name="iom_assignment_staff")]
        constraints = [
            models.UniqueConstraint(
                fields=["route", "staff"],
                condition=Q(until__isnull=True),
                name="iom_assignment_nobody_twice",
                violation_error_message=_("This person is already on the route."),
            ),
            models.UniqueConstraint(
                fields=["route"],
                condition=Q(until__isnull=True, role=Role.TEACHER),
                name="iom_assignment_one_teacher",
                violation_error_message=_("The route already has its teacher."),
            ),
            models.UniqueConstraint(
                fields=["route"],
                condition=Q(until__isnull=True, leads=True),
                name="iom_assignment_one_leader",
                violation_error_message=_("The route is already led by a mentor."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.since:%d.%m.%Y}"
