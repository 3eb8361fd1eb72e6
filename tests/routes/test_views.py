"""The site's private pages: who comes in, what is shown, what it costs, how one decides."""

from __future__ import annotations

import pytest
from django.core.paginator import Paginator
from django.db import connection
from django.test import Client
from django.urls import reverse

from iom_wagtail.approval import actions as approval
from iom_wagtail.approval import views as approval_views
from iom_wagtail.approval.exceptions import NothingWaits
from iom_wagtail.approval.waiting import waiting_step
from iom_wagtail.models import (
    ApprovedVersion,
    Checkpoint,
    Difficulty,
    ProgrammeItem,
    RouteAssignment,
    RoutePage,
)
from iom_wagtail.routes import views
from tests.factories import add_participant, approve, fill, make_route

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(drafted):
    return drafted


def browser(cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.user(name))
    return client


def address(cast, name: str = "iom_route", *args: int) -> str:
    return reverse(name, args=[cast.route.pk, *args])


def submitted(cast) -> RoutePage:
    approval.submit(RoutePage.objects.get(pk=cast.route.pk), cast.user("mentor"))
    return RoutePage.objects.get(pk=cast.route.pk)


# --- who comes in -------------------------------------------------------------------------


def test_the_anonymous_are_asked_to_log_in(cast, client):
    for name in ("iom_route", "iom_route_approval"):
        response = client.get(address(cast, name))
        assert response.status_code == 302
        assert response.url == f"{reverse('iom_login')}?next={address(cast, name)}"
        assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("teacher", 200),
        ("mentor", 200),
        ("psychologist", 200),
        ("methodist", 200),
        ("deputy", 200),
        ("director", 200),
        ("colleague", 404),
    ],
)
def test_only_its_people_read_a_route(cast, name, status):
    add_participant(cast)
    approve(cast)
    for url in (address(cast), address(cast, "iom_route_version", 1)):
        response = browser(cast, name).get(url)
        assert response.status_code == status
        if status == 200:
            assert response["Cache-Control"] == "private, no-store"
            assert response["X-Robots-Tag"] == "noindex"


def test_the_draft_is_shown_to_nobody_before_approval(cast):
    for name in ("teacher", "mentor", "deputy"):
        response = browser(cast, name).get(address(cast))
        assert response.status_code == 200
        assert "Уверенно вести уроки" not in response.text
        assert "Лебедева" in response.text


@pytest.mark.parametrize(
    ("name", "status"),
    [("mentor", 200), ("deputy", 200), ("director", 200), ("methodist", 200), ("teacher", 302)],
)
def test_the_text_in_approval_is_read_by_those_entitled(cast, name, status):
    add_participant(cast)
    submitted(cast)
    assert browser(cast, name).get(address(cast, "iom_route_approval")).status_code == status
    psychologist = browser(cast, "psychologist").get(address(cast, "iom_route_approval"))
    assert psychologist.status_code == 302
    assert browser(cast, "colleague").get(address(cast, "iom_route_approval")).status_code == 404


# --- what is shown, at what cost ------------------------------------------------------------


def test_the_page_reads_the_version_alone(cast):
    approve(cast)
    client = browser(cast, "teacher")
    before = client.get(address(cast)).content
    with connection.cursor() as cursor:
        for model, column in (
            (ProgrammeItem, "content"),
            (Difficulty, "text"),
            (Checkpoint, "title"),
        ):
            cursor.execute(f"UPDATE {model._meta.db_table} SET {column} = 'подмена'")
        cursor.execute(f"UPDATE {RoutePage._meta.db_table} SET goal = 'подмена'")
    assert client.get(address(cast)).content == before


@pytest.mark.parametrize("items", [2, 60])
def test_queries_of_a_route_page(cast, django_assert_max_num_queries, items):
    fill(cast.route, cast, items=items)
    approve(cast)
    client = browser(cast, "teacher")
    client.get(address(cast))
    with django_assert_max_num_queries(16):
        client.get(address(cast))
    fill(cast.route, cast, items=items)
    submitted(cast)
    with django_assert_max_num_queries(16):
        client.get(address(cast))


def test_queries_of_the_list_do_not_grow(cast):
    client = browser(cast, "director")
    client.get(reverse("iom_routes"))
    few = Counting()
    with connection.execute_wrapper(few):
        client.get(reverse("iom_routes"))
    add_routes(cast, 30)
    many = Counting()
    with connection.execute_wrapper(many):
        assert client.get(reverse("iom_routes")).status_code == 200
    assert many.count == few.count <= 15


