"""Consents to publication and the scans of what was signed."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from iom_wagtail.files.models import PrivateFile
from iom_wagtail.school.models import School, StaffMember
from iom_wagtail.stories.choices import ConsentField, Withdrawal
from iom_wagtail.stories.rules import Given


class ConsentQuerySet(models.QuerySet):
    """Queries over consents that read as sentences."""

    def in_force(self, on: dt.date) -> ConsentQuerySet:
        """Return the consents that hold on a day: signed, not run out, not withdrawn."""
        return self.filter(
            models.Q(valid_until__isnull=True) | models.Q(valid_until__gte=on),
            signed_on__lte=on,
            withdrawn_at__isnull=True,
        )


class PublicationConsent(models.Model):
    """A consent to publish personal data: a separate document of one person (152-ФЗ, art. 10.1).

    It is a member of staff's, or of somebody else who is named or recognisable: a pupil, a
    parent, a guest. ``signed_by`` is then whoever signed for a minor. ``valid_until`` is the last
    day on which it holds, as the paper has it; None means until it is withdrawn.

    It says what a signed paper says, so it is never rewritten: it is withdrawn, and another one
    recorded. A further consent of somebody else names the first one in ``renews``, by which pages
    know the person.
    """

    school = models.ForeignKey(
        School, verbose_name=_("school"), on_delete=models.PROTECT, related_name="consents"
    )
    person = models.ForeignKey(
        StaffMember,
        verbose_name=_("member of staff"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="consents",
    )
    other_name = models.CharField(
        _("somebody else: surname, given name, patronymic"),
        max_length=200,
        blank=True,
        help_text=_("A pupil, a parent, a guest: everybody who is named or to be recognised."),
    )
    signed_by = models.CharField(
        _("signed for them by"),
        max_length=200,
        blank=True,
        help_text=_("The parent or guardian of a minor."),
    )
    # Values of ``ConsentField``; what is not on the list is not allowed.
    fields = models.JSONField(_("what may be published"), default=list)
    conditions = models.TextField(_("conditions and prohibitions"), blank=True)
    signed_on = models.DateField(_("signed on"))
    valid_until = models.DateField(
        _("valid until, the day included"),
        null=True,
        blank=True,
        help_text=_("Empty: until it is withdrawn."),
    )
    renews = models.ForeignKey(
        "self",
        verbose_name=_("the first consent of this person"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="renewals",
    )
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True, editable=False)
    # The day on which the demand came: from then on the consent is no more (10.1, clause 13).
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True, editable=False)
    withdrawal = models.CharField(
        _("how it was withdrawn"),
        max_length=10,
        blank=True,
        editable=False,
        choices=Withdrawal.choices,
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ConsentQuerySet.as_manager()

    # Nothing is found through a consent.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = pgettext_lazy("personal data", "consent to publication")
        verbose_name_plural = pgettext_lazy("personal data", "consents to publication")
        ordering = ["-signed_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(person__isnull=True) ^ models.Q(other_name=""),
                name="iom_consent_of_one_person",
            )
        ]
        indexes = [models.Index(fields=["person", "signed_on"], name="iom_consent_person")]

    def __str__(self) -> str:
        # Titles of rows reach logs: no name stands here.
        return f"№ {self.pk}"

    def clean(self) -> None:
        """Refuse fields that are not on the list and a term that ends before it begins."""
        if unknown := set(self.fields) - set(ConsentField.values):
            raise ValidationError({"fields": f"{', '.join(sorted(unknown))}?"})
        if self.valid_until and self.signed_on and self.valid_until < self.signed_on:
            raise ValidationError({"valid_until": _("The term ends before the consent is signed.")})

    @property
    def first_key(self) -> int:
        """The key by which pages know somebody else: that of the first consent."""
        return self.renews_id or self.pk

    @property
    def field_labels(self) -> list[str]:
        """What may be published, in words, in the order of the form."""
        return [str(field.label) for field in ConsentField if field in self.fields]

    @property
    def subject_name(self) -> str:
        """Whose consent it is."""
        return self.person.full_name if self.person is not None else self.other_name

    def given(self) -> Given:
        """Return it as the rules see it."""
        return Given(
            consent=self.first_key,
            person=self.person_id,
            fields=frozenset(self.fields),
            since=self.signed_on,
            until=self.valid_until,
            withdrawn=self.withdrawn_at is not None,
            document=self.pk,
        )

    def holds_on(self, day: dt.date) -> bool:
        """Return whether it holds on a day."""
        return self.given().holds_on(day)


class ConsentScan(PrivateFile):
    """The signed copy of a consent, as a private file."""

    consent = models.ForeignKey(PublicationConsent, on_delete=models.CASCADE, related_name="scans")
    added_at = models.DateTimeField(_("added at"), auto_now_add=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("signed consent")
        verbose_name_plural = _("signed consents")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"№ {self.consent_id}"

    def get_absolute_url(self) -> str:
        """Return the address of the file."""
        return reverse("iom_consent_scan", args=[self.consent_id, self.uuid])
