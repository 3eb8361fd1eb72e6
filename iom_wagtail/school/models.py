"""The school and its people."""

from __future__ import annotations

import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import Site
from wagtail.search import index

from iom_wagtail.school import names


class School(models.Model):
    """One school per Wagtail site: its names, its leaders, its regulation, its approval steps."""

    site = models.OneToOneField(
        Site, verbose_name=_("site"), on_delete=models.PROTECT, related_name="iom_school"
    )
    full_name = models.CharField(_("full name"), max_length=500)
    short_name = models.CharField(_("short name"), max_length=150)
    place = models.CharField(_("place"), max_length=150, blank=True)
    director = models.ForeignKey(
        "iom_wagtail.StaffMember",
        verbose_name=_("director"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    deputy = models.ForeignKey(
        "iom_wagtail.StaffMember",
        verbose_name=_("deputy director"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    methodists = models.ManyToManyField(
        "iom_wagtail.StaffMember",
        verbose_name=_("methodists"),
        blank=True,
        related_name="+",
        help_text=_("Read every route of the school and help where they are asked."),
    )

    regulation_title = models.CharField(
        _("title of the regulation"),
        max_length=300,
        default="Положение об индивидуальном образовательном маршруте (ИОМ)",
    )
    adoption_protocol = models.CharField(_("protocol of the council, №"), max_length=30, blank=True)
    adopted_on = models.DateField(_("adopted by the council on"), null=True, blank=True)
    approved_by = models.CharField(
        _("approved by"),
        max_length=150,
        blank=True,
        help_text=_("Who approved the regulation, as the paper has it."),
    )
    approved_on = models.DateField(_("approved on"), null=True, blank=True)

    step_mentor = models.BooleanField(_("the mentor agrees"), default=True)
    step_deputy = models.BooleanField(_("the deputy agrees"), default=True)
    step_acquaint = models.BooleanField(_("the teacher is acquainted"), default=True)

    assessments_together = models.BooleanField(
        _("self-assessment and assessment are shown together"),
        default=False,
        help_text=_("Each side of a checkpoint sees the other's words only when both are in."),
    )

    warn_lone_assessment = models.BooleanField(
        _("warn when the mentor assesses alone"),
        default=True,
        help_text=_(
            "Whoever writes and signs a conclusion is told when nobody else has assessed anything."
        ),
    )

    print_clause_numbers = models.BooleanField(
        _("numbers as in the regulation"),
        default=True,
        help_text=_("Printed forms keep the regulation's own numbering (1, 6.2 … 6.5)."),
    )
    print_grif = models.BooleanField(
        _("approval block on printed forms"),
        default=True,
        help_text=_("ПРИНЯТО and УТВЕРЖДАЮ at the head of the passport."),
    )

    director_approves_stories = models.BooleanField(
        _("the director approves what is published"),
        default=False,
        help_text=_("Stories and celebrations go from the site editor to the director."),
    )

    is_demo = models.BooleanField(default=False, editable=False)

    class Meta:
        verbose_name = _("school")
        verbose_name_plural = _("schools")

    def __str__(self) -> str:
        return self.short_name

    def clean(self) -> None:
        """Refuse a director or deputy of another school."""
        for field in ("director", "deputy"):
            person = getattr(self, field)
            if person and self.pk and person.school_id != self.pk:
                raise ValidationError({field: _("This person is not on this school's staff.")})


class StaffQuerySet(models.QuerySet):
    """Queries over the staff that read as sentences."""

    def active(self) -> StaffQuerySet:
        """Return the people who still work here or still help."""
        return self.filter(active=True)

    def of(self, school: School | int | None) -> StaffQuerySet:
        """Return the people of one school (a row or its key); of none, nobody."""
        if school is None:
            return self.none()
        return self.filter(school=school)

    def matching(self, query: str) -> StaffQuerySet:
        """Return the people whose name or position holds every word of a search.

        By regular expression, which folds the case of Cyrillic letters on every database
        (SQLite's LIKE does not); «е» finds «ё» too.
        """
        people = self
        for word in query.split():
            pattern = re.sub("[еёЕЁ]", "[её]", re.escape(word))
            found = models.Q()
            for field in ("surname", "given_name", "patronymic", "position"):
                found |= models.Q(**{f"{field}__iregex": pattern})
            people = people.filter(found)
        return people


class StaffMember(index.Indexed, models.Model):
    """A person of a school, or an outside specialist who helps it; perhaps with an account.

    People are deactivated, never deleted: their names stand on papers.
    """

    school = models.ForeignKey(
        School, verbose_name=_("school"), on_delete=models.PROTECT, related_name="staff"
    )
    surname = models.CharField(_("surname"), max_length=100)
    given_name = models.CharField(_("given name"), max_length=100, blank=True)
    patronymic = models.CharField(_("patronymic"), max_length=100, blank=True)
    position = models.CharField(_("position"), max_length=200, blank=True)
    subject = models.CharField(
        pgettext_lazy("school subject", "subject"), max_length=200, blank=True
    )
    category = models.CharField(_("category"), max_length=100, blank=True)
    education = models.CharField(_("education"), max_length=300, blank=True)
    outside = models.BooleanField(
        _("outside specialist"), default=False, help_text=_("Helps, but is not employed here.")
    )
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    active = models.BooleanField(pgettext_lazy("staff", "active"), default=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("user account"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="staff_member",
    )
    is_demo = models.BooleanField(default=False, editable=False)
    password_is_temporary = models.BooleanField(default=False, editable=False)

    objects = StaffQuerySet.as_manager()

    search_fields = [
        index.AutocompleteField("surname"),
        index.AutocompleteField("given_name"),
        index.AutocompleteField("patronymic"),
        index.AutocompleteField("position"),
        index.FilterField("school_id"),
        index.FilterField("active"),
    ]

    class Meta:
        verbose_name = _("staff member")
        verbose_name_plural = _("staff")
        ordering = ["surname", "given_name", "patronymic", "pk"]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """«Лебедева Анна Игоревна»."""
        return names.full_name(self.surname, self.given_name, self.patronymic)

    @property
    def short_name(self) -> str:
        """«А. И. Лебедева»."""
        return names.short_name(self.surname, self.given_name, self.patronymic)

    @property
    def list_name(self) -> str:
        """«Лебедева А. И.»."""
        return names.list_name(self.surname, self.given_name, self.patronymic)
