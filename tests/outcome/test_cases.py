"""Hostile and faulty cases of the conclusion, by number from the list of abuse cases."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision, Workflow

from iom_wagtail.approval import actions as approval
from iom_wagtail.approval import workflows
from iom_wagtail.approval.exceptions import (
    HasProblems,
    NothingWaits,
    NotYourStep,
    OutsideSigning,
    StepsMissing,
    TextChanged,
)
from iom_wagtail.approval.models import ApprovedVersion, Delegation, RoleTask
from iom_wagtail.approval.waiting import waiting_on
from iom_wagtail.outcome.actions import reopen
from iom_wagtail.outcome.exceptions import Frozen
from iom_wagtail.outcome.models import ConclusionPage
from iom_wagtail.routes.exceptions import WrongPlace
from iom_wagtail.routes.models import RoutePage
from tests.factories import (
    UserFactory,
    agree_to_conclusion,
    approve_conclusion,
    conclude,
    fresh_conclusion,
)
from tests.routes.editor import fields

pytestmark = pytest.mark.django_db


def versions(cast):
    return ApprovedVersion.objects.filter(page=cast.conclusion).count()


def browser(user):
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


def test_case_43_approving_twice_or_after_a_return_leaves_one_result(opened):
    cast = opened
    approval.submit(fresh_conclusion(cast), cast.user("mentor"))
    page = fresh_conclusion(cast)
    shown = {"revision_id": page.latest_revision_id}
    approval.send_back(page, cast.user("deputy"), comment="Укажите причины", **shown)
    with pytest.raises(NothingWaits):
        approval.agree(page, cast.user("deputy"), **shown)
    approval.submit(fresh_conclusion(cast), cast.user("mentor"))
    stale = fresh_conclusion(cast)
    agree_to_conclusion(cast, "deputy", "teacher", "director")
    with pytest.raises(NothingWaits):
        approval.agree(stale, cast.user("director"), revision_id=stale.latest_revision_id)
    assert versions(cast) == 1


def test_case_44_a_step_takes_only_the_revision_it_was_shown(opened):
    cast = opened
    approval.submit(fresh_conclusion(cast), cast.user("mentor"))
    page = fresh_conclusion(cast)
    with pytest.raises(TextChanged):
        approval.agree(page, cast.user("deputy"), revision_id=page.latest_revision_id - 1)
    agree_to_conclusion(cast, "deputy", "teacher")
    state = fresh_conclusion(cast).current_workflow_task_state
    for data in ({}, {"comment": "да"}, {"revision": "x"}):
        with pytest.raises(PermissionDenied):
            state.task.specific.on_action(state, cast.user("director"), "approve", **data)
    assert not fresh_conclusion(cast).live and versions(cast) == 0


def test_case_45_nobody_says_yes_to_what_is_their_own(opened):
    """The submitter at another's step, the assessed teacher, a director who is the mentor."""
    cast = opened
    approval.submit(fresh_conclusion(cast), cast.user("mentor"))
    for who in ("mentor", "teacher", "director"):
        with pytest.raises(NotYourStep):
            agree_to_conclusion(cast, who)
    agree_to_conclusion(cast, "deputy", "teacher")
    for who in ("mentor", "deputy", "teacher"):
        with pytest.raises(NotYourStep):
            agree_to_conclusion(cast, who)
    cast.school.director = cast.mentor
    cast.school.save()
    with pytest.raises(NotYourStep):
        agree_to_conclusion(cast, "mentor")
    agree_to_conclusion(cast, "deputy")
    assert versions(cast) == 1


def test_case_46_a_step_switched_off_on_the_way_is_noticed_at_signing(opened):
    cast = opened
    approval.submit(fresh_conclusion(cast), cast.user("mentor"))
    RoleTask.objects.get(role="deputy").deactivate()
    agree_to_conclusion(cast, "teacher")
    with pytest.raises(StepsMissing):
        agree_to_conclusion(cast, "director")
    Workflow.objects.get(name=workflows.FULL).deactivate()
    page = fresh_conclusion(cast)
    assert not page.live and not page.in_approval and versions(cast) == 0


def test_case_46_nobody_left_to_sign_waits_visibly_until_a_delegate_comes(opened):
    cast = opened
    approval.submit(fresh_conclusion(cast), cast.user("mentor"))
    agree_to_conclusion(cast, "deputy", "teacher")
    type(cast.director).objects.filter(pk=cast.director.pk).update(active=False)
    assert waiting_on(fresh_conclusion(cast)).stuck
    today = timezone.localdate()
    Delegation.objects.create(
        school=cast.school, person=cast.methodist, since=today, until=today, basis="Приказ № 6"
    )
    agree_to_conclusion(cast, "methodist")
    assert versions(cast) == 1


