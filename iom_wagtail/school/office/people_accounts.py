"""One-time passwords: for one person, or for everybody who has no account yet; printed once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_variables
from wagtail.admin import messages

from iom_wagtail.school import access, accounts
from iom_wagtail.school.accounts import Credentials
from iom_wagtail.school.models import StaffMember
from iom_wagtail.school.office.base import PersonScreen, StaffScreen
from iom_wagtail.school.private import keep_private
from iom_wagtail.school.rules import Act

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

#: E-mails of an imported list, until the accounts are made; a staff record has none.
EMAILS_KEY = "iom_staff_emails"

#: Hashing a password takes up to half a second on purpose: more of them would outlast the
#: server's patience with one request, and the passwords made by then would be lost.
MOST_AT_ONCE = 25


@dataclass(frozen=True, slots=True)
class Slip:
    """What is cut out and handed over."""

    person: StaffMember
    login: str
    password: str


class Slips:
    """Shows the slips in the very answer that made the passwords: they are stored nowhere."""

    slips_template = "iom_wagtail/school/slips.html"
    next_url_name = "iom_staff"

    def show_slips(self, slips: list[Slip], **context: Any) -> HttpResponse:
        """Render the printable page, kept by no cache."""
        self.template_name = self.slips_template
        # The address that works here and now; a site's record may still say "localhost".
        address = self.request.build_absolute_uri(reverse("iom_login"))
        response = self.render_to_response(
            self.get_context_data(
                slips=slips, address=address, next_url=reverse(self.next_url_name), **context
            )
        )
        return keep_private(response)


class AccountsView(Slips, StaffScreen):
    """Accounts for those who have none."""

    needs = Act.ADD
    page_title = gettext_lazy("Accounts and one-time passwords")
    header_icon = "key"
    template_name = "iom_wagtail/school/accounts.html"

    def people(self) -> list[StaffMember]:
        """Return those without an account whom the reader may give one."""
        people = StaffMember.objects.of(self.school).active().filter(user=None)
        found = []
        for person in people:
            person.school = self.school
            if access.may_rule_account(self.request.user, person):
                found.append(person)
        return found

    def get(self, request: HttpRequest) -> HttpResponse:
        """Offer the people; everybody of the staff is ticked, outside specialists are not."""
        emails = request.session.get(EMAILS_KEY, {})
        people = self.people()
        for person in people:
            person.ticked, person.email = not person.outside, emails.get(str(person.pk), "")
        return self.show(people=people)

    @sensitive_variables()
    def post(self, request: HttpRequest) -> HttpResponse:
        """Make the accounts and show the slips; a wrong e-mail stops nobody else.

        Of many people the first get theirs now; a button on the page of slips makes the next.
        """
        chosen = set(request.POST.getlist("person"))
        people = [person for person in self.people() if str(person.pk) in chosen]
        for person in people:
            person.email, person.ticked = request.POST.get(f"email-{person.pk}", "").strip(), True
        slips: list[Slip] = []
        refused: list[StaffMember] = []
        for person in people[:MOST_AT_ONCE]:
            try:
                made = accounts.create_account(person, request.user, email=person.email)
            except ValidationError as error:
                person.user = None
                person.complaint = " ".join(error.messages)
                refused.append(person)
            else:
                slips.append(Slip(person, *made))
        if not slips:
            if not people:
                messages.warning(request, _("Nobody was chosen, or the accounts exist already."))
                return redirect(request.path)
            messages.error(request, _("No account was made. See what is marked below."))
            return self.show(people=[*refused, *people[MOST_AT_ONCE:]])
        request.session.pop(EMAILS_KEY, None)
        return self.show_slips(slips, refused=refused, rest=people[MOST_AT_ONCE:])


class PasswordView(Slips, PersonScreen):
    """A first account, or a new one-time password, for one person; POST only."""

    needs = Act.ADD
    page_title = gettext_lazy("One-time password")
    header_icon = "key"
    http_method_names = ["post"]

    @sensitive_variables()
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Make it and show the slip; refusals are said on the person's screen."""
        back = redirect("iom_staff_edit", self.person.pk) if self.edits else redirect("iom_staff")
        try:
            made: Credentials
            if self.person.user is None:
                made = accounts.create_account(
                    self.person, request.user, email=request.POST.get("email", "").strip()
                )
            elif request.POST.get("act") == "reset":
                made = accounts.reset_password(self.person, request.user)
            else:
                # The answer with the slip was reloaded: a second account is not made.
                messages.warning(request, _("This person already has an account."))
                return back
        except (ValidationError, PermissionDenied) as error:
            texts = error.messages if isinstance(error, ValidationError) else [str(error)]
            messages.error(request, " ".join(texts))
            return back
        return self.show_slips([Slip(self.person, *made)])
