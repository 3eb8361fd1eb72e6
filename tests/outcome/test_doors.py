"""What a hostile or hasty click leaves of a conclusion, by every door: one honest result."""

from __future__ import annotations

from functools import partial

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from iom_wagtail.approval import actions as approval
from iom_wagtail.approval import record
from iom_wagtail.approval.codes import code_of
from iom_wagtail.approval.models import ApprovalEvent, ApprovedVersion
from iom_wagtail.approval.rules import Step
from iom_wagtail.approval.waiting import waiting_step
from iom_wagtail.outcome.actions import record_council, reopen
from iom_wagtail.outcome.models import ConclusionPage, CouncilDecision, Reopening
from tests.factories import agree_to_conclusion, fresh_conclusion, make_cast

pytestmark = pytest.mark.django_db

#: Where a conclusion is decided: in the queue, and on its own page.
DOORS = ("iom_approval", "iom_route_conclusion_approval")
OUTSIDE = (("colleague", False), ("teacher", True), ("deputy", True), ("director", True))


@pytest.fixture
def asked(opened):
    """The conclusion waits for the director."""
    approval.submit(fresh_conclusion(opened), opened.user("mentor"))
    agree_to_conclusion(opened, "deputy", "teacher")
    return opened


def browser(user):
    client = Client()
    client.force_login(user)
    return client


def address(cast, door):
    return reverse(door, args=[cast.conclusion.pk if door == "iom_approval" else cast.route.pk])


def form(cast, door):
    """Return the director's browser, where its form goes, and what it would post."""
    client = browser(cast.user("director"))
    page = BeautifulSoup(client.get(address(cast, door)).content, "html.parser")
    hidden = page.select("form.decide input[type=hidden]")
    today = timezone.localdate().isoformat()
    said = {field["name"]: field["value"] for field in hidden}
    return client, {**said, "decision": "approve", "document_no": "64-од", "document_on": today}


def events(cast):
    return [event.kind for event in record.last_events(cast.conclusion)]


def alerts(answer):
    page = BeautifulSoup(answer.content, "html.parser")
    return " ".join(node.text for node in page.select("[role=alert]"))


@pytest.mark.parametrize("door", DOORS)
def test_case_43_a_double_click_on_approve_leaves_one_version(
    asked, door, django_capture_on_commit_callbacks
):
    client, said = form(asked, door)
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(address(asked, door), said).status_code == 302
    told = len(mail.outbox)
    with django_capture_on_commit_callbacks(execute=True):
        again = client.post(address(asked, door), said)
    assert again.status_code == 200 and alerts(again)
    assert ApprovedVersion.objects.filter(page=asked.conclusion).count() == 1
    assert events(asked).count("signed") == 1
    assert told and len(mail.outbox) == told


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("decision", ["approve", "return"])
def test_case_43_a_stale_tab_decides_nothing_and_keeps_the_words(asked, door, decision):
    client, said = form(asked, door)
    approval.withdraw(fresh_conclusion(asked), asked.user("mentor"))
    said |= {"decision": decision, "reason": "Назовите причины", "comment": "Молодцы"}
    answer = client.post(address(asked, door), said)
    assert answer.status_code == 200 and alerts(answer)
    assert "Назовите причины" in answer.text or "Молодцы" in answer.text
    assert events(asked)[-1] == "withdrawn"
    assert not ApprovedVersion.objects.filter(page=asked.conclusion).exists()


@pytest.mark.parametrize("door", DOORS)
def test_case_43_a_tab_from_before_the_return_does_not_sign_the_text_sent_again(asked, door):
    """The same director, the same step: only the revision that was shown tells them apart."""
    client, said = form(asked, door)
    page = fresh_conclusion(asked)
    approval.send_back(
        page,
        asked.user("director"),
        revision_id=page.latest_revision_id,
        comment="Назовите причины",
    )
    draft = fresh_conclusion(asked).get_latest_revision_as_object()
    draft.best_ways = "Взаимопосещения"
    draft.save_revision(user=asked.user("mentor"))
    approval.submit(fresh_conclusion(asked), asked.user("mentor"))
    agree_to_conclusion(asked, "deputy", "teacher")
    answer = client.post(address(asked, door), said)
    assert answer.status_code == 200 and alerts(answer)
    assert waiting_step(fresh_conclusion(asked)) == Step.DIRECTOR
    assert not ApprovedVersion.objects.filter(page=asked.conclusion).exists()


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize(
    "forged",
    [
        {"revision_id": "x"},
        {"revision_id": "1"},
        {"revision_id": "9" * 30},
        {"revision_id": ""},
        {"step": "deputy"},
        {"step": ""},
        {"decision": "sign"},
        {"document_no": ""},
        {"document_no": " № "},
        {"document_on": ""},
        {"document_on": "2999-01-01"},
        {"document_on": "2020-01-01"},
        {"action": "refusal", "refusal": "При свидетелях"},
    ],
)
def test_case_44_a_forged_post_decides_nothing(asked, door, forged):
    client, said = form(asked, door)
    answer = client.post(address(asked, door), {**said, **forged})
    assert answer.status_code == 200 and alerts(answer)
    assert waiting_step(fresh_conclusion(asked)) == Step.DIRECTOR
    assert not fresh_conclusion(asked).live
    assert {"signed", "refused", "returned"}.isdisjoint(events(asked))


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("who", ["mentor", "deputy", "teacher", "methodist", "psychologist"])
def test_case_45_nobody_but_the_director_signs_through_a_door(asked, door, who):
    _client, said = form(asked, door)
    client = browser(asked.user(who))
    assert client.post(address(asked, door), said).status_code in (200, 302, 404)
    assert waiting_step(fresh_conclusion(asked)) == Step.DIRECTOR
    assert not fresh_conclusion(asked).live


