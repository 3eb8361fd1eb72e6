"""Screens about one person: adding, changing, leaving and coming back, rights given by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from iom_wagtail.school import access, accounts, actions, roles
from iom_wagtail.school.models import StaffMember
from iom_wagtail.school.office.base import PersonScreen, StaffScreen
from iom_wagtail.school.office.forms import RecordForm, staff_form
from iom_wagtail.school.roles import GroupCode
from iom_wagtail.school.rules import Act

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

#: Groups that the person's screen offers, with what they mean.
BY_HAND = {
    GroupCode.SITE_EDITOR: gettext_lazy("edits the public pages of the site"),
    GroupCode.TECHNICIAN: gettext_lazy("administers the site and accounts, reads no route"),
}


class AddStaffView(StaffScreen):
    """A new person."""

    needs = Act.ADD
    page_title = gettext_lazy("Add a person")
    template_name = "iom_wagtail/school/person.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show an empty form."""
        return self.show(form=staff_form(StaffMember)())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Add the person, or show the form again with what was written."""
        form = staff_form(StaffMember)(request.POST)
        if form.is_valid():
            try:
                person = actions.add_staff(self.school, request.user, **form.cleaned_data)
            except ValidationError as error:
                form.take(error)
            else:
                messages.success(
                    request, _("%(name)s is on the staff.") % {"name": person.full_name}
                )
                return redirect("iom_staff_edit" if self.edits else "iom_staff", *self._key(person))
        messages.error(request, _("Nothing was saved. See what is marked below."))
        return self.show(form=form)

    def _key(self, person: StaffMember) -> list[int]:
        return [person.pk] if self.edits else []


class EditStaffView(PersonScreen):
    """A person's record, account and rights."""

    page_title = gettext_lazy("Staff member")
    header_icon = "user"
    template_name = "iom_wagtail/school/person.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the record."""
        return self.show(form=staff_form(StaffMember)(instance=self.person))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Save the record, or show the form again with what was written."""
        form = staff_form(StaffMember)(request.POST, instance=self.person)
        if form.is_valid():
            try:
                actions.update_staff(self.person, request.user, **form.cleaned_data)
            except ValidationError as error:
                # The record on the screen stays what it is; the form keeps what was written.
                self.__dict__.pop("person")
                form.take(error)
            else:
                messages.success(request, _("Saved."))
                return redirect("iom_staff_edit", self.person.pk)
        messages.error(request, _("Nothing was saved. See what is marked below."))
        return self.show(form=form)

    @cached_property
    def rights(self) -> list[dict[str, Any]]:
        """The groups given by hand: name, meaning, whether held, whether the reader gives them."""
        person = self.person
        if person.user is None:
            return []
        return [
            {
                "code": code.value,
                "name": roles.GROUP_NAMES[code],
                "meaning": meaning,
                "held": roles.in_group(person.user, code),
                "given_by_me": person.active and access.may_grant(self.request.user, person, code),
            }
            for code, meaning in BY_HAND.items()
        ]

    def get_context_data(self, *, form: RecordForm, **kwargs: Any) -> dict[str, Any]:
        """Add the account and the rights."""
        person, user = self.person, self.request.user
        return super().get_context_data(
            form=form,
            rights=self.rights,
            rules_account=access.may_rule_account(user, person),
            is_me=person.user_id is not None and person.user_id == user.pk,
            holds_office=person.pk in (self.school.director_id, self.school.deputy_id),
            **kwargs,
        )


class StateView(PersonScreen):
    """Somebody leaves, or comes back: a question, then the act."""

    page_title = gettext_lazy("Works here")
    template_name = "iom_wagtail/school/state.html"
    header_icon = "user"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask."""
        return self.show()

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Do it; what a rule forbids is said on the person's screen."""
        wanted = request.POST.get("active") == "true"
        try:
            actions.set_active(self.person, request.user, wanted)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            text = _("%(name)s works here again.") if wanted else _("%(name)s has left.")
            messages.success(request, text % {"name": self.person.full_name})
        return redirect("iom_staff_edit", self.person.pk)


class RightsView(PersonScreen):
    """Gives or takes back a group given by hand; POST only."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Do it; refusals are said on the person's screen."""
        codes = {code.value for code in BY_HAND}
        code, given = request.POST.get("group"), request.POST.get("given") == "true"
        if code in codes:
            try:
                accounts.grant(self.person, code, request.user, given=given)
            except ValidationError as error:
                messages.error(request, " ".join(error.messages))
            else:
                messages.success(request, _("Saved."))
        return redirect(reverse("iom_staff_edit", args=[self.person.pk]) + "#iom-rights")
