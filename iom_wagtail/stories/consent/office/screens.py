"""Recording a consent, one consent with its copies and pages, its copies as files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from iom_wagtail.conf import get_settings
from iom_wagtail.files.exceptions import FileRefused
from iom_wagtail.files.keeping import Checked, check
from iom_wagtail.files.names import shown_name
from iom_wagtail.files.serving import serve
from iom_wagtail.school.models import StaffMember
from iom_wagtail.stories.consent import actions
from iom_wagtail.stories.consent.forms import CopiesForm, RecordForm, no_files
from iom_wagtail.stories.consent.office.base import ConsentScreen, OneConsent
from iom_wagtail.stories.consent.queries import consents_of
from iom_wagtail.stories.consent.rules import Act
from iom_wagtail.stories.consent.showing import tell_state
from iom_wagtail.stories.taking_down import pages_showing

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

    from iom_wagtail.stories.consent.models import PublicationConsent


def checked_files(form: CopiesForm) -> list[Checked]:
    """Return the files of a form that are in order; tell at the form about the others."""
    found = []
    for upload in form.cleaned_data.get("files") or []:
        try:
            checked = check(upload)
            actions.check_scan(checked)
        except FileRefused as error:
            form.add_error("files", f"«{shown_name(upload.name or '')}»: {error}")
        else:
            found.append(checked)
    return found


class AddConsentView(ConsentScreen):
    """What somebody signed is recorded; ``?person=`` and ``?renews=`` say whose it is."""

    needs = Act.RECORD
    page_title = gettext_lazy("Record a consent")
    template_name = "iom_wagtail/stories/consent/record.html"

    @property
    def trail(self) -> list[dict[str, Any]]:
        """The list."""
        return [{"url": reverse("iom_consents"), "label": _("Consents")}]

    @cached_property
    def renewed(self) -> PublicationConsent | None:
        """The earlier consent of the same somebody else; raises ``Http404`` for another's."""
        key = self.request.GET.get("renews", "")
        if not key:
            return None
        rows = consents_of(self.school).filter(person=None)
        found = rows.filter(pk=key).first() if key.isdecimal() and len(key) < 18 else None
        if found is None:
            raise Http404
        return found

    def build(self, data: Any = None, files: Any = None) -> RecordForm:
        """Return the form."""
        people = StaffMember.objects.of(self.school)
        asked = self.request.GET.get("person", "")
        initial = {"person": asked if asked.isdecimal() and len(asked) < 18 else None}
        if self.renewed is not None:
            initial = {"signed_by": self.renewed.signed_by}
        return RecordForm(
            data, files, people=people, known=self.renewed is not None, initial=initial
        )

    def get(self, request: HttpRequest) -> HttpResponse:
        """Ask."""
        return self.answer(self.build())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Record, or show the form again with what was written."""
        form = self.build(request.POST, request.FILES)
        if form.is_valid():
            scans = checked_files(form)
            if not form.errors:
                try:
                    consent = self.record(form.cleaned_data, scans)
                except ValidationError as error:
                    form.take(error)
                else:
                    messages.success(request, _("The consent is recorded."))
                    return redirect("iom_consent", consent.pk)
        messages.error(request, _("Nothing was saved. See what is marked below."))
        return self.answer(form)

    def record(self, data: dict[str, Any], scans: list[Checked]) -> PublicationConsent:
        """Do it; raises ``ValidationError``."""
        known = self.renewed
        return actions.record(
            self.school,
            self.request.user,
            person=data.get("person"),
            other_name=known.other_name if known is not None else data["other_name"],
            signed_by=data["signed_by"],
            fields=data["fields_allowed"],
            conditions=data["conditions"],
            signed_on=data["signed_on"],
            valid_until=data["valid_until"],
            renews=known,
            scans=scans,
        )

    def answer(self, form: RecordForm) -> HttpResponse:
        """Render the form."""
        return self.show(form=form, renewed=self.renewed, limits=get_settings(), media=form.media)


class ConsentView(OneConsent):
    """One consent; a POST adds copies of the signed paper, or removes one."""

    page_title = gettext_lazy("Consent")
    template_name = "iom_wagtail/stories/consent/one.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show it."""
        return self.answer(CopiesForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Add or remove copies."""
        if "drop" in request.POST:
            return self.drop(request.POST["drop"])
        if Act.RECORD not in self.acts:
            raise PermissionDenied
        form = CopiesForm(request.POST, request.FILES)
        if form.is_valid() and not form.cleaned_data["files"]:
            no_files(form)
        added = self.add(form) if not form.errors else 0
        if added:
            words = ngettext("%(count)d file is attached.", "%(count)d files are attached.", added)
            messages.success(request, words % {"count": added})
        return self.answer(form) if form.errors else redirect("iom_consent", pk)

    def add(self, form: CopiesForm) -> int:
        """Keep the files that are in order; return how many."""
        added = 0
        for checked in checked_files(form):
            try:
                actions.add_scan(self.consent, self.request.user, checked)
            except FileRefused as error:
                form.add_error("files", f"«{checked.accepted.name}»: {error}")
            else:
                added += 1
        return added

    def drop(self, uuid: str) -> HttpResponse:
        """Remove one copy."""
        row = next((row for row in self.consent.scans.all() if str(row.uuid) == uuid), None)
        if row is None:
            raise Http404
        row.consent = self.consent
        actions.drop_scan(row, self.request.user)
        messages.success(self.request, _("The scan is removed."))
        return redirect("iom_consent", self.consent.pk)

    def answer(self, form: CopiesForm) -> HttpResponse:
        """Render the consent."""
        renewals = self.consent.renewals.all() if self.consent.person_id is None else ()
        return self.show(
            form=form,
            copies=list(self.consent.scans.all()),
            pages=pages_showing(self.consent),
            renewals=[tell_state(row) for row in renewals],
            limits=get_settings(),
            media=form.media,
        )


class ConsentScanView(OneConsent):
    """A copy of the signed paper, as a file."""

    needs = Act.COPIES
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, pk: int, uuid: UUID) -> HttpResponseBase:
        """Hand it out; 404 for one of another consent."""
        row = self.consent.scans.filter(uuid=uuid).first()
        if row is None:
            raise Http404
        return serve(request, row)
