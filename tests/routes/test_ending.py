"""Deleting a draft, and the archive: who may, when, and what no other door does."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import ProtectedError
from django.urls import reverse
from wagtail.models import Page, PageLogEntry, Site

from iom_wagtail.approval import actions as approval
from iom_wagtail.approval import context
from iom_wagtail.approval.exceptions import NotYourStep
from iom_wagtail.routes import actions, ending, rules, signals
from iom_wagtail.routes.exceptions import NotAllowed
from iom_wagtail.routes.models import ArchivedRoute, RouteIndexPage, RoutePage
from iom_wagtail.school.models import School
from tests.factories import UserFactory, approve, make_route
from tests.routes.editor import Editor
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


# --- archive ----------------------------------------------------------------------------


@pytest.fixture
def approved(cast):
    approve(cast)
    return cast


def test_an_approved_route_goes_to_the_archive_and_back(approved):
    cast, client = approved, enter(approved.user("deputy"))
    title, plain, archive = (
        cast.route.title,
        reverse("iom_routes"),
        reverse("iom_routes") + "?archive",
    )
    office = reverse("iom_route_list")
    client.post(screen(cast, "archive"), {"act": "archive"})
    assert ArchivedRoute.objects.get().archived_by == cast.user("deputy")
    for address, listed in (
        (plain, False),
        (archive, True),
        (office, False),
        (office + "?archive=1", True),
        (reverse("wagtailadmin_explore", args=[cast.route.get_parent().pk]), False),
    ):
        shown = reverse("iom_route", args=[cast.route.pk])
        page = client.get(address).text
        assert (shown in page or f"/admin/pages/{cast.route.pk}/edit/" in page) is listed, address
    assert "?archive=1" in client.get(plain).text
    client.post(screen(cast, "archive"), {"act": "unarchive"})
    assert not ArchivedRoute.objects.exists()
    assert cast.teacher.list_name in client.get(plain).text
    assert cast.teacher.list_name not in client.get(archive).text
    actions_logged = PageLogEntry.objects.filter(page_id=cast.route.pk).values_list(
        "action", flat=True
    )
    assert {"iom_wagtail.archive", "iom_wagtail.unarchive"} <= set(actions_logged)
    assert all(entry.label == title for entry in PageLogEntry.objects.filter(page_id=cast.route.pk))


def test_a_page_shown_twice_never_does_the_opposite(approved):
    client = enter(approved.user("deputy"))
    for _time in range(2):
        client.post(screen(approved, "archive"), {"act": "archive"})
        assert ArchivedRoute.objects.count() == 1
    for _time in range(2):
        client.post(screen(approved, "archive"), {"act": "unarchive"})
        assert not ArchivedRoute.objects.exists()


@pytest.mark.parametrize("who", ["mentor", "teacher", "methodist", "director"])
def test_its_people_read_it_as_before(approved, who):
    ending.archive(approved.route, approved.user("deputy"))
    client = enter(approved.user(who))
    page = client.get(reverse("iom_route", args=[approved.route.pk]))
    assert page.status_code == 200 and "В архиве с" in page.text
    assert approved.teacher.list_name in client.get(reverse("iom_routes") + "?archive=1").text


def test_strangers_see_no_archive(approved, everybody):
    ending.archive(approved.route, approved.user("deputy"))
    for role in ("colleague", "other director", "editor", "technician"):
        client = enter(everybody[role])
        assert client.get(reverse("iom_route", args=[approved.route.pk])).status_code == 404
        assert (
            approved.teacher.list_name not in client.get(reverse("iom_routes") + "?archive=1").text
        )


def test_nobody_writes_or_submits_in_the_archive(approved):
    cast = approved
    route, mentor = cast.route, cast.user("mentor")
    draft = route.get_latest_revision_as_object()
    draft.goal = "Новая цель"
    actions.save_draft(draft, mentor)
    ending.archive(RoutePage.objects.get(pk=route.pk), cast.user("director"))
    route = cast.route = RoutePage.objects.get(pk=route.pk)
    with pytest.raises(NotYourStep):
        approval.submit(route, mentor)
    with pytest.raises(NotAllowed):
        actions.save_draft(route.get_latest_revision_as_object(), mentor)
    editor = Editor(cast)
    before = route.latest_revision_id
    editor.post({**editor.open(), "goal": "Ещё одна"})
    assert RoutePage.objects.get(pk=route.pk).latest_revision_id == before
    assert "маршрут в архиве" in editor.client.get(editor.url).text.lower()


def test_drafts_and_texts_in_approval_are_not_archived(cast):
    with pytest.raises(NotAllowed):
        ending.archive(cast.route, cast.user("deputy"))
    approve(cast)
    draft = cast.route.get_latest_revision_as_object()
    draft.goal = "Новая цель"
    actions.save_draft(draft, cast.user("mentor"))
    approval.submit(RoutePage.objects.get(pk=cast.route.pk), cast.user("mentor"))
    with pytest.raises(NotAllowed):
        ending.archive(RoutePage.objects.get(pk=cast.route.pk), cast.user("deputy"))
    with pytest.raises(NotAllowed):
        ending.unarchive(RoutePage.objects.get(pk=cast.route.pk), cast.user("deputy"))
    assert not ArchivedRoute.objects.exists()


def test_publishing_an_older_revision_neither_archives_nor_brings_back(approved):
    """What a revision holds is written back when it is published (facts 12)."""
    route, deputy = approved.route, approved.user("deputy")

    def publish_the_latest():
        fresh = RoutePage.objects.get(pk=route.pk)
        with context.acting(signs=route.pk, page=fresh):
            fresh.get_latest_revision().publish()
        return RoutePage.objects.get(pk=route.pk)

    ending.archive(route, deputy)
    assert publish_the_latest().is_archived
    in_archive = RoutePage.objects.get(pk=route.pk)
    in_archive.save_revision()
    ending.unarchive(in_archive, deputy)
    assert not publish_the_latest().is_archived


def test_the_home_screen_leaves_the_archive_out(approved):
    client = enter(approved.user("deputy"))
    edit = f"/admin/pages/{approved.route.pk}/edit/"
    assert edit in client.get(reverse("wagtailadmin_home")).text
    ending.archive(approved.route, approved.user("deputy"))
    assert edit not in client.get(reverse("wagtailadmin_home")).text
