"""What stays of a deleted draft, looked for in every column of every table; people who left."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core import mail
from django.db import connection, models
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
from tests.factories import UserFactory, add_participant
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
