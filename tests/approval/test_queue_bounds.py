"""The queue with a whole district in it: a page of it, and a fixed number of queries."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from iom_wagtail.approval import actions
from iom_wagtail.approval.models import DirectorTask
from iom_wagtail.approval.views import PER_PAGE
from iom_wagtail.outcome.models import ConclusionPage
from tests.approval.queueing import QUEUE, browser, seen, text
from tests.factories import agree_to_conclusion, approve, fresh_conclusion, make_conclusion
from tests.many import add_conclusions, add_routes, let_wait
from tests.sql import most_repeated, statements_of

pytestmark = pytest.mark.django_db

#: Where a director meets what waits: the queue, the list of routes, the office's home screen.
DOORS = (QUEUE, reverse("iom_routes"), reverse("wagtailadmin_home"))


@pytest.fixture
def waiting(cast):
    """A conclusion and the next text of a programme wait for the director, and nothing else."""
    approve(cast)
    make_conclusion(cast)
    actions.submit(fresh_conclusion(cast), cast.user("mentor"))
    agree_to_conclusion(cast, "deputy", "teacher")
    (route,) = add_routes(cast.school, 1, mentor=cast.colleague, like=cast.route)
    let_wait([route], like=cast.route)
    return cast


def measured(client, address):
    """Return (queries, bytes) of a page, warm; no statement stands in it more than twice."""
    assert client.get(address).status_code == 200
    answers = []
    asked = statements_of(lambda: answers.append(client.get(address)))
    assert most_repeated(asked)[1] <= 2, most_repeated(asked)
    return len(asked), len(answers[0].content)


def test_programmes_and_conclusions_together_keep_to_14_queries(waiting):
    director = browser(waiting, "director")
    for page in seen(director.get(QUEUE)).select(".queue a"):
        queries, _bytes = measured(director, page["href"].removesuffix("#doc"))
        assert queries <= 14
    assert len(seen(director.get(QUEUE)).select(".queue a")) == 2


def test_the_queue_costs_the_same_at_10_and_1000_routes(waiting):
    director = browser(waiting, "director")
    add_routes(waiting.school, 8, mentor=waiting.mentor)
    few = measured(director, QUEUE)
    add_routes(waiting.school, 990, mentor=waiting.mentor)
    assert measured(director, QUEUE) == few


def test_a_thousand_texts_that_wait_come_in_pages(waiting):
    """Nothing grows but the number of pages: neither queries, nor bytes beyond a page's rows."""
    director = browser(waiting, "director")
    routes = add_routes(waiting.school, 999, mentor=waiting.colleague, like=waiting.route)
    let_wait(routes[-60:], like=waiting.route)
    few = {door: measured(director, door) for door in DOORS}
    let_wait(routes[:-60], like=waiting.route)
    for door in DOORS:
        queries, size = measured(director, door)
        assert queries == few[door][0], door
        assert size == pytest.approx(few[door][1], rel=0.05), door
    page = director.get(QUEUE)
    assert len(seen(page).select(".queue a")) == PER_PAGE
    assert seen(page).select_one("nav .count").text == "1001"
    assert [a["href"] for a in seen(page).select(".pager a")][-1] == f"{QUEUE}?page=51"


def test_wagtails_own_panels_ask_who_decides_once_for_all(waiting):
    task = DirectorTask.objects.get()

    def found(who):
        return list(task.get_task_states_user_can_moderate(waiting.user(who)))

    assert len(found("director")) == 2 and not found("deputy") and not found("mentor")
    few = len(statements_of(lambda: found("director")))
    let_wait(
        add_routes(waiting.school, 30, mentor=waiting.colleague, like=waiting.route),
        like=waiting.route,
    )
    assert len(found("director")) == 32
    assert len(statements_of(lambda: found("director"))) == few


def test_every_text_is_reached_through_the_pages(waiting):
    director = browser(waiting, "director")
    routes = add_routes(waiting.school, PER_PAGE + 3, mentor=waiting.colleague, like=waiting.route)
    let_wait(routes, like=waiting.route, since=timezone.now())
    first, second = director.get(QUEUE), director.get(QUEUE, {"page": 2})
    links = [a["href"] for page in (first, second) for a in seen(page).select(".queue a")]
    assert len(links) == len(set(links)) == PER_PAGE + 5
    assert seen(second).select_one(".queue [aria-current]")["href"] == links[PER_PAGE]
    last = links[-1].removesuffix("#doc")
    opened = director.get(last)
    assert seen(opened).select_one(".queue [aria-current]")["href"] == links[-1]
    assert [a["href"] for a in seen(opened).select(".queue a")] == links[PER_PAGE:]
    assert seen(opened).select_one("form.decide")["action"] == last


def test_what_nobody_can_decide_is_bounded_too(waiting):
    routes = add_routes(waiting.school, PER_PAGE + 3, mentor=waiting.colleague, like=waiting.route)
    let_wait(routes, like=waiting.route)
    type(waiting.school).objects.update(director=None)
    deputy = browser(waiting, "deputy")
    page = deputy.get(QUEUE)
    assert len(seen(page).select(".note--late .tasks li a")) == PER_PAGE
    assert "и ещё 5 документов" in text(page)
    assert "и ещё 15 документов" in text(deputy.get(reverse("wagtailadmin_home")))


def test_the_conclusions_of_others_cost_a_conclusion_nothing(waiting):
    """The pages of a conclusion, at 10 and 1 000 routes that are all concluded."""
    agree_to_conclusion(waiting, "director")
    own, like = [waiting.route.pk], ConclusionPage.objects.get(pk=waiting.conclusion.pk)
    pages = {
        "iom_route_conclusion": own,
        "iom_route_conclusion_approval": own,
        "iom_route_conclusion_sheet": [*own, 1],
        "iom_route_conclusion_version": [*own, 1],
    }
    doors = [
        (browser(waiting, who), reverse(view, args=args))
        for view, args in pages.items()
        for who in ("director", "deputy", "mentor")
    ]
    add_conclusions(add_routes(waiting.school, 8, mentor=waiting.mentor), like=like)
    few = [measured(*door) for door in doors]
    add_conclusions(add_routes(waiting.school, 990, mentor=waiting.mentor), like=like)
    many = [measured(*door) for door in doors]
    assert [queries for queries, _size in many] == [queries for queries, _size in few]
    assert max(queries for queries, _size in many) <= 14
    for (_queries, size), (_few, before) in zip(many, few, strict=True):
        assert size == pytest.approx(before, rel=0.01)
