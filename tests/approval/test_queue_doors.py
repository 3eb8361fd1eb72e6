"""What a hostile or hasty click leaves, in the queue and on the decision page: one result."""

from __future__ import annotations

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from iom_wagtail.approval import actions
from iom_wagtail.approval.exceptions import StepMoved
from iom_wagtail.approval.models import ApprovalEvent, ApprovedVersion, Delegation
from iom_wagtail.approval.rules import Step
from iom_wagtail.approval.waiting import waiting_step
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
from tests.factories import make_cast

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("decision", ["approve", "return"])
def test_case_43_a_stale_tab_is_told_and_its_words_are_kept(cast, decision):
    second = another(cast)
    led_to_director(cast, 3)
    led_to_director(second)
    director = browser(cast, "director")
    action, hidden = form_of(director, QUEUE)
    actions.withdraw(reload(cast), cast.user("mentor"))
    said = {**hidden, "decision": decision, "reason": "Уточните", "comment": "Молодцы"}
    answer = director.post(action, said)
    assert answer.status_code == 200
    assert "Ваш комментарий не отправлен" in text(answer)
    assert "Уточните" in answer.text and "Молодцы" in answer.text
    page = seen(answer)
    assert page.select_one("form.decide")["action"] == item(second.route)
    assert not page.select_one("form.decide [checked]")
    assert page.select_one("[name=comment]")["value"] == ""
    assert not ApprovedVersion.objects.exists() and reload(second).in_approval


@pytest.mark.parametrize("view", ["iom_approval", "iom_route_approval"])
def test_case_43_a_double_click_leaves_one_version(cast, view):
    led_to_director(cast)
    director = browser(cast, "director")
    address = reverse(view, args=[cast.route.pk])
    page = seen(director.get(address))
    hidden = {f["name"]: f["value"] for f in page.select("form.decide input[type=hidden]")}
    said = {**hidden, "decision": "approve"}
    assert director.post(address, said).status_code == 302
    again = director.post(address, said)
    assert again.status_code == 200 and seen(again).select_one("[role=alert]")
    assert ApprovedVersion.objects.count() == 1
    assert ApprovalEvent.objects.filter(kind="signed").count() == 1


@pytest.mark.parametrize("view", ["iom_approval", "iom_route_approval"])
def test_the_second_click_of_who_decides_two_steps_in_a_row_signs_nothing(cast, view):
    """The deputy agrees and is the director's delegate; nobody is asked in between."""
    today = timezone.localdate()
    Delegation.objects.create(
        school=cast.school, person=cast.deputy, since=today, until=today, basis="Приказ № 6"
    )
    type(cast.school).objects.update(step_acquaint=False)
    actions.submit(reload(cast), cast.user("mentor"))
    deputy = browser(cast, "deputy")
    address = reverse(view, args=[cast.route.pk])
    page = seen(deputy.get(address))
    hidden = {f["name"]: f["value"] for f in page.select("form.decide input[type=hidden]")}
    said = {**hidden, "decision": "approve"}
    assert deputy.post(address, said).status_code == 302
    again = deputy.post(address, said)
    assert again.status_code == 200 and str(StepMoved()) in text(again)
    assert waiting_step(reload(cast)) == Step.DIRECTOR
    assert not ApprovedVersion.objects.exists()
    state = reload(cast).current_workflow_task_state
    with pytest.raises(StepMoved):  # a modal that was opened at the step before
        state.task.specific.on_action(
            state,
            cast.user("deputy"),
            "approve",
            revision=reload(cast).latest_revision_id,
            step="deputy",
        )


@pytest.mark.parametrize(
    "forged",
    [
        {},
        {"decision": "approve"},
        {"decision": "approve", "revision_id": "x", "step": "director"},
        {"decision": "approve", "revision_id": "9" * 30, "step": "director"},
        {"decision": "approve", "revision_id": "1", "step": "director"},
        {"action": "refusal"},
        {"action": "refusal", "refusal": "Свидетели", "revision_id": "1"},
    ],
)
def test_case_44_a_forged_post_decides_nothing(cast, forged):
    led_to_director(cast)
    answer = browser(cast, "director").post(item(cast.route), forged)
    assert answer.status_code == 200 and seen(answer).select_one("[role=alert]")
    assert waiting_step(reload(cast)) == Step.DIRECTOR
    assert not ApprovalEvent.objects.filter(kind__in=["signed", "refused"]).exists()


@pytest.mark.parametrize("name", ["deputy", "mentor", "teacher", "methodist"])
def test_somebody_elses_text_is_not_decided_in_the_queue(cast, name):
    led_to_director(cast)
    route = reload(cast)
    said = {
        "decision": "approve",
        "revision_id": route.latest_revision_id,
        "step": "director",
    }
    client = browser(cast, name)
    assert client.get(item(route)).status_code == 302
    answer = client.post(item(route), said)
    assert answer.status_code == 200 and seen(answer).select_one("[role=alert]")
    assert not ApprovedVersion.objects.exists()


def test_case_10_another_schools_director_finds_nothing_and_gets_no_mail(
    cast, django_capture_on_commit_callbacks
):
    other = make_cast()
    with django_capture_on_commit_callbacks(execute=True):
        led_to_director(cast)
    route = reload(cast)
    said = {"decision": "approve", "revision_id": route.latest_revision_id, "step": "director"}
    for name in ("director", "deputy"):
        client = browser(other, name)
        assert client.get(item(route)).status_code == 404
        assert client.post(item(route), said).status_code == 404
        assert client.get(route.approval_url()).status_code == 404
        assert client.post(route.approval_url(), said).status_code == 404
        assert cast.teacher.surname not in client.get(QUEUE).text
    told = {address for letter in mail.outbox for address in letter.to}
    assert cast.director.user.email in told
    assert told.isdisjoint({other.director.user.email, other.deputy.user.email})
    assert not ApprovedVersion.objects.exists()


def test_the_queue_itself_takes_nothing(cast):
    assert browser(cast, "director").post(QUEUE, {}).status_code == 405
