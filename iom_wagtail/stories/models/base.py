"""What stories and celebrations have in common: they are shown while consents allow it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log
from wagtail.models import Orderable, PageManager, TranslatableMixin
from wagtail.query import PageQuerySet

from iom_wagtail.school.models import StaffMember
from iom_wagtail.stories import rules
from iom_wagtail.stories.choices import ConsentField
from iom_wagtail.stories.consent.models import PublicationConsent
from iom_wagtail.stories.exceptions import ConsentMissing
from iom_wagtail.stories.models.public import PublicPage

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser
    from django.http import HttpRequest, HttpResponse
    from wagtail.models import Revision

#: How Wagtail's ``publish_scheduled`` signs what it does.
SCHEDULED = "wagtail.publish.scheduled"


class ShownQuerySet(PageQuerySet):
    """Pages that everybody may see, as sentences."""

    def shown(self, on: dt.date | None = None) -> ShownQuerySet:
        """Return the pages that are public on a day: live, and no consent has run out.

        The daily task takes down what has run out; this holds at midnight.
        """
        day = on or timezone.localdate()
        allowed = models.Q(shown_until__isnull=True) | models.Q(shown_until__gte=day)
        return self.live().filter(allowed)


ShownManager = PageManager.from_queryset(ShownQuerySet)


class ConsentedPage(PublicPage):
    """A public page about people. Every way to publish it asks for their consents.

    Wagtail's editor, its workflows, its schedule and wagtail-localize all end in ``publish``.
    """

    # The last day on which everything on the page is allowed; written by ``publish`` alone.
    shown_until = models.DateField(null=True, editable=False, db_index=True)

    objects = ShownManager()

    class Meta:
        abstract = True

    def shown_people(self) -> list[rules.Shown]:
        """Return what this very text shows of whom."""
        return [person.shown(self.tells_results) for person in self.people.all()]

    @property
    def tells_results(self) -> bool:
        """Whether the text tells of results and awards of the people it is about."""
        return False

    def consents(self) -> list[rules.Given]:
        """Return the consents of the people of this text, withdrawn ones left out."""
        people = list(self.people.all())
        found = PublicationConsent.objects.filter(
            models.Q(person__in=[row.person_id for row in people if row.person_id])
            | models.Q(pk__in=[row.consent_id for row in people if row.consent_id]),
            withdrawn_at__isnull=True,
        )
        return [
            rules.Given(
                consent=one.pk,
                person=one.person_id,
                fields=frozenset(one.fields),
                since=one.signed_on,
                until=one.valid_until,
            )
            for one in found
        ]

    def missing_consents(self, on: dt.date | None = None) -> list[rules.Missing]:
        """Return what this text shows without consent."""
        people = self.shown_people()
        return rules.missing(people, self.consents(), on or timezone.localdate()) if people else []

    def publish(
        self,
        revision: Revision,
        user: AbstractBaseUser | None = None,
        changed: bool = True,
        log_action: Any = True,
        **kwargs: Any,
    ) -> None:
        """Publish a revision if all consents are there; raises ``ConsentMissing``.

        What was scheduled stays down without an error, so that the command goes on with others'.
        """
        text = revision.as_object()
        today = timezone.localdate()
        if lacking := text.missing_consents(today):
            if log_action != SCHEDULED:
                raise ConsentMissing(lacking)
            revision.approved_go_live_at = None
            revision.save(update_fields=["approved_go_live_at"])
            log(instance=self, action="iom_wagtail.kept_back", data={"missing": len(lacking)})
            return
        with transaction.atomic():
            super().publish(revision, user=user, changed=changed, log_action=log_action, **kwargs)
            until = rules.shown_until(text.shown_people(), text.consents(), today)
            # Aliases show the same; they are written by Wagtail without being asked.
            same = models.Q(pk=self.pk) | models.Q(alias_of=self.pk)
            type(self).objects.filter(same).update(shown_until=until)
            self.shown_until = until

    def is_shown(self) -> bool:
        """Return whether everybody may see the page today."""
        return self.live and (self.shown_until is None or self.shown_until >= timezone.localdate())

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Serve the page; one whose consents have run out is not there."""
        if not getattr(request, "is_preview", False) and not self.is_shown():
            raise Http404
        return super().serve(request, *args, **kwargs)


class ShownPerson(TranslatableMixin, Orderable):
    """Somebody on a public page: a member of staff, or somebody else by their own consent.

    ``shown_name`` and ``shown_position`` are the very words on the page; empty ones show nothing,
    and so the person stays anonymous.
    """

    person = models.ForeignKey(
        StaffMember,
        verbose_name=_("member of staff"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    consent = models.ForeignKey(
        PublicationConsent,
        verbose_name=_("somebody else, by their consent"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    shown_name = models.CharField(
        _("name on the page"),
        max_length=200,
        blank=True,
        help_text=_("Empty: without a name."),
    )
    shown_position = models.CharField(_("position on the page"), max_length=200, blank=True)
    in_picture = models.BooleanField(_("to be recognised in a picture"), default=False)

    class Meta(Orderable.Meta):
        abstract = True
        unique_together = [("translation_key", "locale")]

    def __str__(self) -> str:
        return f"{self.person_id or self.consent_id}"

    @property
    def tells_results(self) -> bool:
        """Whether results told on the page are this person's."""
        return False

    def shown(self, results: bool) -> rules.Shown:
        """Return what the page shows of the person; ``results``: it tells of results."""
        used = {
            ConsentField.FULL_NAME: bool(self.shown_name),
            ConsentField.POSITION: bool(self.shown_position),
            ConsentField.PHOTO: self.in_picture,
            ConsentField.CONTEST_RESULT: bool(self.shown_name) and results and self.tells_results,
        }
        named = self.person.short_name if self.person is not None else ""
        return rules.Shown(
            person=self.person_id,
            consent=self.consent_id,
            name=named or (self.consent.subject_name if self.consent is not None else ""),
            fields=frozenset(field for field, is_used in used.items() if is_used),
        )
