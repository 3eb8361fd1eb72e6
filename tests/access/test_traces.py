"""What stays of a deleted draft, looked for in every column of every table; people who left."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core import mail
from django.db import connection, models
from django.test import Client
from django.urls import reverse
from wagtail.admin.models import EditingSession, FormState
from wagtail.models import (
    Comment,
    CommentReply,
    ModelLogEntry,
    Page,
    PageLogEntry,
    PageSubscription,
    ReferenceIndex,
    TaskState,
)

from iom_wagtail.approval import actions as approval
from iom_wagtail.routes import actions, ending
from iom_wagtail.routes.models import RouteAssignment, RoutePage
from iom_wagtail.school import actions as school_actions
from tests.factories import PASSWORD, UserFactory, add_participant
from tests.routes.entering import enter

pytestmark = pytest.mark.django_db

CANARY = "канарейка"

#: Relations of the page whose rows hold words.
TABLES = ("objectives", "taught_programmes", "difficulties", "programme_items", "checkpoints")


def sing(row: models.Model) -> None:
    """Put a canary into every free text field of a row."""
    for field in row._meta.get_fields():
        words = isinstance(field, models.CharField | models.TextField) and not field.choices
        own = field.model.__module__.startswith("iom_wagtail.") if words else False
        if own:
            setattr(row, field.name, f"{CANARY} {field.name}"[: field.max_length])


def tables_with(word: str) -> set[str]:
    """Return the tables in which a word stands, in any column, letter case and encoding.

    SQLite's search index keeps its words in tables of its own, as bytes; they are read too.
    """
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                if any(word in text(value) for value in row):
                    found.add(table)
                    break
    return found


def text(value: Any) -> str:
    """Return a cell as lower-case text, JSON escapes undone."""
    if isinstance(value, bytes | memoryview):
        value = bytes(value).decode("utf-8", errors="ignore")
    value = str(value)
    if "\\u" in value:
        value += value.encode("ascii", errors="ignore").decode("unicode_escape", errors="ignore")
    return value.lower()


@pytest.fixture
def cast(drafted):
    """A draft with a canary wherever somebody may write, on its way through every screen."""
    cast = drafted
    route, mentor = cast.route, cast.user("mentor")
    draft = route.get_latest_revision_as_object()
    sing(draft)
    for name in TABLES:
        rows = list(getattr(draft, name).all()) or [getattr(draft, name).model(sort_order=0)]
        for row in rows:
            sing(row)
        setattr(draft, name, rows)
    draft.search_description = f"{CANARY} search"
    draft.save()  # Wagtail's editor writes the rows of a draft too, before it is first published
    actions.save_draft(draft, mentor)
    row = add_participant(cast)
    actions.end_assignment(
        row, cast.user("deputy"), until=dt.date(2025, 10, 1), basis=f"{CANARY} end"
    )
    RouteAssignment.objects.filter(route=route).update(
        basis=f"{CANARY} basis", duty=f"{CANARY} duty"
    )
    fresh = RoutePage.objects.get(pk=route.pk)
    approval.submit(fresh, mentor, comment=f"{CANARY} submitted")
    approval.send_back(
        fresh,
        cast.user("deputy"),
        revision_id=RoutePage.objects.get(pk=route.pk).latest_revision_id,
        comment=f"{CANARY} returned",
    )
    cast.route = RoutePage.objects.get(pk=route.pk)
    return cast


def write_past_the_screens(cast) -> None:
    """Leave what Wagtail could hold about a page, though our screens never write it."""
    route, mentor = cast.route, cast.user("mentor")
    comment = Comment.objects.create(
        page=route, user=mentor, text=f"{CANARY} comment", contentpath="goal"
    )
    CommentReply.objects.create(comment=comment, user=mentor, text=f"{CANARY} reply")
    PageSubscription.objects.create(page=route, user=mentor, comment_notifications=True)
    TaskState.objects.filter(workflow_state__object_id=str(route.pk)).update(
        comment=f"{CANARY} task"
    )
    FormState.objects.update_or_create_by_instance(
        instance=route,
        user=mentor,
        defaults={
            "data": f"goal={CANARY}preview",
            "last_updated_at": dt.datetime.now(dt.UTC),
        },
    )
    EditingSession.objects.create(
        user=mentor,
        content_type=ContentType.objects.get_for_model(RoutePage),
        object_id=str(route.pk),
        last_seen_at=dt.datetime.now(dt.UTC),
    )


def test_case_24_of_a_deleted_draft_no_word_stays(cast):
    write_past_the_screens(cast)
    route = cast.route
    before = tables_with(CANARY)
    assert {
        "iom_wagtail_routepage",
        "iom_wagtail_programmeitem",
        "iom_wagtail_routeassignment",
        "iom_wagtail_approvalevent",
        "wagtailcore_revision",
        "wagtailcore_comment",
        "wagtailcore_commentreply",
        "wagtailcore_taskstate",
        "wagtailadmin_formstate",
    } <= before
    client = enter(cast.user("deputy"))
    client.get(reverse("wagtailadmin_pages:edit", args=[route.pk]))
    answer = client.post(reverse("iom_route_delete", args=[route.pk]))
    assert answer.status_code == 302
    assert tables_with(CANARY) == set()
    assert not ReferenceIndex.objects.filter(object_id=str(route.pk)).exists()
    assert CANARY not in text(client.session.items()) + text(answer.headers) + text(client.cookies)


def test_case_24_the_log_of_a_deleted_draft_holds_no_name_and_no_word(cast):
    ending.delete_draft(cast.route, cast.user("director"))
    entries = PageLogEntry.objects.filter(page_id=cast.route.pk)
    assert {"iom_wagtail.open", "iom_wagtail.assign", "wagtail.delete"} <= set(
        entries.values_list("action", flat=True)
    )
    said = text([(entry.label, entry.data) for entry in entries])
    for person in (cast.teacher, cast.mentor, cast.psychologist):
        assert person.surname.lower() not in said
    assert {entry.label for entry in entries} == {cast.route.title}
    labels = text(list(ModelLogEntry.objects.values_list("label", "data")))
    assert cast.teacher.surname.lower() not in labels


def test_case_24_a_deleted_draft_is_found_by_nobody(cast):
    title = cast.route.title
    ending.delete_draft(cast.route, cast.user("deputy"))
    client = enter(UserFactory(is_superuser=True))
    found = client.get(reverse("wagtailadmin_pages:search"), {"q": title})
    assert f"/admin/pages/{cast.route.pk}/" not in found.text
    assert not Page.objects.search(title)


def test_a_letter_about_a_deleted_draft_is_not_sent(cast, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        fresh = RoutePage.objects.get(pk=cast.route.pk)
        approval.submit(fresh, cast.user("mentor"))
        approval.withdraw(RoutePage.objects.get(pk=fresh.pk), cast.user("mentor"))
        ending.delete_draft(fresh, cast.user("deputy"))
    assert mail.outbox == []


# --- people who left --------------------------------------------------------------------


@pytest.fixture
def approved(signed):
    """A route in force."""
    return signed


def pages(cast, who: str) -> str:
    """Return what somebody reads of the route: the version in force and the first one."""
    client, said = enter(cast.user(who)), ""
    for address in (
        reverse("iom_route", args=[cast.route.pk]),
        reverse("iom_route_version", args=[cast.route.pk, 1]),
        reverse("iom_route_people", args=[cast.route.pk]),
        reverse("iom_routes"),
    ):
        answer = client.get(address)
        assert answer.status_code == 200, address
        said += answer.text
    return said


@pytest.mark.parametrize("who", ["teacher", "mentor"])
def test_case_59_who_left_keeps_the_name_on_the_route(approved, who):
    person = getattr(approved, who)
    school_actions.set_active(person, approved.user("director"), False)
    said = pages(approved, "deputy")
    assert person.full_name in said
    version = approved.route.approved_versions.get()
    assert person.surname in version.content
    assert not RoutePage.objects.visible_to(approved.user(who)).exists()


def test_case_59_a_director_who_left_keeps_the_name_under_the_version(approved):
    old = approved.director
    school_actions.appoint(
        approved.school, "director", approved.colleague, UserFactory(is_superuser=True)
    )
    approved.school.refresh_from_db()
    school_actions.set_active(
        type(old).objects.get(pk=old.pk), UserFactory(is_superuser=True), False
    )
    version = approved.route.approved_versions.get()
    assert old.short_name in [row["name"] for row in version.trail]
    assert old.surname in pages(approved, "deputy")


def test_case_59_a_changed_surname_leaves_old_versions_as_they_were(approved):
    version = approved.route.approved_versions.get()
    before = version.content, version.sha256, version.trail
    school_actions.update_staff(approved.teacher, approved.user("deputy"), surname="Новикова")
    school_actions.update_staff(approved.director, approved.user("deputy"), surname="Ястребов")
    version.refresh_from_db()
    assert (version.content, version.sha256, version.trail) == before
    address = reverse("iom_route_version", args=[approved.route.pk, 1])
    said = enter(approved.user("deputy")).get(address).text
    assert "Лебедева" in said and "Новикова" not in said
    assert "Соколов" in said and "Ястребов" not in said


@pytest.mark.parametrize("superuser", [True, False])
def test_people_are_not_deleted_in_wagtails_own_screens(approved, superuser):
    """Whoever asks is told to deactivate; nothing goes, neither one by one nor in bulk."""
    boss = UserFactory(is_superuser=superuser)
    boss.user_permissions.set(Permission.objects.filter(codename__endswith="_user"))
    boss.user_permissions.add(Permission.objects.get(codename="access_admin"))
    lonely = UserFactory()
    client, keys = enter(boss), [approved.teacher.user_id, lonely.pk]
    for pk in keys:
        for ask in (client.get, client.post):
            answer = ask(reverse("wagtailusers_users:delete", args=[pk]), follow=True)
            assert answer.status_code == 200
    assert "снимите отметку" in answer.text
    bulk = reverse("wagtail_bulk_action", args=["auth", "user", "delete"])
    answer = client.post(f"{bulk}?id={keys[0]}&id={keys[1]}", follow=True)
    assert answer.status_code == 200 and "снимите отметку" in answer.text
    assert type(lonely).objects.filter(pk__in=keys).count() == 2


def test_case_12_a_deactivated_persons_session_ends_at_the_next_request(approved):
    client = Client()
    assert client.login(username=approved.mentor.user.username, password=PASSWORD)
    routes, office = reverse("iom_routes"), reverse("wagtailadmin_home")
    assert client.get(routes).status_code == client.get(office).status_code == 200
    school_actions.set_active(approved.mentor, approved.user("deputy"), False)
    for address in (routes, office, reverse("iom_route", args=[approved.route.pk])):
        answer = client.get(address)
        assert answer.status_code == 302 and answer.url.startswith(reverse("iom_login")), address
    assert not client.login(username=approved.mentor.user.username, password=PASSWORD)
    school_actions.set_active(
        type(approved.mentor).objects.get(pk=approved.mentor.pk), approved.user("deputy"), True
    )
    assert client.get(routes).status_code == 302


def test_case_12_an_account_closed_in_wagtails_own_screen_ends_the_session_too(approved):
    client = enter(approved.user("mentor"))
    type(approved.mentor.user).objects.filter(pk=approved.mentor.user_id).update(is_active=False)
    assert client.get(reverse("iom_routes")).status_code == 302
    assert client.get(reverse("wagtailadmin_home")).status_code == 302


def test_case_12_who_left_the_staff_with_an_open_account_sees_no_route(approved):
    client = enter(approved.user("mentor"))
    type(approved.mentor).objects.filter(pk=approved.mentor.pk).update(active=False)
    assert client.get(reverse("iom_route", args=[approved.route.pk])).status_code == 404
