"""The checks that tell when a wall has fallen: another policy, a route in the wrong place."""

from __future__ import annotations

import pytest
from django.core.checks import Error, Warning, run_checks
from django.core.management import CommandError, call_command
from django.urls import reverse
from wagtail.models import Locale, Page, PageViewRestriction, Site
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import policy_registry

from iom_wagtail.routes.models import RouteIndexPage, RoutePage
from iom_wagtail.school.roles import GroupCode, group
from tests.factories import UserFactory, make_cast, make_route
from tests.routes.entering import enter


def ids(databases=("default",)):
    return [
        message.id
        for message in run_checks(databases=databases)
        if (message.id or "").startswith("iom_wagtail.")
    ]


def test_another_policy_registered_later_is_told(monkeypatch):
    assert ids(()) == []
    monkeypatch.setitem(policy_registry.values_by_class, RoutePage, PagePermissionPolicy())
    found = [message for message in run_checks() if message.id == "iom_wagtail.W003"]
    assert len(found) == 1 and isinstance(found[0], Warning) and "RoutePage" in found[0].msg
    monkeypatch.setitem(policy_registry.values_by_class, Page, PagePermissionPolicy())
    assert ids(()) == ["iom_wagtail.W003"] * 3


# What came past the guards: written straight into the tree's columns.


def route_under_home(cast):
    home = Site.objects.get(is_default_site=True).root_page
    path = home.path + "0001"
    Page.objects.filter(pk=cast.route.pk).update(path=path, depth=3)
    return "iom_wagtail.E010"


def route_in_another_school(cast):
    other = RouteIndexPage.objects.get(school=make_cast().school)
    Page.objects.filter(pk=cast.route.pk).update(path=other.path + "0009")
    return "iom_wagtail.E010"


def index_under_home(cast):
    home = Site.objects.get(is_default_site=True).root_page
    index = RouteIndexPage.objects.get(school=cast.school)
    for page in Page.objects.filter(path__startswith=index.path):
        path = home.path + "0001" + page.path[len(index.path) :]
        Page.objects.filter(pk=page.pk).update(path=path, depth=page.depth + 1)
    return "iom_wagtail.E011"


def index_without_login(cast):
    PageViewRestriction.objects.all().delete()
    return "iom_wagtail.E012"


def alias(cast):
    home = Site.objects.get(is_default_site=True).root_page
    Page.objects.filter(pk=cast.route.pk).update(alias_of=home)
    return "iom_wagtail.E013"


def translation(cast):
    home = Site.objects.get(is_default_site=True).root_page
    english = Locale.objects.get(language_code="en")
    Page.objects.filter(pk=home.pk).update(
        translation_key=cast.route.translation_key, locale=english
    )
    return "iom_wagtail.E013"


def site_at_the_root(cast):
    Site.objects.update(root_page=Page.get_first_root_node())
    return "iom_wagtail.E014"


FAULTS = [
    route_under_home,
    route_in_another_school,
    index_under_home,
    index_without_login,
    alias,
    translation,
    site_at_the_root,
]


@pytest.mark.django_db
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_of_place_fails_the_check_and_stands_on_the_home_screen(fault):
    cast = make_cast()
    make_route(cast, filled=False)
    technician = UserFactory()
    technician.groups.add(group(GroupCode.TECHNICIAN))
    told = [cast.user("director"), cast.user("deputy"), technician]
    home = reverse("wagtailadmin_home")
    assert ids() == []
    assert "iom-place" not in enter(told[0]).get(home).text
    expected = fault(cast)
    assert expected in ids()
    assert all(isinstance(m, Error) for m in run_checks(databases=["default"]) if m.id == expected)
    with pytest.raises(CommandError):
        call_command("check", databases=["default"])
    for user in told:
        screen = enter(user).get(home).text
        assert "iom-place" in screen
    assert cast.route.title not in enter(technician).get(home).text
    for name in ("teacher", "mentor", "methodist", "colleague"):
        assert "iom-place" not in enter(cast.user(name)).get(home).text


@pytest.mark.django_db
def test_setup_roles_mends_privacy_and_fails_on_what_it_cant_mend():
    """Schools run it after every update (docs/deploy.md)."""
    cast = make_cast()
    make_route(cast, filled=False)
    index_without_login(cast)
    call_command("setup_roles")
    assert ids() == []
    route_under_home(cast)
    with pytest.raises(CommandError, match=r"iom_wagtail\.E010"):
        call_command("setup_roles")


@pytest.mark.django_db
def test_without_tables_nothing_is_said(monkeypatch):
    """Before the first ``migrate`` there is nothing to ask."""
    from django.db import OperationalError

    from iom_wagtail.routes import placement

    def no_table():
        raise OperationalError("no such table")

    monkeypatch.setattr(placement, "faults", no_table)
    assert ids() == []
