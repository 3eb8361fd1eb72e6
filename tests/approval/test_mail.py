"""Who gets mail: those entitled at the moment of sending, and nobody for being a superuser."""

from __future__ import annotations

import datetime as dt

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core import mail
from django.utils import timezone
from wagtail.models import Comment, GroupApprovalTask, PageSubscription, Workflow, WorkflowTask

from iom_wagtail.approval import actions, workflows
from iom_wagtail.approval.models import Delegation
from iom_wagtail.routes.choices import Role
from iom_wagtail.routes.models import RouteAssignment, RoutePage
from tests.approval.acting import reload, say_yes
from tests.factories import StaffFactory, UserFactory, add_participant, make_cast
from tests.routes.editor import Editor

pytestmark = pytest.mark.django_db

WORDS = "Слова только для своих"


@pytest.fixture
def superuser(cast):
    """A superuser with an address, who stands nowhere in the school."""
    return UserFactory(is_superuser=True)


def receivers():
    """Return who got mail, and empty the outbox."""
    found = sorted(address for letter in mail.outbox for address in letter.to)
    mail.outbox.clear()
    return found


def addresses(cast, *names):
    return sorted(getattr(cast, name).user.email for name in names)


def return_it(cast):
    route = reload(cast)
    actions.send_back(
        route, cast.user("deputy"), revision_id=route.latest_revision_id, comment=WORDS
    )


def end(cast, name):
    """End a person's part past every act, as another request would between act and commit."""
    RouteAssignment.objects.filter(route=cast.route, staff=getattr(cast, name)).update(
        until=timezone.localdate(), leads=False
    )


def close_account(cast, name):
    get_user_model().objects.filter(pk=getattr(cast, name).user_id).update(is_active=False)


def leave(cast, name):
    type(cast.mentor).objects.filter(pk=getattr(cast, name).pk).update(active=False)


@pytest.mark.parametrize("gone", [end, close_account, leave])
def test_case_11_nobody_who_left_between_act_and_sending_gets_mail(
    cast, gone, django_capture_on_commit_callbacks
):
    actions.submit(cast.route, cast.user("mentor"))
    with django_capture_on_commit_callbacks(execute=True):
        return_it(cast)
        gone(cast, "mentor")
    assert receivers() == addresses(cast, "deputy")


@pytest.mark.parametrize("gone", [end, close_account, leave])
def test_case_11_a_removed_participant_gets_no_further_mail(
    cast, gone, django_capture_on_commit_callbacks
):
    add_participant(cast)
    actions.submit(cast.route, cast.user("mentor"))
    say_yes(cast, "deputy", "teacher")
    with django_capture_on_commit_callbacks(execute=True):
        say_yes(cast, "director")
        gone(cast, "psychologist")
    assert receivers() == addresses(cast, "deputy", "mentor", "teacher")


def test_a_participant_gets_no_words_meant_for_those_who_write(
    cast, django_capture_on_commit_callbacks
):
    """Somebody who is no longer the mentor but still on the route reads no draft any more."""
    actions.submit(cast.route, cast.user("mentor"))
    with django_capture_on_commit_callbacks(execute=True):
        return_it(cast)
        RouteAssignment.objects.filter(staff=cast.mentor).update(role=Role.PARTICIPANT, leads=False)
    assert receivers() == addresses(cast, "deputy")


