"""Deleting a draft: who may, when, and what no other door does."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import ProtectedError
from django.urls import reverse
from wagtail.models import Page, PageLogEntry, Site

from iom_wagtail.approval import actions as approval
from iom_wagtail.routes import ending, rules, signals
from iom_wagtail.routes.exceptions import NotAllowed
from iom_wagtail.routes.models import ArchivedRoute, RouteIndexPage, RoutePage
from iom_wagtail.school.models import School
from tests.factories import UserFactory, approve, make_route
from tests.routes.entering import TURNED_AWAY, enter

pytestmark = pytest.mark.django_db

LEADERS = {"director", "deputy"}


def screen(cast, name):
    return reverse(f"iom_route_{name}", args=[cast.route.pk])


def there(cast) -> bool:
    return RoutePage.objects.filter(pk=cast.route.pk).exists()


@pytest.mark.parametrize(
    ("has_version", "in_approval", "archived", "deletable", "archivable"),
    [
        (False, False, False, True, False),
        (False, True, False, False, False),
        (True, False, False, False, True),
        (True, True, False, False, False),
        (True, False, True, False, False),
    ],
)
def test_rules(has_version, in_approval, archived, deletable, archivable):
    deletion = rules.deletion_problem(has_version=has_version, in_approval=in_approval)
    archive = rules.archive_problem(
        has_version=has_version, in_approval=in_approval, archived=archived
    )
    assert (not deletion, not archive) == (deletable, archivable)


# --- deletion ---------------------------------------------------------------------------


def test_the_screens_ask_the_right_people(cast, everybody):
    for name in ("delete", "archive"):
        for role, user in everybody.items():
            reader = role in {"methodist", "mentor", "teacher", "psychologist", "anonymous"}
            expected = 200 if role in LEADERS else TURNED_AWAY if reader else 404
            assert enter(user).get(screen(cast, name)).status_code == expected, (name, role)


def test_a_forged_post_deletes_and_archives_nothing(cast, everybody):
    for name in ("delete", "archive"):
        for role, user in everybody.items():
            if role not in LEADERS:
                status = enter(user).post(screen(cast, name), {"act": "archive"}).status_code
                assert status in (TURNED_AWAY, 404), (name, role)
    superuser = enter(UserFactory(is_superuser=True))
    assert superuser.post(screen(cast, "delete")).status_code == TURNED_AWAY
    assert there(cast) and not ArchivedRoute.objects.exists()


@pytest.mark.parametrize("who", sorted(LEADERS))
def test_a_draft_is_deleted_after_one_question(cast, who):
    client = enter(cast.user(who))
    question = client.get(screen(cast, "delete"))
    assert cast.route.title in question.text and there(cast)
    answer = client.post(screen(cast, "delete"), follow=True)
    assert answer.redirect_chain == [(reverse("iom_route_list"), 302)]
    assert f"{cast.route.title}" in answer.text
    assert not there(cast)
    entry = PageLogEntry.objects.get(page_id=cast.route.pk, action="wagtail.delete")
    assert entry.user == cast.user(who) and entry.deleted and entry.label == cast.route.title


def test_the_number_of_children_stays_right(cast):
    ending.delete_draft(cast.route, cast.user("deputy"))
    assert Page.find_problems() == ([], [], [], [], [])


def test_in_approval_nothing_is_deleted(cast):
    approval.submit(cast.route, cast.user("mentor"))
    with pytest.raises(NotAllowed):
        ending.delete_draft(cast.route, cast.user("deputy"))
    client = enter(cast.user("deputy"))
    assert 'type="submit" class="button serious"' not in client.get(screen(cast, "delete")).text
    assert client.post(screen(cast, "delete")).status_code == 200
    assert there(cast)


def test_an_approved_route_is_never_deleted(cast):
    approve(cast)
    with pytest.raises(NotAllowed):
        ending.delete_draft(cast.route, cast.user("director"))
    client = enter(cast.user("director"))
    assert screen(cast, "archive") in client.get(screen(cast, "delete")).text
    assert client.post(screen(cast, "delete")).status_code == 200
    assert there(cast)


def test_another_schools_leaders_delete_nothing(cast, everybody):
    with pytest.raises(NotAllowed):
        ending.delete_draft(cast.route, everybody["other director"])
    assert there(cast)


def test_deletion_is_announced_while_the_route_is_still_there(cast):
    seen = []

    def listen(route, **kwargs):
        seen.append(RoutePage.objects.filter(pk=route.pk).exists())

    signals.deleting.connect(listen)
    try:
        ending.delete_draft(cast.route, cast.user("deputy"))
    finally:
        signals.deleting.disconnect(listen)
    assert seen == [True]


# --- other doors ------------------------------------------------------------------------


@pytest.mark.parametrize("approved", [False, True])
def test_code_deletes_no_route_through_another_door(cast, approved):
    if approved:
        approve(cast)
    index = RouteIndexPage.objects.get(school=cast.school)
    fresh = RoutePage.objects.get(pk=cast.route.pk)
    for attempt in (
        fresh.delete,
        Page.objects.get(pk=fresh.pk).delete,
        RoutePage.objects.filter(pk=fresh.pk).delete,
        Page.objects.filter(pk=fresh.pk).delete,
        index.delete,
        RouteIndexPage.objects.filter(pk=index.pk).delete,
        Page.objects.filter(pk=index.pk).delete,
        Page.get_first_root_node().delete,
        cast.school.delete,
        cast.school.site.delete,
        School.objects.all().delete,
        Site.objects.all().delete,
    ):
        with pytest.raises((PermissionDenied, ProtectedError)), transaction.atomic():
            attempt()
    assert there(cast) and RouteIndexPage.objects.filter(pk=index.pk).exists()
    assert fresh.get_latest_revision() is not None
    assert fresh.assignments.count() == 3


def test_one_deletion_opens_the_door_for_no_other_route(cast):
    with ending.the_one_door(cast.route):
        other = make_route(
            cast, filled=False, start_on=dt.date(2027, 9, 1), end_on=dt.date(2028, 5, 1)
        )
        with pytest.raises(NotAllowed):
            other.delete()


@pytest.mark.parametrize("approved", [False, True])
def test_wagtails_own_screens_refuse_politely(cast, approved):
    if approved:
        approve(cast)
    client = enter(UserFactory(is_superuser=True))
    site, home = cast.school.site, cast.school.site.root_page
    index = cast.route.get_parent()
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    for address, status in (
        (reverse("wagtailadmin_pages:delete", args=[cast.route.pk]), 302),
        (reverse("wagtailadmin_pages:delete", args=[index.pk]), 302),
        (reverse("wagtailadmin_pages:delete", args=[home.pk]), 302),
        (reverse("wagtailsites:delete", args=[site.pk]), 302),
        (f"{bulk}?id={cast.route.pk}", 302),
        (f"{bulk}?id={home.pk}", 302),
        (f"{bulk}?id=all&childOf={index.pk}", 302),
    ):
        assert client.post(address).status_code == status, address
    assert there(cast) and Page.objects.filter(pk__in=[index.pk, home.pk]).count() == 2
    assert Site.objects.filter(pk=site.pk).exists()
    said = client.post(reverse("wagtailsites:delete", args=[site.pk]), follow=True).text
    assert "документы школы" in said


@pytest.mark.parametrize("approved", [False, True])
@pytest.mark.parametrize("who", ["deputy", "superuser"])
def test_wagtails_admin_api_refuses_politely(cast, approved, who):
    if approved:
        approve(cast)
    superuser = who == "superuser"
    client = enter(UserFactory(is_superuser=True) if superuser else cast.user(who))
    index, home = cast.route.get_parent(), cast.school.site.root_page
    for page, status in ((cast.route, 403), (index, 403), (home, 302 if superuser else 404)):
        act = reverse("wagtailadmin_api:pages:action", args=[page.pk, "delete"])
        assert client.post(act).status_code == status, page
        assert Page.objects.filter(pk=page.pk).exists()
