"""Opening a conclusion: who, when, what its rows begin with; and how a draft is deleted."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from wagtail.models import PageLogEntry

from iom_wagtail.approval import actions as approval
from iom_wagtail.outcome.models import ConclusionPage
from iom_wagtail.outcome.opening import add_missing_rows, discard, open_conclusion
from iom_wagtail.routes import actions, ending, stopping
from iom_wagtail.routes.choices import StopReason
from iom_wagtail.routes.models import Difficulty, RoutePage
from tests.factories import (
    agree_to_conclusion,
    approve,
    approve_conclusion,
    conclude,
    fresh_conclusion,
    make_cast,
    make_conclusion,
    make_route,
)

pytestmark = pytest.mark.django_db


def route_of(cast):
    return RoutePage.objects.get(pk=cast.route.pk)


def test_each_difficulty_has_its_row_in_the_words_of_the_diagnosis(cast):
    page = open_conclusion(route_of(cast), cast.user("deputy"))
    (row,) = page.get_latest_revision_as_object().outcome_rows.all()
    (difficulty,) = route_of(cast).version_in_force().data["diagnosis"]["difficulties"]
    assert str(row.difficulty) == difficulty["uuid"]
    assert row.before.splitlines() == [
        "Цель урока",
        "Выраженность: требуют помощи",
        "Выявлено: анализ уроков",
    ]
    assert row.state == row.after == row.method == ""
    assert page.took_place and not page.live
    assert page.get_parent().pk == cast.route.pk
    assert page.title == f"Заключение, {cast.route.title}"
    assert cast.teacher.surname not in page.title + page.slug


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("mentor", True),
        ("deputy", True),
        ("director", False),
        ("methodist", False),
        ("teacher", False),
        ("psychologist", False),
        ("colleague", False),
    ],
)
def test_mentor_and_deputy_open_it(cast, who, may):
    if may:
        open_conclusion(route_of(cast), cast.user(who))
    else:
        with pytest.raises(PermissionDenied):
            open_conclusion(route_of(cast), cast.user(who))
    assert ConclusionPage.objects.exists() is may


def test_it_is_opened_once_and_logged_without_names(cast):
    open_conclusion(route_of(cast), cast.user("mentor"))
    with pytest.raises(ValidationError):
        open_conclusion(route_of(cast), cast.user("deputy"))
    assert ConclusionPage.objects.count() == 1
    entry = PageLogEntry.objects.get(action="iom_wagtail.conclude")
    assert entry.label == f"Заключение, {cast.route.title}" and entry.user == cast.user("mentor")


def test_a_route_without_a_version_has_nothing_to_conclude(db):
    cast = make_cast()
    make_route(cast)
    with pytest.raises(ValidationError):
        open_conclusion(route_of(cast), cast.user("mentor"))


def test_a_route_in_the_archive_is_not_concluded(cast):
    ending.archive(route_of(cast), cast.user("deputy"))
    with pytest.raises(ValidationError):
        open_conclusion(route_of(cast), cast.user("mentor"))


def test_a_stopped_route_is_concluded_as_one_that_did_not_take_place(cast):
    stopping.stop_route(
        route_of(cast),
        cast.user("deputy"),
        reason=StopReason.DISMISSAL,
        stopped_on=dt.date(2026, 1, 15),
    )
    page = open_conclusion(route_of(cast), cast.user("deputy"))
    cast.conclusion = page
    assert not page.took_place
    draft = page.get_latest_revision_as_object()
    draft.result, draft.reasons = "fail", "Учитель перешёл в другую школу"
    assert not [problem for problem in draft.problems() if problem.blocking]
    draft.save_revision(clean=False)
    approval.submit(fresh_conclusion(cast), cast.user("deputy"))
    agree_to_conclusion(cast, "mentor", "teacher", "director")
    assert fresh_conclusion(cast).version_in_force().data["took_place"] is False


def test_difficulties_of_a_later_version_get_rows_and_the_written_ones_stay(opened):
    cast = opened
    draft = route_of(cast).get_latest_revision_as_object()
    draft.difficulties = [
        *draft.difficulties.all(),
        Difficulty(sort_order=5, kind="org", text="Журнал", severity=1, methods=["journal"]),
    ]
    actions.save_draft(draft, cast.user("mentor"))
    approve(cast)
    draft = fresh_conclusion(cast).get_latest_revision_as_object()
    assert "outcome_rows" in {problem.field for problem in draft.problems()}
    assert add_missing_rows(fresh_conclusion(cast), cast.user("mentor")) == 1
    rows = list(fresh_conclusion(cast).get_latest_revision_as_object().outcome_rows.all())
    assert [row.after for row in rows] == ["Цель проверяема", ""]
    assert rows[1].before.startswith("Журнал")
    assert add_missing_rows(fresh_conclusion(cast), cast.user("mentor")) == 0


def test_a_draft_that_nobody_needs_is_deleted_by_director_or_deputy(opened):
    cast = opened
    with pytest.raises(PermissionDenied):
        discard(fresh_conclusion(cast), cast.user("mentor"))
    discard(fresh_conclusion(cast), cast.user("deputy"))
    assert not ConclusionPage.objects.exists()
    assert RoutePage.objects.get(pk=cast.route.pk).get_children_count() == 0
    make_conclusion(cast)


def test_what_is_in_approval_or_approved_is_not_deleted(opened):
    cast = opened
    approval.submit(fresh_conclusion(cast), cast.user("mentor"))
    with pytest.raises(ValidationError):
        discard(fresh_conclusion(cast), cast.user("deputy"))
    approval.withdraw(fresh_conclusion(cast), cast.user("mentor"))
    conclude(cast, cast.conclusion)
    approve_conclusion(cast)
    with pytest.raises(ValidationError):
        discard(fresh_conclusion(cast), cast.user("deputy"))
    assert ConclusionPage.objects.count() == 1


def test_a_route_is_not_put_away_while_its_conclusion_is_in_approval(opened):
    cast = opened
    approval.submit(fresh_conclusion(cast), cast.user("mentor"))
    with pytest.raises(PermissionDenied):
        ending.archive(route_of(cast), cast.user("deputy"))
    approval.withdraw(fresh_conclusion(cast), cast.user("mentor"))
    ending.archive(route_of(cast), cast.user("deputy"))
    page = fresh_conclusion(cast)
    assert not page.permissions_for_user(cast.user("mentor")).can_submit_for_moderation()
    with pytest.raises(PermissionDenied):
        conclude(cast, page)