def test_nobody_is_asked_for_what_was_taken_back_meanwhile(
    cast, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        actions.submit(cast.route, cast.user("mentor"))
        actions.withdraw(reload(cast), cast.user("mentor"))
    assert receivers() == []


def test_nobody_is_asked_who_handed_the_office_over_meanwhile(
    cast, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        actions.submit(cast.route, cast.user("mentor"))
        type(cast.school).objects.update(deputy=None)
    assert receivers() == []


def test_case_10_nobody_of_another_school_and_no_superuser_gets_mail(
    cast, superuser, settings, django_capture_on_commit_callbacks
):
    settings.WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = True
    other = make_cast()
    add_participant(cast)
    with django_capture_on_commit_callbacks(execute=True):
        actions.submit(cast.route, cast.user("mentor"))
        return_it(cast)
        actions.submit(reload(cast), cast.user("mentor"))
        say_yes(cast, "deputy", "teacher", "director")
    got = set(receivers())
    own = addresses(cast, "mentor", "deputy", "teacher", "psychologist", "director")
    assert got and got <= set(own)
    assert other.director.user.email not in got and superuser.email not in got


def test_a_superuser_whose_part_ended_gets_none_although_everything_opens(
    cast, django_capture_on_commit_callbacks
):
    add_participant(cast)
    get_user_model().objects.filter(pk=cast.psychologist.user_id).update(is_superuser=True)
    assert cast.route.concerns(cast.user("psychologist"))
    actions.submit(cast.route, cast.user("mentor"))
    say_yes(cast, "deputy", "teacher")
    with django_capture_on_commit_callbacks(execute=True):
        say_yes(cast, "director")
        end(cast, "psychologist")
    assert RoutePage.objects.visible_to(cast.user("psychologist")).exists()
    assert not cast.route.concerns(cast.user("psychologist"))
    assert receivers() == addresses(cast, "deputy", "mentor", "teacher")


def test_a_delegate_is_asked_only_while_the_delegation_holds(
    cast, django_capture_on_commit_callbacks
):
    today = timezone.localdate()
    delegation = Delegation.objects.create(
        school=cast.school, person=cast.colleague, since=today, until=today, basis="Приказ"
    )
    actions.submit(cast.route, cast.user("mentor"))
    say_yes(cast, "deputy")
    with django_capture_on_commit_callbacks(execute=True):
        say_yes(cast, "teacher")
        Delegation.objects.filter(pk=delegation.pk).update(
            since=today - dt.timedelta(days=2), until=today - dt.timedelta(days=1)
        )
    assert receivers() == addresses(cast, "director")


def test_who_decides_but_may_not_read_is_only_told_that_a_decision_is_asked(
    cast, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(RoutePage, "concerns", lambda self, user: False)
    with django_capture_on_commit_callbacks(execute=True):
        actions.submit(cast.route, cast.user("mentor"), comment=WORDS)
    (letter,) = mail.outbox
    assert letter.to == [cast.deputy.user.email]
    said = letter.subject + letter.body
    assert "ждёт вашего решения" in said
    for secret in (WORDS, cast.route.title, f"/routes/{cast.route.pk}/", "Лебедева"):
        assert secret not in said
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        return_it(cast)
    assert mail.outbox == []


def test_a_letter_that_asks_never_holds_the_words_of_the_act(
    cast, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        actions.submit(cast.route, cast.user("mentor"), comment=WORDS)
    (letter,) = mail.outbox
    assert WORDS not in letter.subject + letter.body
    assert "Лебедева" not in letter.subject + letter.body


def test_a_group_put_into_the_workflow_gets_no_stock_mail(cast, django_capture_on_commit_callbacks):
    """A superuser adds a step of Wagtail's own to our workflow: its group learns nothing."""
    workflows.ensure()
    group = Group.objects.create(name="Любопытные")
    UserFactory(email="nosy@example.invalid").groups.add(group)
    task = GroupApprovalTask.objects.create(name="Посмотреть", active=True)
    task.groups.add(group)
    workflow = Workflow.objects.get(name=workflows.FULL)
    WorkflowTask.objects.filter(workflow=workflow).update(sort_order=9)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    with django_capture_on_commit_callbacks(execute=True):
        workflow.start(reload(cast), cast.user("mentor"))
    assert "nosy@example.invalid" not in receivers()


def test_a_route_has_no_comments_and_so_no_mails_about_them(
    cast, django_capture_on_commit_callbacks
):
    """Wagtail's comment mails go to subscribers who may have lost access (facts 19)."""
    nosy = StaffFactory(school=cast.school, account=True)
    PageSubscription.objects.create(page=cast.route, user=nosy.user, comment_notifications=True)
    editor = Editor(cast)
    sent = {
        **editor.open(),
        "goal": "Новая цель",
        "comment_notifications": "on",
        "comments-TOTAL_FORMS": "1",
        "comments-INITIAL_FORMS": "0",
        "comments-MIN_NUM_FORMS": "0",
        "comments-MAX_NUM_FORMS": "",
        "comments-0-text": WORDS,
        "comments-0-contentpath": "goal",
        "comments-0-replies-TOTAL_FORMS": "0",
        "comments-0-replies-INITIAL_FORMS": "0",
    }
    with django_capture_on_commit_callbacks(execute=True):
        answer = editor.post(sent)
    assert answer.status_code == 302
    assert editor.draft.goal == "Новая цель"
    assert not Comment.objects.exists()
    assert receivers() == []