def test_case_47_no_act_changes_an_approved_conclusion(approved):
    cast = approved
    page = fresh_conclusion(cast)
    route = RoutePage.objects.get(pk=cast.route.pk)

    def rewrite():
        conclude(cast, page, result="fail")

    def write_the_row():
        live = ConclusionPage.objects.get(pk=page.pk)
        live.result = "fail"
        live.save()

    def revert():
        old = page.revisions.order_by("pk").first().as_object()
        old.save_revision(user=cast.user("deputy"))

    def publish():
        Revision.objects.filter(object_id=str(page.pk)).first().publish()

    def copy():
        page.copy(to=route)

    def alias():
        page.create_alias(parent=route)

    def move():
        Page.objects.get(pk=page.pk).move(route.get_parent(), pos="last-child")

    doors = {
        rewrite: Frozen,
        write_the_row: Frozen,
        revert: Frozen,
        publish: OutsideSigning,
        page.unpublish: PermissionDenied,
        page.delete: PermissionDenied,
        Page.objects.get(pk=page.pk).delete: ProtectedError,
        Page.objects.filter(pk=page.pk).delete: ProtectedError,
        copy: WrongPlace,
        alias: WrongPlace,
        move: WrongPlace,
    }
    for door, refusal in doors.items():
        with pytest.raises(refusal):
            door()
    assert versions(cast) == 1 and fresh_conclusion(cast).result == "success"


@pytest.mark.parametrize("who", ["mentor", "deputy", "director", "superuser"])
def test_case_47_no_screen_changes_an_approved_conclusion(approved, who):
    cast = approved
    page = fresh_conclusion(cast)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    api = "/admin/api/main/pages/{}/action/{}/"
    boss = UserFactory(is_superuser=True, is_staff=True)
    client = browser(boss if who == "superuser" else cast.user(who))
    form = {"outcome_rows-TOTAL_FORMS": "0", "outcome_rows-INITIAL_FORMS": "0", "result": "fail"}
    revision = page.revisions.order_by("pk").first().pk
    posts = [
        (edit, form),
        (edit, {**form, "action-publish": "1"}),
        (edit, {**form, "action-submit": "1"}),
        (edit, {**form, "overwrite_revision_id": page.latest_revision_id}),
        (reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, revision]), form),
        (reverse("wagtailadmin_pages:unpublish", args=[page.pk]), {}),
        (reverse("wagtailadmin_pages:delete", args=[page.pk]), {}),
        (reverse("wagtailadmin_pages:unlock", args=[page.pk]), {}),
        (reverse("wagtailadmin_pages:copy", args=[page.pk]), {"new_title": "К", "new_slug": "k"}),
        (api.format(page.pk, "revert_to_page_revision"), {"revision_id": revision}),
        *(
            (api.format(page.pk, action), {})
            for action in ("publish", "unpublish", "delete", "copy", "move", "create_alias")
        ),
        *(
            (
                reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
                + f"?id={page.pk}",
                {},
            )
            for action in ("delete", "unpublish", "publish", "move")
        ),
    ]
    for address, data in posts:
        assert client.post(address, data).status_code < 500, address
    assert Revision.objects.for_instance(page).count() == page.revisions.count()
    after = fresh_conclusion(cast)
    assert (after.latest_revision_id, after.result, after.live) == (
        page.latest_revision_id,
        "success",
        True,
    )
    assert versions(cast) == 1


def test_case_47_after_a_reopening_it_is_written_again_and_both_versions_stay(approved):
    cast = approved
    before = fresh_conclusion(cast).version_in_force()
    reopen(fresh_conclusion(cast), cast.user("director"), "Опечатка в пункте 6.3")
    conclude(cast, fresh_conclusion(cast), diagnosis_blank="ноябре")
    page = fresh_conclusion(cast)
    assert page.version_in_force() == before and page.live
    second = approve_conclusion(cast)
    assert (second.number, second.data["diagnosis_blank"]) == (2, "ноябре")
    assert ApprovedVersion.objects.get(pk=before.pk).content == before.content
    with pytest.raises(Frozen):
        conclude(cast, fresh_conclusion(cast))


def test_case_48_a_contradiction_stops_submission_with_its_reason_through_every_door(opened):
    cast = opened
    conclude(cast, cast.conclusion, states=("unresolved",), reasons="Мало часов")
    with pytest.raises(HasProblems, match="сняты полностью"):
        approval.submit(fresh_conclusion(cast), cast.user("mentor"))
    client = browser(cast.user("mentor"))
    edit = reverse("wagtailadmin_pages:edit", args=[cast.conclusion.pk])
    form = fields(client.get(edit))
    answer = client.post(edit, {**form, "action-submit": "1"})
    listed = answer.text[answer.text.index('id="iom-problems"') :]
    assert 'href="#id_problems_state"' in listed and "сняты полностью" in listed
    assert not fresh_conclusion(cast).in_approval
    # A draft saves whatever its state.
    assert client.post(edit, {**form, "problems_state": "none"}).status_code == 302
    assert fresh_conclusion(cast).get_latest_revision_as_object().problems_state == "none"


def test_case_15_a_conclusion_lies_under_its_own_route_alone(cast):
    page = ConclusionPage(route_page=cast.route, live=False, locale=cast.route.locale)
    with pytest.raises(WrongPlace):
        cast.route.get_parent().specific.add_child(instance=page)
