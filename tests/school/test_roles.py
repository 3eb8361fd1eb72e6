"""The six groups: exactly the permissions of ``docs/access.md``, made by an idempotent command."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import (
    GroupCollectionPermission,
    GroupPagePermission,
    GroupSitePermission,
    Page,
    Site,
)

from iom_wagtail.school import roles
from iom_wagtail.school.roles import GROUP_NAMES, GroupCode
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

SCHOOL = {
    "view_school",
    "change_school",
    "change_criteriaset",
    "view_staffmember",
    "add_staffmember",
    "change_staffmember",
    "view_publicationconsent",
}
EXPECTED = {
    GroupCode.DIRECTOR: SCHOOL,
    GroupCode.DEPUTY: SCHOOL,
    GroupCode.METHODIST: {"view_staffmember", "change_criteriaset"},
    GroupCode.STAFF: set(),
    GroupCode.SITE_EDITOR: {"submit_translation", "view_publicationconsent"},
    GroupCode.TECHNICIAN: {
        "view_user",
        "add_user",
        "change_user",
        "view_site",
        "change_site",
        "view_redirect",
        "add_redirect",
        "change_redirect",
        "delete_redirect",
        "view_staffmember",
        "add_staffmember",
    },
}


@pytest.fixture(autouse=True)
def _groups(db):
    call_command("setup_roles", verbosity=0)


@pytest.mark.parametrize("code", list(GroupCode))
def test_permissions_of_a_group(code):
    held = set(roles.group(code).permissions.values_list("codename", flat=True))
    settings = {name for name in held - EXPECTED[code] if name.startswith("change_")}
    # A project's own settings models are the technician's too.
    assert held - settings == EXPECTED[code] | {"access_admin"}
    assert not settings or code == GroupCode.TECHNICIAN


@pytest.fixture
def cast_editor(client):
    """The browser of a site editor."""
    user = UserFactory()
    user.groups.add(roles.group("site_editor"))
    client.force_login(user)
    return client


@pytest.mark.parametrize("code", list(GroupCode))
def test_nobody_touches_workflows_groups_or_routes(code):
    names = set(roles.group(code).permissions.values_list("codename", flat=True))
    forbidden = ("workflow", "task", "_group", "routepage", "approvedversion", "routeassignment")
    assert not [name for name in names if any(word in name for word in forbidden)]


def test_only_site_editors_hold_page_and_file_rights():
    home = Site.objects.get(is_default_site=True).root_page
    ours = Group.objects.filter(name__in=GROUP_NAMES.values())
    pages = GroupPagePermission.objects.filter(group__in=ours)
    assert {(row.group.name, row.page_id, row.permission.codename) for row in pages} == {
        (GROUP_NAMES[GroupCode.SITE_EDITOR], home.pk, codename)
        for codename in ("add_page", "change_page", "publish_page")
    }
    files = GroupCollectionPermission.objects.filter(group__in=ours)
    assert {row.group.name for row in files} == {GROUP_NAMES[GroupCode.SITE_EDITOR]}
    assert files.count() == 6


def test_a_second_run_changes_nothing_and_mends_what_was_changed():
    before = set(GroupPagePermission.objects.values_list("pk", flat=True))
    call_command("setup_roles", verbosity=0)
    assert set(GroupPagePermission.objects.values_list("pk", flat=True)) == before
    staff = roles.group("staff")
    staff.permissions.add(Permission.objects.get(codename="change_user"))
    call_command("setup_roles", verbosity=0)
    assert set(staff.permissions.values_list("codename", flat=True)) == {"access_admin"}
    assert Group.objects.filter(name__in=GROUP_NAMES.values()).count() == len(GROUP_NAMES)


def test_editors_write_the_footer_of_the_default_site_alone(cast_editor):
    default = Site.objects.get(is_default_site=True)
    further = Site.objects.create(hostname="b.example", root_page=default.root_page)
    footer = ["home", "sitefooter"]
    answers = {
        site.pk: cast_editor.get(reverse("wagtailsettings:edit", args=[*footer, site.pk]))
        for site in (default, further)
    }
    assert answers[default.pk].status_code == 200
    assert answers[further.pk].status_code == 302
    assert "b.example" not in answers[default.pk].text
    # ... and what was given by hand is taken back
    editors, footer_right = roles.group("site_editor"), GroupSitePermission.objects.get()
    GroupSitePermission.objects.create(
        group=editors, site=further, permission=footer_right.permission
    )
    call_command("setup_roles", verbosity=0)
    assert GroupSitePermission.objects.get() == footer_right


def test_editors_follow_a_new_home_page():
    site = Site.objects.get(is_default_site=True)
    new = Page.get_first_root_node().add_child(instance=Page(title="Новая", slug="new-home"))
    site.root_page = new
    site.save()
    call_command("setup_roles", verbosity=0)
    pages = GroupPagePermission.objects.filter(group=roles.group("site_editor"))
    assert set(pages.values_list("page_id", flat=True)) == {new.pk}
