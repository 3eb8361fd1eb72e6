"""Mutations of the school room: what they change, whom they refuse, what the log holds."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from wagtail.models import ModelLogEntry, Page, Site

from iom_wagtail.routes.models import RouteIndexPage
from iom_wagtail.school import access, accounts, actions, roles
from iom_wagtail.school.models import School, StaffMember
from iom_wagtail.school.roles import GROUP_NAMES, GroupCode
from iom_wagtail.school.signals import school_created
from tests.factories import StaffFactory, UserFactory, make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(staffed):
    return staffed


@pytest.fixture
def other():
    make_cast()
    return make_cast()


def technician(school):
    person = StaffFactory(school=school, surname="Громов", account=True)
    person.user.groups.add(roles.group("technician"))
    return get_user_model().objects.get(pk=person.user_id)


def groups_of(person):
    user = get_user_model().objects.get(pk=person.user_id)
    return set(user.groups.values_list("name", flat=True))


def fresh(person):
    return StaffMember.objects.get(pk=person.pk)


# --- the school -------------------------------------------------------------------------


def test_a_school_is_made_with_groups_and_an_announcement():
    heard = []

    def hear(school, **kwargs):
        heard.append(school)

    school_created.connect(hear)
    try:
        school = actions.create_school(
            Site.objects.get(is_default_site=True),
            UserFactory(is_superuser=True),
            full_name="Школа",
            short_name="Школа № 7",
        )
    finally:
        school_created.disconnect(hear)
    assert heard == [school]
    assert RouteIndexPage.objects.filter(school=school).exists()
    assert roles.group("director")


def test_a_site_has_one_school():
    user = UserFactory(is_superuser=True)
    site = Site.objects.get(is_default_site=True)
    actions.create_school(site, user, full_name="Школа", short_name="Школа")
    with pytest.raises(ValidationError):
        actions.create_school(site, user, full_name="Ещё", short_name="Ещё")


def test_only_whoever_runs_the_site_makes_a_school(cast):
    root = Page.get_first_root_node().add_child(instance=Page(title="Сайт", slug="second"))
    site = Site.objects.create(hostname="second.example", root_page=root)
    for name in ("director", "deputy", "teacher"):
        with pytest.raises(PermissionDenied):
            actions.create_school(site, cast.user(name), full_name="Школа", short_name="Школа")


@pytest.mark.parametrize(
    ("name", "may"),
    [("director", True), ("deputy", True), ("methodist", False), ("teacher", False)],
)
def test_who_changes_the_record(cast, name, may):
    if may:
        actions.update_school(cast.school, cast.user(name), place="г. Новый")
        assert School.objects.get(pk=cast.school.pk).place == "г. Новый"
    else:
        with pytest.raises(PermissionDenied):
            actions.update_school(cast.school, cast.user(name), place="г. Новый")


def test_offices_do_not_come_in_through_the_record(cast):
    with pytest.raises(ValidationError):
        actions.update_school(cast.school, cast.user("deputy"), director=cast.deputy)


# --- offices ----------------------------------------------------------------------------


def test_groups_follow_an_appointment(cast):
    actions.appoint(cast.school, "deputy", cast.mentor, cast.user("director"))
    assert GROUP_NAMES[GroupCode.DEPUTY] in groups_of(cast.mentor)
    assert GROUP_NAMES[GroupCode.DEPUTY] not in groups_of(cast.deputy)
    assert GROUP_NAMES[GroupCode.STAFF] in groups_of(cast.deputy)


def test_a_stranger_and_an_outsider_get_no_office(cast, other):
    outsider = StaffFactory(school=cast.school, outside=True)
    left = StaffFactory(school=cast.school, active=False)
    for person in (other.mentor, outsider, left, cast.director):
        with pytest.raises(ValidationError):
            actions.appoint(cast.school, "deputy", person, UserFactory(is_superuser=True))


def test_case_37_nobody_appoints_themselves(cast):
    by = technician(cast.school)
    for office, user in (
        ("director", cast.user("deputy")),
        ("methodists", cast.user("deputy")),
        ("director", by),
        ("director", cast.user("methodist")),
    ):
        who = user.staff_member
        with pytest.raises(PermissionDenied):
            actions.appoint(cast.school, office, [who] if office == "methodists" else who, user)
    cast.school.director = None
    cast.school.save()
    with pytest.raises(PermissionDenied):
        actions.appoint(cast.school, "director", by.staff_member, by)
    assert School.objects.get(pk=cast.school.pk).director is None


def test_another_schools_director_gives_no_office_here(cast, other):
    with pytest.raises(PermissionDenied):
        actions.appoint(cast.school, "deputy", cast.mentor, other.user("director"))


# --- people -----------------------------------------------------------------------------


def test_a_wrong_record_is_refused_by_field(cast):
    with pytest.raises(ValidationError) as caught:
        actions.add_staff(cast.school, cast.user("deputy"), surname="Я" * 101)
    assert "surname" in caught.value.message_dict


def test_a_record_has_no_account_and_no_school_to_set(cast):
    for values in ({"user": cast.user("director")}, {"school": cast.school}, {"active": False}):
        with pytest.raises(TypeError):
            actions.update_staff(cast.colleague, cast.user("deputy"), **values)


def test_who_changes_people(cast, other):
    for user in (cast.user("methodist"), cast.user("teacher"), other.user("deputy")):
        with pytest.raises(PermissionDenied):
            actions.update_staff(cast.colleague, user, surname="Иная")
        with pytest.raises(PermissionDenied):
            actions.add_staff(cast.school, user, surname="Иная")


def test_leaving_closes_the_account_and_ends_sessions(cast, client):
    client.force_login(cast.user("colleague"))
    actions.set_active(cast.colleague, cast.user("deputy"), False)
    assert "_auth_user_id" in client.session
    assert client.get("/admin/").status_code == 302
    user = get_user_model().objects.get(pk=cast.colleague.user_id)
    assert not user.is_active and not user.has_usable_password()
    assert groups_of(cast.colleague) == set()
    person = actions.set_active(fresh(cast.colleague), cast.user("deputy"), True)
    assert person.active and groups_of(person) == {GROUP_NAMES[GroupCode.STAFF]}
    # The old session doesn't come back with the person.
    assert client.get("/admin/").status_code == 302


@pytest.mark.parametrize("name", ["director", "deputy"])
def test_an_office_is_handed_over_before_leaving(cast, name):
    with pytest.raises(ValidationError):
        actions.set_active(getattr(cast, name), UserFactory(is_superuser=True), False)


def test_a_methodist_who_leaves_is_one_no_more(cast):
    actions.set_active(cast.methodist, cast.user("director"), False)
    assert not cast.school.methodists.exists()


def test_this_is_me_is_a_superusers_word(cast):
    person = StaffFactory(school=cast.school)
    with pytest.raises(PermissionDenied):
        actions.link_account(person, cast.user("deputy"))
    root = UserFactory(is_superuser=True)
    actions.link_account(person, root)
    assert fresh(person).user == root


# --- the log ----------------------------------------------------------------------------


def test_the_log_names_the_act_and_no_person(cast):
    deputy = cast.user("deputy")
    person = actions.add_staff(cast.school, deputy, surname="Канарейкина", given_name="Жанна")
    accounts.create_account(person, deputy)
    actions.update_staff(person, deputy, surname="Канарейкина", position="канарейка")
    actions.set_active(person, deputy, False)
    entries = ModelLogEntry.objects.filter(data__staff=person.pk)
    assert {entry.action for entry in entries} == {
        "iom_wagtail.add_staff",
        "iom_wagtail.create_account",
        "iom_wagtail.edit_staff",
        "iom_wagtail.deactivate",
    }
    for entry in entries:
        text = f"{entry.label} {entry.data} {entry.message}".casefold()
        assert "канарей" not in text and "kanarey" not in text
        assert entry.user == deputy


def test_a_technician_without_a_record_belongs_to_the_default_site(cast, other):
    user = UserFactory()
    user.groups.add(roles.group("technician"))
    assert access.school_of(user) == School.objects.get(site__is_default_site=True)
    assert not access.standings_of(user, other.school)
