"""The office screen «who signs for the director»."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic.base import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from iom_wagtail.approval import delegations
from iom_wagtail.approval.office_forms import DelegationForm

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

    from iom_wagtail.approval.models import Delegation
    from iom_wagtail.school.models import School


def school_of(user: AbstractBaseUser) -> School | None:
    """Return the school on whose active staff a user is; or None."""
    staff = getattr(user, "staff_member", None)
    if staff is None or not staff.active or not user.is_active:
        return None
    return staff.school


class DelegationsView(WagtailAdminTemplateMixin, View):
    """Who signs for the director now, later and before; appointing and ending."""

    page_title = gettext_lazy("Signing for the director")
    header_icon = "user"
    template_name = "iom_wagtail/office/delegations.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Turn away everybody but the school's director and deputy."""
        if not delegations.may_delegate(request.user, self.school):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def school(self) -> School | None:
        """The asking person's own school."""
        return school_of(self.request.user)

    @cached_property
    def people(self) -> QuerySet:
        """Who may be appointed: the staff without the director."""
        people = self.school.staff.active().filter(outside=False)
        return people.exclude(pk=self.school.director_id) if self.school.director_id else people

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the list and the form."""
        form = DelegationForm(people=self.people)
        return self.render_to_response(self.get_context_data(form=form))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Appoint or end; a refused form comes back with what was written."""
        if "end" in request.POST:
            return self.end(request.POST["end"])
        form = DelegationForm(request.POST, people=self.people)
        if form.is_valid():
            try:
                delegation = delegations.appoint(self.school, request.user, **form.cleaned_data)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(
                    request,
                    _("%(name)s signs for the director in these days.")
                    % {"name": delegation.person.short_name},
                )
                return redirect("iom_delegations")
        messages.error(request, _("Nobody was appointed. See what is marked below."))
        return self.render_to_response(self.get_context_data(form=form))

    def end(self, key: str) -> HttpResponse:
        """End one delegation of the own school; 404 for any other key."""
        rows = self.school.delegations
        delegation = rows.filter(pk=key).first() if key.isdecimal() else None
        if delegation is None:
            raise Http404
        try:
            delegations.end(delegation, self.request.user)
        except ValidationError as error:
            messages.error(self.request, " ".join(error.messages))
        else:
            messages.success(self.request, _("The delegation has ended."))
        return redirect("iom_delegations")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return home and this screen."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the school and its delegations, the latest first."""
        rows: list[Delegation] = list(self.school.delegations.select_related("person"))
        today = timezone.localdate()
        for row in rows:
            row.holds = row.since <= today <= row.until
            row.passed = row.until < today
        return super().get_context_data(
            school=self.school,
            delegations=rows,
            action_url=reverse("iom_delegations"),
            media=kwargs["form"].media,
            **kwargs,
        )