class Counting:
    """Counts the statements that pass."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, execute, sql, params, many, context):
        self.count += 1
        return execute(sql, params, many, context)


def add_routes(cast, number: int) -> None:
    for _ in range(number):
        RouteAssignment.objects.filter(route=cast.route, role="teacher").update(until="2025-09-02")
        make_route(cast, filled=False)


def test_the_list_is_paged(cast, monkeypatch):
    monkeypatch.setattr(views, "PER_PAGE", 2)
    add_routes(cast, 4)
    client = browser(cast, "director")
    first, last = (client.get(reverse("iom_routes"), {"page": page}) for page in (1, 99))
    assert isinstance(first.context["shown"].paginator, Paginator)
    assert len(first.context["rows"]) == 2
    assert last.context["shown"].number == 3


def test_what_waits_for_me_stands_first(cast):
    submitted(cast)
    assert len(browser(cast, "deputy").get(reverse("iom_routes")).context["waiting"]) == 1
    assert browser(cast, "director").get(reverse("iom_routes")).context["waiting"] == []


def test_the_empty_list_says_what_to_do(cast):
    response = browser(cast, "colleague").get(reverse("iom_routes"))
    assert response.status_code == 200
    assert 'class="empty"' in response.text


def test_a_newer_draft_is_told_and_not_shown(cast):
    approve(cast)
    fill(cast.route, cast, items=3)
    for name in ("teacher", "mentor"):
        response = browser(cast, name).get(address(cast))
        assert response.context["draft_waits"]
        assert "Пункт 3" not in response.text


def test_versions_and_their_differences(cast):
    approve(cast)
    fill(cast.route, cast, items=3)
    approve(cast)
    client = browser(cast, "teacher")
    former = client.get(address(cast, "iom_route_version", 1))
    assert former.status_code == 200
    assert "Пункт 3" not in former.text
    changes = client.get(address(cast, "iom_route_changes", 2))
    assert "Пункт\u00a03" in changes.text or "Пункт 3" in changes.text
    for missing in (("iom_route_version", 9), ("iom_route_changes", 1)):
        assert client.get(address(cast, *missing)).status_code == 404


# --- deciding -------------------------------------------------------------------------------


def decide(cast, name: str, **data):
    route = RoutePage.objects.get(pk=cast.route.pk)
    shown = {"revision_id": route.latest_revision_id, "step": waiting_step(route) or "deputy"}
    return browser(cast, name).post(address(cast, "iom_route_approval"), {**shown, **data})


def test_the_whole_way_on_the_site(cast):
    submitted(cast)
    for name in ("deputy", "teacher", "director"):
        page = browser(cast, name).get(address(cast, "iom_route_approval"))
        assert 'class="decide"' in page.text
        assert "checked" not in page.text.split('class="decide"')[1]
        assert decide(cast, name, decision="approve").status_code == 302
    assert ApprovedVersion.objects.filter(page_id=cast.route.pk).count() == 1


def test_a_return_needs_words_and_keeps_what_was_typed(cast):
    submitted(cast)
    refused = decide(cast, "deputy", decision="return", reason=" ")
    assert refused.status_code == 200
    assert 'id="r-error"' in refused.text
    stale = browser(cast, "deputy").post(
        address(cast, "iom_route_approval"),
        {"revision_id": "1", "step": "deputy", "decision": "return", "reason": "Уточнить срок"},
    )
    assert "Уточнить срок" in stale.text
    assert RoutePage.objects.get(pk=cast.route.pk).in_approval
    assert decide(cast, "deputy", decision="return", reason="Уточнить срок").status_code == 302
    assert not RoutePage.objects.get(pk=cast.route.pk).in_approval
    submitted(cast)
    again = browser(cast, "deputy").get(address(cast, "iom_route_approval"))
    assert "Уточнить" in again.text


@pytest.mark.parametrize("data", [{}, {"decision": "approve"}, {"decision": "x"}])
def test_a_forged_or_empty_decision_changes_nothing(cast, data):
    submitted(cast)
    response = browser(cast, "deputy").post(address(cast, "iom_route_approval"), data)
    assert response.status_code == 200
    assert 'role="alert"' in response.text
    assert RoutePage.objects.get(pk=cast.route.pk).in_approval


@pytest.mark.parametrize("decision", ["approve", "return"])
def test_a_decision_that_comes_too_late_is_told_so(cast, decision):
    """The text was withdrawn while the page was open: words, not an error page."""
    response = decide(cast, "deputy", decision=decision, reason="Уточнить срок")
    assert response.status_code == 200
    assert str(NothingWaits()) in response.text.replace("\xa0", " ")
    assert not RoutePage.objects.get(pk=cast.route.pk).in_approval


def test_a_text_submitted_while_a_decision_is_posted_is_not_decided(cast, monkeypatch):
    """Whoever was shown nothing to decide decides nothing, even when a text waits by now."""
    submitted(cast)
    monkeypatch.setattr(approval_views, "waiting_on", lambda page, user: None)
    response = decide(cast, "deputy", decision="approve")
    assert response.status_code == 200
    assert (
        RoutePage.objects.get(pk=cast.route.pk).approval_events.filter(kind="agreed").count() == 0
    )


def test_somebody_elses_step_is_refused(cast):
    submitted(cast)
    response = decide(cast, "director", decision="approve")
    assert response.status_code == 200
    assert not ApprovedVersion.objects.exists()


def test_the_submitter_may_withdraw(cast):
    submitted(cast)
    response = browser(cast, "mentor").post(
        address(cast, "iom_route_approval"), {"action": "withdraw"}
    )
    assert response.status_code == 302
    assert not RoutePage.objects.get(pk=cast.route.pk).in_approval


def test_a_decision_needs_the_csrf_token(cast):
    submitted(cast)
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.user("deputy"))
    assert client.post(address(cast, "iom_route_approval"), {}).status_code == 403
