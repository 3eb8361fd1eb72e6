"""The archive: an approved route leaves the lists, and nothing else of it changes."""

from __future__ import annotations

import pytest
from django.urls import reverse
from wagtail.models import PageLogEntry

from iom_wagtail.approval import actions as approval
from iom_wagtail.approval import context
from iom_wagtail.approval.exceptions import NotYourStep
from iom_wagtail.routes import actions, ending
from iom_wagtail.routes.exceptions import NotAllowed
from iom_wagtail.routes.models import ArchivedRoute, RoutePage
from tests.factories import approve
from tests.routes.editor import Editor
from tests.routes.entering import enter

pytestmark = pytest.mark.django_db


def screen(cast, name):
    return reverse(f"iom_route_{name}", args=[cast.route.pk])


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
    assert "Открыть в редакторе" not in page.text
    assert "Все ваши маршруты в архиве" in client.get(reverse("iom_routes")).text
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