def test_case_45_a_submitter_at_the_step_of_another_is_told(opened):
    approval.submit(fresh_conclusion(opened), opened.user("mentor"))
    said = {"decision": "approve", "step": "deputy"}
    said["revision_id"] = fresh_conclusion(opened).latest_revision_id
    answer = browser(opened.user("mentor")).post(address(opened, DOORS[1]), said)
    assert answer.status_code == 200 and alerts(answer)
    assert waiting_step(fresh_conclusion(opened)) == Step.DEPUTY


def test_case_46_nobody_left_to_sign_alerts_who_can_appoint(asked):
    type(asked.director).objects.filter(pk=asked.director.pk).update(active=False)
    way, queue = asked.conclusion.approval_url(), reverse("iom_approvals")
    for place in (queue, reverse("wagtailadmin_home")):
        text = browser(asked.user("deputy")).get(place).text
        assert way in text and asked.teacher.surname in text, place
    assert way not in browser(asked.user("mentor")).get(queue).text


@pytest.mark.parametrize("act", ["council", "reopen", "open", "submit", "withdraw", "rows"])
def test_case_47_no_button_of_the_page_changes_an_approved_text_twice(approved, act):
    """Pressed twice, each act of the page leaves one trace or none."""
    said = {
        "act": act,
        "reason": "Опечатка",
        "protocol_no": "7",
        "held_on": "29.05.2026",
        "decision": "Принять",
    }
    before = fresh_conclusion(approved).version_in_force().content
    for who in ("director", "mentor", "teacher"):
        client = browser(approved.user(who))
        for _time in range(2):
            place = reverse("iom_route_conclusion", args=[approved.route.pk])
            assert client.post(place, said).status_code in (200, 302)
    assert Reopening.objects.count() == (1 if act == "reopen" else 0)
    assert CouncilDecision.objects.count() == (1 if act == "council" else 0)
    assert ConclusionPage.objects.count() == 1
    version = ApprovedVersion.objects.get(page=approved.conclusion)
    assert version.content == before


def test_case_10_a_stranger_and_another_schools_director_get_404_and_no_mail(
    opened, django_capture_on_commit_callbacks
):
    """On the whole way: asked, returned, approved, noted by the council, opened again."""
    cast, other = opened, make_cast()

    def submit():
        approval.submit(fresh_conclusion(cast), cast.user("mentor"))

    def give_back():
        page = fresh_conclusion(cast)
        approval.send_back(
            page, cast.user("deputy"), revision_id=page.latest_revision_id, comment="Причины"
        )

    def note():
        words = {"protocol_no": "7", "held_on": timezone.localdate(), "decision": "Принять"}
        record_council(fresh_conclusion(cast), cast.user("deputy"), **words)

    way = [submit, give_back, submit]
    way += [partial(agree_to_conclusion, cast, who) for who in ("deputy", "teacher", "director")]
    way += [note, lambda: reopen(fresh_conclusion(cast), cast.user("director"), "Опечатка")]
    for number, act in enumerate(way):
        with django_capture_on_commit_callbacks(execute=True):
            act()
        if number in (4, 5, 7):  # with the director, approved, open again
            _expect_404(cast, other)
    told = {to for letter in mail.outbox for to in letter.recipients()}
    assert cast.director.user.email in told and cast.teacher.user.email in told
    strangers = {person.user.email for person in (other.director, other.deputy, other.teacher)}
    assert told.isdisjoint(strangers | {cast.colleague.user.email})
    kinds = set(ApprovalEvent.objects.filter(page=cast.conclusion).values_list("kind", flat=True))
    assert {"returned", "signed"} <= kinds


def _expect_404(cast, other):
    """Fail unless every address of the conclusion is 404 to strangers, for reading and writing."""
    page, route = fresh_conclusion(cast), cast.route.pk
    written = [
        reverse("iom_route_conclusion", args=[route]),
        reverse("iom_route_conclusion_approval", args=[route]),
        reverse("iom_approval", args=[page.pk]),
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
    ]
    read = [
        reverse("iom_route_conclusion_version", args=[route, 1]),
        reverse("iom_route_conclusion_sheet", args=[route, 1]),
        reverse("wagtailadmin_pages:history", args=[page.pk]),
        reverse("wagtailadmin_pages:view_draft", args=[page.pk]),
        *(
            reverse("iom_sheet", args=[code_of(version.pk, version.sha256)])
            for version in page.approved_versions.all()
        ),
    ]
    said = {"act": "withdraw", "decision": "approve", "revision_id": page.latest_revision_id}
    for who, elsewhere in OUTSIDE:
        client = browser((other if elsewhere else cast).user(who))
        for place in (*written, *read):
            assert client.get(place).status_code == 404, (who, place)
        for place in written:
            assert client.post(place, said).status_code == 404, (who, place)
        assert f"/approvals/{page.pk}/" not in client.get(reverse("iom_approvals")).text
