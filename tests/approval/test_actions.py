"""Acts of approval on a real route, through Wagtail's real workflow."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core import mail
from django.utils import timezone
from wagtail.models import Revision, TaskState, WorkflowState

from iom_wagtail.approval import actions, workflows
from iom_wagtail.approval.exceptions import (
    AlreadyInApproval,
    CommentNeeded,
    HasProblems,
    NothingToCorrect,
    NothingWaits,
    NotYourStep,
)
from iom_wagtail.approval.models import (
    ApprovalEvent,
    ApprovedVersion,
    Delegation,
)
from iom_wagtail.approval.rules import Step
from iom_wagtail.approval.waiting import waiting_for, waiting_step
from iom_wagtail.routes import actions as route_actions
from iom_wagtail.routes.models import RoutePage
from tests.approval.acting import reload, say_yes, steps_of
from tests.factories import approve

pytestmark = pytest.mark.django_db


def test_the_whole_path_ends_in_a_version_in_force(cast):
    actions.submit(cast.route, cast.user("mentor"))
    assert waiting_step(reload(cast)) == Step.DEPUTY  # the mentor's own step passed by itself
    say_yes(cast, "deputy")
    assert waiting_step(cast.route) == Step.TEACHER
    say_yes(cast, "teacher")
    assert waiting_step(cast.route) == Step.DIRECTOR
    route = say_yes(cast, "director")

    version = ApprovedVersion.objects.get(page=route)
    assert (version.number, route.live, route.in_approval) == (1, True, False)
    assert version.data["people"]["teacher"]["full"].startswith("Лебедева")
    assert [row["kind"] for row in version.trail] == [
        "submitted",
        "passed",
        "agreed",
        "acquainted",
        "signed",
    ]
    assert version.trail[-1]["name"] == cast.director.short_name


def test_the_deputy_submits_and_the_mentor_agrees(cast):
    actions.submit(cast.route, cast.user("deputy"))
    assert waiting_step(reload(cast)) == Step.MENTOR
    say_yes(cast, "mentor")
    assert waiting_step(cast.route) == Step.TEACHER
    assert ("passed", "deputy") in steps_of(cast)


@pytest.mark.parametrize("name", ["teacher", "methodist", "director", "colleague"])
def test_only_mentor_and_deputy_submit(cast, name):
    with pytest.raises(NotYourStep):
        actions.submit(cast.route, cast.user(name))


def test_steps_that_the_school_switched_off_are_passed_and_recorded(cast):
    type(cast.school).objects.update(step_mentor=False, step_deputy=False, step_acquaint=False)
    actions.submit(RoutePage.objects.get(pk=cast.route.pk), cast.user("mentor"))
    assert waiting_step(reload(cast)) == Step.DIRECTOR
    assert [e for e in steps_of(cast) if e[0] == "passed"] == [
        ("passed", "mentor"),
        ("passed", "deputy"),
        ("passed", "teacher"),
    ]


def test_a_step_with_nobody_on_it_is_passed_and_recorded(cast):
    type(cast.school).objects.update(deputy=None)
    actions.submit(RoutePage.objects.get(pk=cast.route.pk), cast.user("mentor"))
    assert waiting_step(reload(cast)) == Step.TEACHER
    event = ApprovalEvent.objects.get(page=cast.route, step="deputy")
    assert (event.kind, event.comment) == ("passed", "nobody")


def test_a_mentor_who_is_the_director_does_not_sign(cast):
    type(cast.school).objects.update(director=cast.mentor)
    actions.submit(RoutePage.objects.get(pk=cast.route.pk), cast.user("mentor"))
    say_yes(cast, "deputy", "teacher")
    with pytest.raises(NotYourStep):
        say_yes(cast, "mentor")
    say_yes(cast, "deputy")
    assert ApprovedVersion.objects.filter(page=cast.route).exists()


def test_a_delegate_signs_with_both_names(cast):
    today = timezone.localdate()
    Delegation.objects.create(
        school=cast.school,
        person=cast.colleague,
        since=today,
        until=today,
        basis="Приказ № 5",
    )
    actions.submit(cast.route, cast.user("mentor"))
    say_yes(cast, "deputy", "teacher")
    assert waiting_for(reload(cast), cast.user("colleague")).on_behalf.startswith(
        cast.director.short_name
    )
    say_yes(cast, "colleague")
    last = ApprovedVersion.objects.get(page=cast.route).trail[-1]
    assert last["name"] == cast.colleague.short_name
    assert cast.director.short_name in last["on_behalf"] and "Приказ № 5" in last["on_behalf"]


def test_a_delegation_of_yesterday_gives_nothing(cast):
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    Delegation.objects.create(
        school=cast.school, person=cast.colleague, since=yesterday, until=yesterday, basis="-"
    )
    actions.submit(cast.route, cast.user("mentor"))
    say_yes(cast, "deputy", "teacher")
    with pytest.raises(NotYourStep):
        say_yes(cast, "colleague")


def test_a_return_needs_words_and_starts_again_at_step_one(cast):
    actions.submit(cast.route, cast.user("deputy"))
    say_yes(cast, "mentor", "teacher")
    route = reload(cast)
    with pytest.raises(CommentNeeded):
        actions.send_back(
            route, cast.user("director"), revision_id=route.latest_revision_id, comment="  "
        )
    actions.send_back(
        reload(cast),
        cast.user("director"),
        revision_id=route.latest_revision_id,
        comment="Уточнить срок",
    )
    assert not reload(cast).in_approval
    assert not ApprovedVersion.objects.filter(page=route).exists()

    actions.submit(reload(cast), cast.user("deputy"))
    assert waiting_step(reload(cast)) == Step.MENTOR
    assert ApprovalEvent.objects.filter(page=route).order_by("-pk").first().round == 2


def test_gaps_stop_submission_and_are_named(cast):
    draft = cast.route.get_latest_revision_as_object()
    draft.goal = ""
    route_actions.save_draft(draft, cast.user("mentor"))
    with pytest.raises(HasProblems) as caught:
        actions.submit(reload(cast), cast.user("mentor"))
    assert any(problem.field == "goal" for problem in caught.value.problems)
    assert not reload(cast).in_approval
    assert not ApprovalEvent.objects.exists()


def test_a_workflow_started_by_code_meets_the_same_wall(cast):
    draft = cast.route.get_latest_revision_as_object()
    draft.goal = ""
    draft.save_revision(clean=False)
    with pytest.raises(HasProblems):
        workflows.full().start(reload(cast), cast.user("mentor"))


def test_a_second_version_leaves_the_first_as_it_was(cast):
    first = approve(cast)
    before = (first.content, first.sha256)
    draft = cast.route.get_latest_revision_as_object()
    draft.goal = "Новая цель"
    route_actions.save_draft(draft, cast.user("deputy"))
    assert ApprovedVersion.objects.get(pk=first.pk).data["passport"]["goal"] != "Новая цель"
    second = approve(cast)
    first.refresh_from_db()
    assert (first.content, first.sha256) == before
    assert (second.number, second.data["passport"]["goal"]) == (2, "Новая цель")


def test_a_correction_goes_to_the_director_alone(cast):
    with pytest.raises(NothingToCorrect):
        actions.submit_correction(cast.route, cast.user("mentor"), "опечатка")
    approve(cast)
    draft = cast.route.get_latest_revision_as_object()
    draft.goal = "Уверенно вести уроки."
    route_actions.save_draft(draft, cast.user("mentor"))
    with pytest.raises(CommentNeeded):
        actions.submit_correction(reload(cast), cast.user("mentor"), " ")
    actions.submit_correction(reload(cast), cast.user("mentor"), "Пропущена точка")
    assert waiting_step(reload(cast)) == Step.DIRECTOR
    say_yes(cast, "director")
    version = ApprovedVersion.objects.get(page=cast.route, number=2)
    assert version.is_correction and version.trail[0]["comment"] == "Пропущена точка"


def test_withdrawing_ends_the_round_and_is_recorded(cast):
    actions.submit(cast.route, cast.user("mentor"))
    with pytest.raises(NotYourStep):
        actions.withdraw(reload(cast), cast.user("teacher"))
    actions.withdraw(reload(cast), cast.user("mentor"))
    assert not reload(cast).in_approval
    assert steps_of(cast)[-1][0] == "withdrawn"
    with pytest.raises(NothingWaits):
        actions.withdraw(reload(cast), cast.user("mentor"))


def test_a_change_through_any_door_ends_the_round(cast):
    actions.submit(cast.route, cast.user("mentor"))
    say_yes(cast, "deputy")
    reload(cast).get_latest_revision_as_object().save_revision()
    assert not reload(cast).in_approval
    assert steps_of(cast)[-1][0] == "changed"
    actions.submit(reload(cast), cast.user("deputy"))
    assert waiting_step(reload(cast)) == Step.MENTOR


def test_mails_go_to_the_people_of_the_step_and_carry_the_comment(
    cast, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        actions.submit(cast.route, cast.user("mentor"))
    assert [m.to for m in mail.outbox] == [[cast.deputy.user.email]]
    assert f"/routes/{cast.route.pk}/approval/" in mail.outbox[0].body
    mail.outbox.clear()
    route = reload(cast)
    with django_capture_on_commit_callbacks(execute=True):
        actions.send_back(
            route,
            cast.user("deputy"),
            revision_id=route.latest_revision_id,
            comment="Уточнить срок открытого урока",
        )
    assert {m.to[0] for m in mail.outbox} == {cast.mentor.user.email, cast.deputy.user.email}
    assert all("Уточнить срок открытого урока" in m.body for m in mail.outbox)
    assert not any("Лебедева" in m.subject for m in mail.outbox)


def test_a_dead_mail_server_does_not_undo_the_act(
    cast, settings, django_capture_on_commit_callbacks
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with django_capture_on_commit_callbacks(execute=True):
        actions.submit(cast.route, cast.user("mentor"))
    assert waiting_step(reload(cast)) == Step.DEPUTY


def test_the_loser_of_a_double_submission_is_told(cast):
    actions.submit(cast.route, cast.user("mentor"))
    with pytest.raises(AlreadyInApproval):
        actions.submit(cast.route, cast.user("deputy"))


def test_an_old_revision_may_be_purged_and_the_version_stays(cast):
    version = approve(cast)
    Revision.objects.all().delete()
    version.refresh_from_db()
    assert version.revision is None and version.data["passport"]["goal"]


def test_stock_lists_show_a_waiting_text_only_to_its_decider(cast):
    actions.submit(cast.route, cast.user("mentor"))
    assert TaskState.objects.reviewable_by(cast.user("deputy")).count() == 1
    for name in ("director", "mentor", "colleague"):
        assert not TaskState.objects.reviewable_by(cast.user(name)).exists()
    assert WorkflowState.objects.count() == 1
