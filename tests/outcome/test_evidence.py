"""What a conclusion rests on, in few queries; and the mentor who assesses alone."""

from __future__ import annotations

import datetime as dt

import pytest

from iom_wagtail.journal.progress.actions import set_progress
from iom_wagtail.journal.results.actions import record_result
from iom_wagtail.journal.visits.models import LessonVisit
from iom_wagtail.outcome.evidence import Evidence
from iom_wagtail.routes.models import RoutePage
from iom_wagtail.routes.rules import Office
from tests.factories import fresh_conclusion
from tests.full_year import live_through
from tests.sql import statements_of

pytestmark = pytest.mark.django_db

DAY = dt.date(2025, 12, 20)


def route_of(cast):
    return RoutePage.objects.get(pk=cast.route.pk)


def evidence(cast, *offices):
    return Evidence(route_of(cast), offices)


def checkpoint(cast):
    return cast.route.version_in_force().data["checkpoints"][0]["uuid"]


def visit(cast, who, **values):
    person = getattr(cast, who)
    LessonVisit.objects.create(
        route=cast.route, visited_on=DAY, created_by=person, changed_by=person, **values
    )


def test_items_are_open_until_somebody_settles_them(cast):
    assert evidence(cast).open_items == (1, 2)
    for number, status in enumerate(("done", "cancelled")):
        item = cast.route.version_in_force().data["programme"][number]["uuid"]
        reason = {"reason": "Не понадобился"} if status == "cancelled" else {"done_on": DAY}
        who = cast.user("mentor")
        set_progress(route_of(cast), who, item, status=status, seen=0, **reason)
    assert evidence(cast).open_items == ()


def test_each_difficulty_tells_what_answered_it(cast):
    (trouble,) = evidence(cast).troubles.values()
    assert [item.no for item in trouble.answers] == [1, 2]


def test_checkpoints_come_with_both_assessments(cast):
    record_result(route_of(cast), cast.user("teacher"), checkpoint(cast), self_score=3)
    record_result(
        route_of(cast), cast.user("deputy"), checkpoint(cast), score=4, text="Лучше", held_on=DAY
    )
    first, second = evidence(cast, Office.MENTOR).checkpoints
    assert (first.self_score, first.score, first.text, first.held_on) == (3, 4, "Лучше", DAY)
    assert second.held_on is None and second.score is None


def test_an_assessment_kept_back_is_kept_back_here_too(cast):
    """The school shows both sides only together."""
    cast.school.assessments_together = True
    cast.school.save()
    record_result(route_of(cast), cast.user("deputy"), checkpoint(cast), score=4, text="Лучше")
    (first, _second) = evidence(cast, Office.TEACHER).checkpoints
    assert first.score is None and first.text == "" and first.waits


def test_visits_are_those_to_the_teachers_lessons(cast):
    visit(cast, "mentor", classes="5 «А»", topic="Дроби", mean="1.75")
    visit(cast, "teacher", by_teacher=True, topic="У коллеги")
    (found,) = evidence(cast).visits
    assert (found.on, found.lesson, found.mean) == (DAY, "5 «А», «Дроби»", "1,75 из 2")


def test_the_mentor_is_alone_until_somebody_else_assesses(cast):
    assert evidence(cast).mentor_alone
    visit(cast, "mentor")
    record_result(route_of(cast), cast.user("teacher"), checkpoint(cast), self_score=5)
    record_result(route_of(cast), cast.user("mentor"), checkpoint(cast), score=5)
    visit(cast, "teacher", by_teacher=True)
    assert evidence(cast).mentor_alone
    record_result(route_of(cast), cast.user("deputy"), checkpoint(cast), text="Согласна")
    assert not evidence(cast).mentor_alone


def test_a_visit_of_somebody_else_is_an_assessment(cast):
    visit(cast, "methodist")
    assert not evidence(cast).mentor_alone


def test_the_school_switches_the_warning_off(opened):
    def warned():
        draft = fresh_conclusion(opened).get_latest_revision_as_object()
        return [problem for problem in draft.problems() if "оценивает один" in problem.message]

    (warning,) = warned()
    assert not warning.blocking
    type(opened.school).objects.update(warn_lone_assessment=False)
    assert warned() == []


def test_a_year_of_records_costs_no_more_queries_than_a_day(cast):
    def ask():
        found = Evidence(route_of(cast), (Office.MENTOR,))
        return (found.troubles, found.open_items, found.checkpoints, found.visits)

    few = len(statements_of(ask))
    live_through(cast.route, cast.teacher, cast.mentor)
    assert len(statements_of(ask)) == few
