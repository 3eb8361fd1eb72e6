"""The queue: what waits for whom, deciding there, and what it costs."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask

from iom_wagtail.approval import actions, workflows
from iom_wagtail.approval.mixin import ApprovalMixin
from iom_wagtail.approval.models import ApprovedVersion, Delegation
from iom_wagtail.approval.rules import Age, age
from iom_wagtail.approval.waiting import waiting_rows
from iom_wagtail.approval.wording import waited
from iom_wagtail.routes import actions as route_actions
from iom_wagtail.routes.models import RoutePage
from tests.approval.acting import reload
from tests.approval.queueing import (
    QUEUE,
    another,
    browser,
    form_of,
    item,
    led_to_director,
    seen,
    text,
)
from tests.factories import approve
from tests.many import add_routes
from tests.sql import most_repeated, statements_of

pytestmark = pytest.mark.django_db


# --- what is shown ------------------------------------------------------------------------------


def test_each_person_finds_what_waits_for_them_and_nothing_else(cast):
    first, second = cast, another(cast)
    actions.submit(first.route, cast.user("mentor"))
    actions.submit(second.route, cast.user("deputy"))
    expected = {
        "deputy": [first.route],
        "mentor": [second.route],
        "teacher": [],
        "director": [],
        "methodist": [],
        "colleague": [],
    }
    for name, routes in expected.items():
        page = browser(cast, name).get(QUEUE)
        links = [a["href"] for a in seen(page).select(".queue a")]
        assert links == [f"{item(route)}#doc" for route in routes], name
        assert bool(seen(page).select("form.decide")) == bool(routes), name
    assert "ничего не ждёт" in text(browser(cast, "director").get(QUEUE))


def test_the_longest_waiting_comes_first_and_says_how_long(cast):
    second, third = another(cast), another(cast, "Яшин")
    for one, days in ((cast, 3), (second, 9), (third, 0)):
        led_to_director(one, days)
    page = seen(browser(cast, "director").get(QUEUE))
    badges = page.select(".queue .badge")
    assert [b.text.strip() for b in badges] == ["ждёт 9 дней", "ждёт 3 дня", "сегодня"]
    assert [b["class"] for b in badges] == [
        ["badge", "badge--late"],
        ["badge", "badge--due"],
        ["badge"],
    ]
    assert "Громов" in page.select_one(".queue [aria-current]").text
    assert page.select_one("nav .count").text == "3"
    assert page.select_one("nav .count")["aria-label"] == "3 документа"
    # On the list of routes too; a page that lists nothing that waits pays for no number.
    listed = seen(browser(cast, "director").get(reverse("iom_routes")))
    assert listed.select_one("nav .count").text == "3"
    route = seen(browser(cast, "director").get(cast.route.reading_url()))
    assert route.select_one("nav a[href='/approvals/']") and not route.select_one("nav .count")


@pytest.mark.parametrize(
    ("days", "tone", "words"),
    [
        (0, Age.FRESH, "сегодня"),
        (1, Age.FRESH, "ждёт 1 день"),
        (2, Age.DUE, "ждёт 2 дня"),
        (6, Age.DUE, "ждёт 6 дней"),
        (7, Age.LATE, "ждёт 7 дней"),
        (21, Age.LATE, "ждёт 21 день"),
    ],
)
def test_age_has_a_colour_and_words(days, tone, words):
    assert age(days) is tone
    with translation.override("ru"):
        assert waited(days) == words


def test_the_text_is_there_with_what_changed_since_the_return(cast):
    led_to_director(cast)
    route = reload(cast)
    actions.send_back(
        route,
        cast.user("director"),
        revision_id=route.latest_revision_id,
        comment="Уточните цель",
    )
    draft = reload(cast).get_latest_revision_as_object()
    draft.goal = "Новая цель"
    route_actions.save_draft(draft, cast.user("mentor"))
    led_to_director(cast)
    page = seen(browser(cast, "director").get(QUEUE))
    changes = page.select_one("#since-return")
    assert changes.select_one("ins").text == "Новая цель"
    target = changes.select_one("a")["href"]
    assert page.select_one(target) is not None
    assert "Уточните" in page.select_one(".note--due").text
    assert page.select("details .trail li")
    assert "Пункт 2" in page.select_one("#programme").text.replace("\xa0", " ")
    assert not page.select_one("form.decide [checked]")


def test_nobody_left_to_sign_alarms_director_and_deputy(cast):
    led_to_director(cast)
    type(cast.school).objects.update(director=None)
    cast.school.refresh_from_db()
    assert "Некому принять решение" in text(browser(cast, "deputy").get(QUEUE))
    for name in ("mentor", "teacher", "methodist", "director"):
        assert "Некому принять решение" not in text(browser(cast, name).get(QUEUE)), name
    today = timezone.localdate()
    Delegation.objects.create(
        school=cast.school, person=cast.methodist, since=today, until=today, basis="Приказ № 6"
    )
    assert "Некому принять решение" not in text(browser(cast, "deputy").get(QUEUE))
    methodist = browser(cast, "methodist")
    action, hidden = form_of(methodist, QUEUE)
    assert methodist.post(action, {**hidden, "decision": "approve"}).status_code == 302
    assert ApprovedVersion.objects.count() == 1


def test_a_step_of_wagtails_own_in_our_workflow_breaks_nothing(cast):
    workflows.ensure()
    task = GroupApprovalTask.objects.create(name="Посмотреть", active=True)
    task.groups.add(Group.objects.create(name="Любопытные"))
    workflow = Workflow.objects.get(name=workflows.FULL)
    WorkflowTask.objects.filter(workflow=workflow).update(sort_order=9)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    workflow.start(reload(cast), cast.user("mentor"))
    assert waiting_rows(cast.user("deputy")) == []
    assert browser(cast, "deputy").get(QUEUE).status_code == 200


# --- deciding -----------------------------------------------------------------------------------


def test_after_a_decision_the_next_text_opens(cast):
    second = another(cast)
    led_to_director(cast, 3)
    led_to_director(second)
    director = browser(cast, "director")
    action, hidden = form_of(director, QUEUE)
    assert action == item(cast.route)
    answer = director.post(action, {**hidden, "decision": "approve"}, follow=True)
    assert answer.redirect_chain == [(QUEUE, 302)]
    assert "Программа утверждена" in text(answer)
    assert "Громов" in seen(answer).select_one(".queue [aria-current]").text
    action, hidden = form_of(director, QUEUE)
    said = {**hidden, "decision": "return", "reason": "Уточните сроки"}
    assert "ничего не ждёт" in text(director.post(action, said, follow=True))
    assert not reload(second).in_approval and reload(cast).live


@pytest.mark.parametrize("said", [{}, {"decision": "return", "reason": " "}, {"decision": "x"}])
def test_a_refused_decision_stays_with_its_text(cast, said):
    """Also when another text has waited longer."""
    led_to_director(another(cast), 9)
    led_to_director(cast)
    director = browser(cast, "director")
    action, hidden = form_of(director, item(cast.route))
    answer = director.post(action, {**hidden, **said, "comment": "Мои слова"})
    page = seen(answer)
    assert answer.status_code == 200 and page.select_one("[role=alert]")
    assert page.select_one("form.decide")["action"] == item(cast.route)
    assert page.select_one("[name=comment]")["value"] == "Мои слова"
    assert reload(cast).in_approval


# --- who signs when people change -----------------------------------------------------------------


def test_a_new_director_signs_what_the_former_was_asked_for(cast):
    led_to_director(cast)
    former = browser(cast, "director")
    type(cast.school).objects.filter(pk=cast.school.pk).update(director=cast.methodist)
    assert "ничего не ждёт" in text(former.get(QUEUE))
    route = reload(cast)
    said = {"decision": "approve", "revision_id": route.latest_revision_id, "step": "director"}
    assert former.post(item(route), said).status_code in (200, 404)
    assert not ApprovedVersion.objects.exists()
    new = browser(cast, "methodist")
    action, hidden = form_of(new, QUEUE)
    new.post(action, {**hidden, "decision": "approve"})
    version = ApprovedVersion.objects.get()
    assert version.signature["name"] == cast.methodist.short_name
    assert version.signature["on_behalf"] == ""
    assert version.data["people"]["director"]["id"] == cast.methodist.pk


def test_a_directors_return_is_mailed_with_its_words_to_those_who_write_alone(
    cast, django_capture_on_commit_callbacks
):
    led_to_director(cast)
    director = browser(cast, "director")
    action, hidden = form_of(director, QUEUE)
    with django_capture_on_commit_callbacks(execute=True):
        director.post(action, {**hidden, "decision": "return", "reason": "Укажите причины"})
    assert {letter.to[0] for letter in mail.outbox} == {
        cast.mentor.user.email,
        cast.deputy.user.email,
    }
    assert all("Укажите причины" in letter.body for letter in mail.outbox)


# --- what it costs ---


def cost(client, address=QUEUE):
    assert client.get(address).status_code == 200
    statements = statements_of(lambda: client.get(address))
    sql, times = most_repeated(statements)
    assert times <= 2, sql
    return len(statements)


def test_the_queue_costs_the_same_with_many_routes_and_many_that_wait(cast):
    approve(cast)
    draft = reload(cast).get_latest_revision_as_object()
    draft.goal += " Без опечатки."
    route_actions.save_draft(draft, cast.user("mentor"))
    route = led_to_director(cast)
    actions.send_back(
        route, cast.user("director"), revision_id=route.latest_revision_id, comment="Уточните"
    )
    led_to_director(cast, 3)
    director = browser(cast, "director")
    few = cost(director)
    assert few <= 14
    add_routes(cast.school, 200, mentor=cast.mentor)
    for number in range(4):
        led_to_director(another(cast, f"Учитель{number}"))
    assert cost(director) == few
    assert cost(browser(cast, "colleague")) <= few


def test_signing_in_the_queue_keeps_the_budget_of_approving(cast):
    led_to_director(cast)
    for number in range(3):
        led_to_director(another(cast, f"Учитель{number}"))
    director = browser(cast, "director")
    action, hidden = form_of(director, item(cast.route))
    statements = statements_of(lambda: director.post(action, {**hidden, "decision": "approve"}))
    rows = RoutePage.objects.get(pk=cast.route.pk)
    assert ApprovedVersion.objects.count() == 1
    assert len(statements) <= 60 + 2 * (rows.programme_items.count() + 3)


def test_a_kind_without_a_head_of_its_own_gets_the_common_one(cast, monkeypatch):
    monkeypatch.setattr(RoutePage, "head_template", ApprovalMixin.head_template)
    led_to_director(cast)
    head = seen(browser(cast, "director").get(cast.route.approval_url())).select_one(".route-head")
    assert "Лебедева" in head.h1.text and "на утверждении" in head.text.replace("\xa0", " ")


def test_only_kinds_that_were_registered_are_asked(cast, monkeypatch):
    led_to_director(cast)
    assert [row.page for row in waiting_rows(cast.user("director"))] == [cast.route]
    monkeypatch.setattr("iom_wagtail.approval.kinds._kinds", {})
    assert waiting_rows(cast.user("director")) == []
