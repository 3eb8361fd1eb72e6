"""Hostile and faulty cases of the route's text, by number from the list of abuse cases."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision

from iom_wagtail.approval.rules import checksum
from iom_wagtail.routes import access, actions
from iom_wagtail.routes.models import ProgrammeItem, RouteAssignment, RoutePage
from iom_wagtail.routes.rules import Timing, timing
from iom_wagtail.school import names
from tests.factories import PASSWORD, StaffFactory, approve, make_cast, make_route

STRANGE = '=HYPERLINK("http://x") <script>alert(1)</script> \u202e ЖIовхьар Ӏаьржа 🙂 «ё»'


@pytest.mark.parametrize(
    ("parts", "full", "short"),
    [
        (
            ("Римская-Корсакова", "Анна-Мария", "Юрьевна"),
            "Римская-Корсакова Анна-Мария Юрьевна",
            "А.-М. Ю. Римская-Корсакова",
        ),
        (("О’Коннор", "Пётр", ""), "О’Коннор Пётр", "П. О’Коннор"),
        (("Мадонна", "", ""), "Мадонна", "Мадонна"),
        (("Ӏабдулаев", "Ӏумар", "Ӏалиевич"), "Ӏабдулаев Ӏумар Ӏалиевич", "Ӏ. Ӏ. Ӏабдулаев"),
        (("Иванова", "🙂", ""), "Иванова 🙂", "🙂. Иванова"),
    ],
)
def test_case_33_names_keep_their_form(parts, full, short):
    assert names.full_name(*parts) == full
    assert names.short_name(*parts).replace("\u00a0", " ") == short


@pytest.mark.django_db
def test_case_33_strange_text_goes_from_draft_to_version_to_screen_unchanged(client):
    cast = make_cast()
    make_route(cast)
    cell = STRANGE + "я" * (5000 - len(STRANGE))
    draft = cast.route.get_latest_revision_as_object()
    draft.goal = STRANGE
    item = ProgrammeItem(
        sort_order=9,
        content=cell,
        due_words="в течение года",
        activity_joint=STRANGE,
        difficulties=[str(draft.difficulties.first().uuid)],
    )
    draft.programme_items = [*draft.programme_items.all(), item]
    actions.save_draft(draft, cast.user("mentor"))
    version = approve(cast)
    assert version.data["programme"][-1]["content"] == cell
    assert version.data["passport"]["goal"] == STRANGE
    client.login(username=cast.teacher.user.username, password=PASSWORD)
    body = client.get(reverse("iom_route", args=[cast.route.pk])).content.decode()
    assert "<script>alert" not in body and "&lt;script&gt;alert(1)" in body


SOON = 14
DEADLINE = dt.date(2026, 3, 27)


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (DEADLINE - dt.timedelta(days=1), Timing.NOW),
        (DEADLINE, Timing.NOW),  # the last day still belongs to the term
        (DEADLINE + dt.timedelta(days=1), Timing.OVERDUE),
    ],
)
def test_case_56_the_last_day_belongs_to_the_term(today, expected):
    assert timing(dt.date(2026, 3, 1), DEADLINE, today, soon_days=SOON) == expected


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("zone", "moment", "ended"),
    [
        # 27 March 23:30 in Moscow is still the 27th there, though the 28th in Vladivostok.
        ("Europe/Moscow", dt.datetime(2026, 3, 27, 20, 30, tzinfo=dt.UTC), False),
        ("Asia/Vladivostok", dt.datetime(2026, 3, 27, 20, 30, tzinfo=dt.UTC), True),
        # 28 March 00:10 in Moscow is the 28th, though in UTC it is still the 27th.
        ("Europe/Moscow", dt.datetime(2026, 3, 27, 21, 10, tzinfo=dt.UTC), True),
    ],
)
def test_case_56_access_ends_at_local_midnight(settings, monkeypatch, zone, moment, ended):
    cast = make_cast()
    make_route(cast, filled=False)
    RouteAssignment.objects.filter(staff=cast.mentor).update(until=dt.date(2026, 3, 28))
    settings.TIME_ZONE = zone
    timezone.get_default_timezone.cache_clear()
    monkeypatch.setattr(timezone, "now", lambda: moment)
    try:
        on = RouteAssignment.objects.filter(access.active_assignment(), staff=cast.mentor)
        assert on.exists() is not ended
    finally:
        timezone.get_default_timezone.cache_clear()


@pytest.mark.django_db
def test_case_57_purged_revisions_leave_versions_that_still_verify(capsys):
    cast = make_cast()
    make_route(cast)
    version = approve(cast)
    call_command("purge_revisions", verbosity=0)
    Revision.objects.filter(pk=version.revision_id).delete()
    call_command("verify_approvals")
    version.refresh_from_db()
    assert checksum(version.content) == version.sha256


@pytest.mark.django_db
def test_a_changed_surname_leaves_the_version_as_it_was():
    cast = make_cast()
    make_route(cast)
    version = approve(cast)
    type(cast.teacher).objects.filter(pk=cast.teacher.pk).update(surname="Новикова")
    version.refresh_from_db()
    assert version.data["people"]["teacher"]["full"].startswith("Лебедева")


@pytest.mark.django_db
def test_numbers_stay_free_of_names_in_titles_and_log(db):
    cast = make_cast()
    make_route(cast)
    StaffFactory(school=cast.school)
    approve(cast)
    from wagtail.models import PageLogEntry

    for entry in PageLogEntry.objects.filter(page_id=cast.route.pk):
        assert "Лебедева" not in entry.label + str(entry.data)
    assert RoutePage.objects.get(pk=cast.route.pk).title == "ИОМ 2025/26 № 1"
