"""The first run: school, director and deputy, staff, passwords, first route."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.generic.base import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from iom_wagtail.school import access, actions
from iom_wagtail.school.models import School
from iom_wagtail.school.office.forms import LeadersForm, school_form
from iom_wagtail.school.office.importing import ImportView
from iom_wagtail.school.office.people_accounts import AccountsView
from iom_wagtail.school.rules import Act

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

STEPS = (
    ("iom_setup", pgettext_lazy("set-up step", "School")),
    ("iom_setup_leaders", gettext_lazy("Director and deputy")),
    ("iom_setup_staff", gettext_lazy("Staff")),
    ("iom_setup_accounts", gettext_lazy("Passwords")),
    ("iom_setup_done", gettext_lazy("First route")),
)


def school_of_default_site() -> School | None:
    """Return the school that the set-up has made already."""
    return School.objects.filter(site__is_default_site=True).first()


def needs_setup(school: School | None) -> bool:
    """Return whether the set-up still has to make the school or its director."""
    return school is None or school.director_id is None


def next_step(school: School | None) -> str | None:
    """Return the step the set-up stands at, read from what is there; None when it is over.

    It is over when the leaders can log in and somebody else is on the staff: so who closes the
    browser half-way finds the way back.
    """
    if school is None:
        return "iom_setup"
    if school.director_id is None:
        return "iom_setup_leaders"
    leaders = [pk for pk in (school.director_id, school.deputy_id) if pk]
    people = school.staff.active()
    if not people.exclude(pk__in=leaders).exists():
        return "iom_setup_staff"
    if people.filter(pk__in=leaders, user=None).exists():
        return "iom_setup_accounts"
    return None


class Step:
    """A step of the set-up: the row of steps above, no breadcrumbs."""

    page_title = gettext_lazy("Set up the school")
    header_icon = "cogs"
    step = ""

    @property
    def steps(self) -> list[dict[str, Any]]:
        """Every step with its state."""
        current = [name for name, _label in STEPS].index(self.step)
        return [
            {"label": label, "done": number < current, "current": number == current}
            for number, (_name, label) in enumerate(STEPS)
        ]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return home and the set-up."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the steps."""
        return super().get_context_data(**{"steps": self.steps, "setting_up": True, **kwargs})


class SetupScreen(Step, WagtailAdminTemplateMixin, View):
    """The first two steps: only for whoever runs the site, only until they are done."""

    #: The step's own condition: whether the school exists already.
    after_school = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer 404 to everybody else; lead on to the first step that is still to do."""
        school = self.school
        if not access.is_setting_up(request.user):
            raise Http404
        if not needs_setup(school):
            step = next_step(school)
            if step is not None and access.allows(request.user, school, Act.ADD):
                return redirect(step)
            if access.allows(request.user, school, Act.SCHOOL):
                return redirect("iom_school")
            raise Http404
        if (school is not None) != self.after_school:
            return redirect("iom_setup_leaders" if school else "iom_setup")
        if school is not None and not access.allows(request.user, school, Act.ADD):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def school(self) -> School | None:
        """The default site's school, when it has been made."""
        return school_of_default_site()


class SetupSchoolView(SetupScreen):
    """Step one: the school's names and the regulation's data."""

    step = "iom_setup"
    template_name = "iom_wagtail/school/setup_school.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Greet and ask."""
        return self.show(school_form(School, "names", "regulation")())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Make the school, or show the form again with what was written."""
        form = school_form(School, "names", "regulation")(request.POST)
        site = access.default_site()
        if site is None:
            form.add_error(None, _("There is no default site. Make one in Settings → Sites first."))
        elif form.is_valid():
            try:
                actions.create_school(site, request.user, **form.cleaned_data)
            except ValidationError as error:
                form.take(error)
            else:
                return redirect("iom_setup_leaders")
        return self.show(form)

    def show(self, form: Any) -> HttpResponse:
        """Render the step."""
        return self.render_to_response(self.get_context_data(form=form, media=form.media))


class SetupLeadersView(SetupScreen):
    """Step two: who leads the school, and whether one of them is the reader."""

    step = "iom_setup_leaders"
    after_school = True
    template_name = "iom_wagtail/school/setup_leaders.html"

    def build(self, data: Any = None) -> LeadersForm:
        """Return the form; only a superuser without a record may say "this is me"."""
        user = self.request.user
        return LeadersForm(
            data,
            ask_me=user.is_superuser and access.staff_of(user) is None,
            # Data that papers print, so it is Russian.
            positions={
                "director_position": "директор",
                "deputy_position": "заместитель директора",
            },
        )

    def get(self, request: HttpRequest) -> HttpResponse:
        """Ask."""
        return self.render_to_response(self.get_context_data(form=self.build()))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Add and appoint both, all or nothing; the passwords come in a later step."""
        form = self.build(request.POST)
        if form.is_valid():
            try:
                self.appoint(form.cleaned_data)
            except (ValidationError, PermissionDenied) as error:
                if isinstance(error, PermissionDenied):
                    error = ValidationError(str(error))
                form.take(error)
            else:
                return redirect("iom_setup_staff")
        return self.render_to_response(self.get_context_data(form=form))

    @transaction.atomic
    def appoint(self, data: dict[str, Any]) -> None:
        """Do the acts; raises ``ValidationError`` with the field of the form."""
        user = self.request.user
        for office in ("deputy", "director"):
            if not data[office]:
                continue
            values = {**data[office], "position": data[f"{office}_position"]}
            try:
                person = actions.add_staff(self.school, user, **values)
                if data.get("me") == office:
                    actions.link_account(person, user)
                actions.appoint(self.school, office, person, user)
            except ValidationError as error:
                raise ValidationError({office: error.messages}) from error


class SetupStaffView(Step, ImportView):
    """Step three: the staff list."""

    step = "iom_setup_staff"
    next_url_name = "iom_setup_accounts"


class SetupAccountsView(Step, AccountsView):
    """Step four: accounts and slips with one-time passwords."""

    step = "iom_setup_accounts"
    next_url_name = "iom_setup_done"


class SetupDoneView(Step, ImportView):
    """Step five: where to go from here."""

    step = "iom_setup_done"
    template_name = "iom_wagtail/school/setup_done.html"
    http_method_names = ["get"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """Lead to the first route: at once for director and deputy, else say who opens it."""
        staff = access.staff_of(request.user)
        leads = staff is not None and staff.pk in (self.school.director_id, self.school.deputy_id)
        people = self.school.staff.active().filter(outside=False)
        return self.show(
            first_route_url=first_route_url() if leads else None,
            leader=self.school.deputy or self.school.director,
            staff_count=people.count(),
        )


def first_route_url() -> str | None:
    """Return the address of opening a route, which a higher room serves; None without it."""
    try:
        return reverse("iom_route_open")
    except NoReverseMatch:
        return None
