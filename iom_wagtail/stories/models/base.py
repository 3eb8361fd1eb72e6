"""What stories and celebrations have in common: they are shown while consents allow it."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel, Panel
from wagtail.log_actions import log
from wagtail.models import Orderable, Page, PageManager, TranslatableMixin
from wagtail.query import PageQuerySet

from iom_wagtail.school import written_names
from iom_wagtail.school.models import School, StaffMember
from iom_wagtail.school.widgets import AdminStaffChooser
from iom_wagtail.stories import rules, signals
from iom_wagtail.stories.choices import ConsentField
from iom_wagtail.stories.consent import editor
from iom_wagtail.stories.consent.models import PublicationConsent
from iom_wagtail.stories.consent.page_form import ConsentedPageForm
from iom_wagtail.stories.consent.panels import ConsentPanel
from iom_wagtail.stories.exceptions import ConsentMissing
from iom_wagtail.stories.naming import Name
from iom_wagtail.stories.texts import texts_of

if TYPE_CHECKING:
    from collections.abc import Iterable

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


class ConsentedPage(Page):
    """A public page about people. Nothing makes it live but with all their consents.

    ``save`` is the wall: the editor, workflows, schedules, copies, aliases, wagtail-localize and
    the API all end there. ``publish`` refuses earlier, before anything has been changed.
    """

    # The last day on which everything on the page is allowed; written by ``save`` alone.
    shown_until = models.DateField(null=True, editable=False, db_index=True)

    objects = ShownManager()

    base_form_class = ConsentedPageForm

    class Meta:
        abstract = True

    def shown_people(self, rows: Iterable[ShownPerson] | None = None) -> list[rules.Shown]:
        """Return what this very text shows of whom; ``rows`` are typed ones in place of its own."""
        rows = list(self.people.all() if rows is None else rows)
        for name, model in (("person", StaffMember), ("consent", PublicationConsent)):
            found = model.objects.in_bulk({key for row in rows if (key := row.key_of(name))})
            for row in rows:
                if row.key_of(name) in found:
                    setattr(row, name, found[row.key_of(name)])
        return [row.shown(self.tells_results) for row in rows]

    @property
    def tells_results(self) -> bool:
        """Whether the text tells of results and awards of the people it is about."""
        return False

    def consents(
        self, people: list[rules.Shown] | None = None, *, lock: bool = False
    ) -> list[rules.Given]:
        """Return the consents of the people of this text, withdrawn ones left out.

        ``lock`` keeps them as they are until the transaction ends.
        """
        people = self.shown_people() if people is None else people
        firsts = [one.consent for one in people if one.consent is not None]
        found = PublicationConsent.objects.filter(
            models.Q(person__in=[one.person for one in people if one.person is not None])
            | models.Q(pk__in=firsts)
            | models.Q(renews__in=firsts),
            withdrawn_at__isnull=True,
        ).order_by("pk")
        return [one.given() for one in (found.select_for_update() if lock else found)]

    def missing_consents(self, on: dt.date | None = None) -> list[rules.Missing]:
        """Return what this text shows without consent."""
        people = self.shown_people()
        given = self.consents(people) if people else []
        return rules.missing(people, given, on or timezone.localdate())

    def told_names(self) -> list[rules.Named]:
        """Return where this text tells the name of somebody whom it shows without one."""
        return rules.named(self.shown_people(), texts_of(self))

    def consents_told(self, user: AbstractBaseUser) -> dict[str, Any]:
        """Return what the editor tells somebody about the people of this text."""
        return editor.facts(self, user)

    def goes_live_on(self) -> dt.date:
        """Return the day on which this very text would be shown first: today, or as scheduled."""
        today = timezone.localdate()
        return max(today, timezone.localdate(self.go_live_at)) if self.go_live_at else today

    def refuse_unless_allowed(self) -> None:
        """Raise ``ConsentMissing`` unless this very text may be shown when it goes live."""
        missing, named = self.missing_consents(self.goes_live_on()), self.told_names()
        if missing or named:
            raise ConsentMissing(missing, named, page=self)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the page; one that is live then, only with all consents.

        Raises ``ConsentMissing``. An alias, which Wagtail writes without being asked, stays
        offline instead. Consents are locked, so none is withdrawn between the look and the act.
        """
        fields = kwargs.get("update_fields")
        if not self.live or (fields is not None and "live" not in fields):
            super().save(*args, **kwargs)
            return
        with transaction.atomic():
            people, today = self.shown_people(), timezone.localdate()
            given = self.consents(people, lock=True)
            missing = rules.missing(people, given, today)
            named = rules.named(people, texts_of(self))
            if (missing or named) and self.alias_of_id is None:
                raise ConsentMissing(missing, named, page=self)
            self.live = not (missing or named)
            self.shown_until = rules.shown_until(people, given, today)
            if fields is not None:
                kwargs["update_fields"] = {*fields, "shown_until"}
            super().save(*args, **kwargs)
            if self.live:
                send = signals.shown.send_robust
                transaction.on_commit(partial(send, sender=type(self), page=self), robust=True)

    def publish(
        self,
        revision: Revision,
        user: AbstractBaseUser | None = None,
        changed: bool = True,
        log_action: Any = True,
        **kwargs: Any,
    ) -> None:
        """Publish a revision, now or at its time; raises ``ConsentMissing``.

        What was scheduled stays down without an error, so that the command goes on with others'.
        """
        text = revision.as_object()
        try:
            text.refuse_unless_allowed()
            super().publish(revision, user=user, changed=changed, log_action=log_action, **kwargs)
        except ConsentMissing:
            if log_action != SCHEDULED:
                raise
            revision.approved_go_live_at = None
            revision.save(update_fields=["approved_go_live_at"])
            keep_back(self)

    def is_shown(self) -> bool:
        """Return whether everybody may see the page today."""
        return self.live and (self.shown_until is None or self.shown_until >= timezone.localdate())

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Serve the page; one whose consents have run out is not there."""
        if not getattr(request, "is_preview", False) and not self.is_shown():
            raise Http404
        return super().serve(request, *args, **kwargs)

    def school(self, parent: Page | None = None) -> School | None:
        """Return the school on whose site the page lies, or will lie under its parent."""
        return school_of_page(self if self.pk or parent is None else parent)

    def choosable(self, parent: Page | None = None) -> tuple[models.QuerySet, models.QuerySet]:
        """Return whom the page may show: the staff of its school, others by a first consent."""
        school = self.school(parent)
        others = PublicationConsent.objects.filter(school=school, person=None, renews=None)
        return StaffMember.objects.of(school), others


def people_panels() -> list[Panel]:
    """Return the panels of the people of a page, and of whether each allowed what is shown."""
    return [
        # Translators: the heading, and «Добавить человека»
        InlinePanel("people", heading=_("People of the page"), label=_("person of the page")),
        ConsentPanel(heading=_("Consents")),
    ]


def keep_back(page: Page, user: AbstractBaseUser | None = None) -> None:
    """Log that a scheduled page was not published, without its title, which may name somebody."""
    log(instance=page, action="iom_wagtail.kept_back", user=user, title=f"№ {page.pk}")


def school_of_page(page: Page) -> School | None:
    """Return the school of the site below whose root a page lies, whatever its language."""
    site = page.get_site()
    return School.objects.filter(site=site).first() if site is not None else None


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

    panels = [
        FieldPanel("person", widget=AdminStaffChooser),
        FieldPanel("consent"),
        FieldPanel("shown_name"),
        FieldPanel("shown_position"),
        FieldPanel("in_picture"),
    ]

    class Meta(Orderable.Meta):
        abstract = True
        unique_together = [("translation_key", "locale")]

    def __str__(self) -> str:
        return f"{self.person_id or self.consent_id}"

    def key_of(self, name: str) -> int | None:
        """Return the key in one of the two relations to people."""
        return getattr(self, f"{name}_id")

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
        name, parts = "", Name("")
        if self.person is not None:
            who = self.person
            name, parts = who.short_name, Name(who.surname, who.given_name, who.patronymic)
        elif self.consent is not None:
            name = self.consent.subject_name
            parts = Name(**written_names.split(name))
        return rules.Shown(
            person=self.person_id,
            consent=self.consent.first_key if self.consent is not None else None,
            name=name,
            fields=frozenset(field for field, is_used in used.items() if is_used),
            parts=parts,
        )
