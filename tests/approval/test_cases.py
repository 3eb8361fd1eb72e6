"""Hostile and faulty cases of approval, by number from the list of abuse cases."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.models import Revision, Workflow

from iom_wagtail.approval import actions, workflows
from iom_wagtail.approval.exceptions import (
    NothingWaits,
    OutsideSigning,
    StepsMissing,
    TextChanged,
)
from iom_wagtail.approval.models import (
    ApprovalEvent,
    ApprovedVersion,
    Delegation,
    DirectorTask,
    ImmutableError,
    RoleTask,
)
from iom_wagtail.approval.rules import Step
from iom_wagtail.approval.waiting import waiting_on, waiting_step
from iom_wagtail.routes import actions as route_actions
from iom_wagtail.routes.models import RoutePage
from tests.approval.acting import reload, say_yes
from tests.factories import approve

pytestmark = pytest.mark.django_db


def test_case_43_approving_twice_or_after_a_return_leaves_one_result(cast):
    actions.submit(cast.route, cast.user("mentor"))
    stale = reload(cast)
    shown = stale.latest_revision_id
    say_yes(cast, "deputy", "teacher", "director")
    with pytest.raises(NothingWaits):
        actions.agree(stale, cast.user("director"), revision_id=shown)
    assert ApprovedVersion.objects.count() == 1

    draft = reload(cast).get_latest_revision_as_object()
    draft.goal = "Другая цель"
    route_actions.save_draft(draft, cast.user("mentor"))
    actions.submit(reload(cast), cast.user("mentor"))
    shown = reload(cast).latest_revision_id
    actions.withdraw(cast.route, cast.user("mentor"))
    with pytest.raises(NothingWaits):
        actions.agree(reload(cast), cast.user("deputy"), revision_id=shown)
    assert ApprovedVersion.objects.count() == 1


def test_case_44_a_step_takes_only_the_revision_it_was_shown(cast):
    actions.submit(cast.route, cast.user("mentor"))
    shown = reload(cast).latest_revision_id
    with pytest.raises(TextChanged):
        actions.agree(cast.route, cast.user("deputy"), revision_id=shown - 1)
    # A revision that slipped in past every guard:
    revision = Revision.objects.get(pk=shown)
    revision.pk = None
    revision.save()
    RoutePage.objects.filter(pk=cast.route.pk).update(latest_revision=revision)
    for revision_id in (shown, revision.pk):
        with pytest.raises(TextChanged):
            actions.agree(reload(cast), cast.user("deputy"), revision_id=revision_id)


@pytest.mark.parametrize("data", [{}, {"comment": "да"}, {"revision": "x"}])
def test_case_44_forged_data_approves_nothing(cast, data):
    type(cast.school).objects.update(step_deputy=False, step_acquaint=False)
    actions.submit(RoutePage.objects.get(pk=cast.route.pk), cast.user("mentor"))
    route = reload(cast)
    state = route.current_workflow_task_state
    with pytest.raises(PermissionDenied):
        state.task.specific.on_action(state, cast.user("director"), "approve", **data)
    assert not reload(cast).live and not ApprovedVersion.objects.exists()


def test_case_46_a_step_switched_off_on_the_way_is_noticed_at_signing(cast):
    actions.submit(cast.route, cast.user("mentor"))
    assert waiting_step(reload(cast)) == Step.DEPUTY
    RoleTask.objects.get(role="deputy").deactivate()
    say_yes(cast, "teacher")
    with pytest.raises(StepsMissing):
        say_yes(cast, "director")
    assert not ApprovedVersion.objects.exists() and not reload(cast).live


def test_case_46_the_last_step_switched_off_approves_nothing(cast):
    actions.submit(cast.route, cast.user("mentor"))
    say_yes(cast, "deputy", "teacher")
    with pytest.raises(OutsideSigning):
        DirectorTask.objects.get().deactivate()
    assert not reload(cast).live and not ApprovedVersion.objects.exists()
    say_yes(cast, "director")
    assert ApprovedVersion.objects.count() == 1


def test_case_46_the_workflow_switched_off_cancels_and_approves_nothing(cast):
    actions.submit(cast.route, cast.user("mentor"))
    Workflow.objects.get(name=workflows.FULL).deactivate()
    assert not reload(cast).live and not cast.route.in_approval
    actions.submit(cast.route, cast.user("mentor"))  # made active again by the act itself
    assert waiting_step(reload(cast)) == Step.DEPUTY


def test_case_46_nobody_left_to_sign_waits_visibly_until_a_delegate_comes(cast):
    actions.submit(cast.route, cast.user("mentor"))
    say_yes(cast, "deputy", "teacher")
    type(cast.director).objects.filter(pk=cast.director.pk).update(active=False)
    assert waiting_on(reload(cast)).stuck
    today = timezone.localdate()
    Delegation.objects.create(
        school=cast.school, person=cast.methodist, since=today, until=today, basis="Приказ № 6"
    )
    assert not waiting_on(reload(cast)).stuck
    say_yes(cast, "methodist")
    assert ApprovedVersion.objects.count() == 1


def test_case_47_versions_and_events_are_written_once(cast):
    version = approve(cast)
    for attempt in (
        version.save,
        version.delete,
        lambda: ApprovedVersion.objects.update(content="{}"),
        lambda: ApprovedVersion.objects.all().delete(),
        lambda: ApprovalEvent.objects.update(comment="x"),
    ):
        with pytest.raises(ImmutableError):
            attempt()


def test_case_47_no_door_publishes_unpublishes_or_deletes_past_signing(cast):
    approve(cast)
    route = cast.route
    draft = route.get_latest_revision_as_object()
    revision = draft.save_revision()
    with pytest.raises(OutsideSigning):
        revision.publish()
    for attempt in (route.unpublish, route.delete, lambda: route.copy(to=route.get_parent())):
        with pytest.raises(PermissionDenied):
            attempt()


@pytest.mark.parametrize("who", ["methodist", "director", "deputy", "mentor"])
def test_who_reads_the_draft_opens_the_editor_while_it_is_in_approval(client, cast, who):
    """Wagtail asks our task about the base page; a reader who neither owns nor decides got 500."""
    actions.submit(cast.route, cast.user("mentor"))
    client.force_login(cast.user(who))
    assert client.get(f"/admin/pages/{cast.route.pk}/edit/").status_code == 200
