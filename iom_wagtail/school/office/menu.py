"""Menu entries, addresses and the greeting of the school room."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.forms import Media
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from iom_wagtail.school.rules import Act

if TYPE_CHECKING:
    from django.http import HttpRequest


class PermittedMenuItem(MenuItem):
    """An entry for those whose groups open its screen; the screen itself asks the rules."""

    def __init__(self, *args: Any, permission: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.permission = permission

    def is_shown(self, request: HttpRequest) -> bool:
        """Ask the permissions, which the request has loaded anyway: no query of its own."""
        return request.user.has_perm(self.permission)


def staff_menu_item() -> MenuItem:
    """«Сотрудники»."""
    return PermittedMenuItem(
        _("Staff"),
        reverse_lazy("iom_staff"),
        name="iom-staff",
        icon_name="group",
        order=60,
        permission="iom_wagtail.view_staffmember",
    )


def school_menu_item() -> MenuItem:
    """«Школа»."""
    return PermittedMenuItem(
        _("School"),
        reverse_lazy("iom_school"),
        name="iom-school",
        icon_name="home",
        order=70,
        permission="iom_wagtail.change_school",
    )


class StartPanel(Component):
    """The greeting of an empty installation: one large button."""

    name = "iom_start"
    order = 1
    template_name = "iom_wagtail/school/home_start.html"

    def __init__(self, step: str) -> None:
        self.step = step

    @property
    def media(self) -> Media:
        """The room's style sheet."""
        return Media(css={"all": ["iom_wagtail/school/school.css"]})

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Say at which step the set-up was left."""
        return {"step": self.step}


def greet(request: HttpRequest, panels: list[Any]) -> None:
    """Put the greeting first until the school, its people and its leaders' accounts are there."""
    from iom_wagtail.school.access import allows, is_setting_up
    from iom_wagtail.school.office.setup import next_step, school_of_default_site

    if not is_setting_up(request.user):
        return
    school = school_of_default_site()
    step = next_step(school)
    if step is not None and (school is None or allows(request.user, school, Act.ADD)):
        panels.insert(0, StartPanel(step))


def urls() -> list[URLPattern]:
    """Return the addresses of the room, under ``/admin/``."""
    from iom_wagtail.school.office import importing, people_accounts, school, setup, staff
    from iom_wagtail.school.office.listing import StaffListView

    person = "iom/staff/<int:pk>"
    return [
        path("iom/setup/", setup.SetupSchoolView.as_view(), name="iom_setup"),
        path("iom/setup/leaders/", setup.SetupLeadersView.as_view(), name="iom_setup_leaders"),
        path("iom/setup/staff/", setup.SetupStaffView.as_view(), name="iom_setup_staff"),
        path("iom/setup/accounts/", setup.SetupAccountsView.as_view(), name="iom_setup_accounts"),
        path("iom/setup/done/", setup.SetupDoneView.as_view(), name="iom_setup_done"),
        path("iom/school/", school.SchoolView.as_view(), name="iom_school"),
        path("iom/staff/", StaffListView.as_view(), name="iom_staff"),
        path(
            "iom/staff/results/",
            StaffListView.as_view(results_only=True),
            name="iom_staff_results",
        ),
        path("iom/staff/add/", staff.AddStaffView.as_view(), name="iom_staff_add"),
        path("iom/staff/import/", importing.ImportView.as_view(), name="iom_staff_import"),
        path(
            "iom/staff/accounts/",
            people_accounts.AccountsView.as_view(),
            name="iom_staff_accounts",
        ),
        path(f"{person}/", staff.EditStaffView.as_view(), name="iom_staff_edit"),
        path(
            f"{person}/password/",
            people_accounts.PasswordView.as_view(),
            name="iom_staff_password",
        ),
        path(f"{person}/state/", staff.StateView.as_view(), name="iom_staff_state"),
        path(f"{person}/rights/", staff.RightsView.as_view(), name="iom_staff_rights"),
    ]
