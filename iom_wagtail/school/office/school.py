"""The school's own screen: names, regulation, offices, steps of approval, print options."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from iom_wagtail.school import access, actions, rules
from iom_wagtail.school.models import School, StaffMember
from iom_wagtail.school.office.base import SchoolScreen
from iom_wagtail.school.office.forms import SCHOOL_GROUPS, OfficesForm, school_form
from iom_wagtail.school.rules import Act

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


class SchoolView(SchoolScreen):
    """One page, two forms: the record, and the offices, which are given by appointment."""

    needs = Act.SCHOOL
    page_title = gettext_lazy("School")
    header_icon = "home"
    template_name = "iom_wagtail/school/school.html"

    @cached_property
    def offices(self) -> list[str]:
        """The offices that the reader gives."""
        standings = access.standings_of(self.request.user, self.school)
        return [
            office
            for office in rules.OFFICES
            if rules.may_appoint(standings, office, vacant=False, oneself=False)
        ]

    def record_form(self, data: Any = None) -> Any:
        """Return the form of the record."""
        return school_form(School, *SCHOOL_GROUPS)(data, instance=self.school)

    def offices_form(self, data: Any = None) -> OfficesForm:
        """Return the form of the offices."""
        return OfficesForm(
            data,
            people=StaffMember.objects.of(self.school).active().filter(outside=False),
            offices=self.offices,
            prefix="offices",
            initial={
                "director": self.school.director_id,
                "deputy": self.school.deputy_id,
                "methodists": list(self.school.methodists.values_list("pk", flat=True)),
            },
        )

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show both forms."""
        return self.reply(self.record_form(), self.offices_form())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Save the form that was sent, or show it again with what was written."""
        record, offices = self.record_form(), self.offices_form()
        if request.POST.get("form") == "offices":
            form = offices = self.offices_form(request.POST)
            act = self.appoint
        else:
            form = record = self.record_form(request.POST)
            act = self.update
        if form.is_valid():
            try:
                act(form.cleaned_data)
            except (ValidationError, PermissionDenied) as error:
                if isinstance(error, PermissionDenied):
                    error = ValidationError(str(error))
                form.take(error)
                # What the refused act has set is not so.
                self.school.refresh_from_db()
            else:
                messages.success(request, _("Saved."))
                return redirect("iom_school")
        messages.error(request, _("Nothing was saved. See what is marked below."))
        return self.reply(record, offices)

    def update(self, data: dict[str, Any]) -> None:
        """Change the record."""
        actions.update_school(self.school, self.request.user, **data)

    @transaction.atomic
    def appoint(self, data: dict[str, Any]) -> None:
        """Give the offices that changed, all or nothing; a person may move from one to another."""
        chosen = {name: data[name] for name in ("director", "deputy") if name in data}
        changed = {
            name: person
            for name, person in chosen.items()
            if (person.pk if person else None) != getattr(self.school, f"{name}_id")
        }
        if "director" in chosen and chosen["director"] is None:
            raise ValidationError({"director": _("A school has a director.")})
        user = self.request.user
        # The deputy's office is emptied first when its holder becomes the director.
        for name in sorted(changed):
            actions.appoint(self.school, name, changed[name], user)
        if "methodists" in data:
            people = list(data["methodists"])
            now = set(self.school.methodists.values_list("pk", flat=True))
            if {person.pk for person in people} != now:
                actions.appoint(self.school, "methodists", people, user)

    def reply(self, record: Any, offices: OfficesForm) -> HttpResponse:
        """Render both forms."""
        return self.show(form=record, offices=offices, media=record.media + offices.media)
