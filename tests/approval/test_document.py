"""The order or protocol of a signature: asked for, checked at every door, kept in the trail."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from iom_wagtail.approval import actions
from iom_wagtail.approval.exceptions import ApprovalError, DocumentNeeded
from iom_wagtail.approval.models import ApprovalEvent, ApprovedVersion
from iom_wagtail.approval.rules import Document, document_problems
from iom_wagtail.routes.models import RoutePage
from tests.approval.acting import reload, say_yes

pytestmark = pytest.mark.django_db
MONDAY, TODAY = dt.date(2026, 5, 25), dt.date(2026, 5, 27)
GOOD = Document("14-од", MONDAY)


@pytest.mark.parametrize(
    ("document", "wrong"),
    [
        (GOOD, set()),
        (Document(" 7 ", TODAY), set()),
        (Document("7" * 60, TODAY), set()),
        (None, {"document_no", "document_on"}),
        (Document("  ", TODAY), {"document_no"}),
        (Document("7" * 61, TODAY), {"document_no"}),
        (Document("№ ", TODAY), {"document_no"}),
        (Document("7", None), {"document_on"}),
        (Document("7", TODAY + dt.timedelta(days=1)), {"document_on"}),
        (Document("7", MONDAY - dt.timedelta(days=1)), {"document_on"}),
    ],
)
def test_what_a_document_must_be(document, wrong):
    assert set(document_problems(document, submitted_on=MONDAY, today=TODAY)) == wrong


def test_papers_print_the_sign_before_the_number_so_it_is_not_kept_twice():
    assert Document(" № 14-од").number == Document("14-од ").number == "14-од"


@pytest.fixture
def asked(cast, monkeypatch):
    """A route that is approved by an order, waiting for its director."""
    monkeypatch.setattr(RoutePage, "asks_document", True)
    actions.submit(cast.route, cast.user("mentor"))
    say_yes(cast, "deputy", "teacher")
    return cast


def today():
    return timezone.localdate()


def sign(cast, document, **kwargs):
    route = reload(cast)
    return actions.agree(
        route,
        cast.user("director"),
        revision_id=route.latest_revision_id,
        document=document,
        **kwargs,
    )


@pytest.mark.parametrize("document", [None, Document(), Document("1", dt.date(2000, 1, 1))])
def test_without_its_order_nothing_is_approved(asked, document):
    with pytest.raises(DocumentNeeded):
        sign(asked, document)
    assert not ApprovedVersion.objects.exists() and reload(asked).in_approval
    assert not ApprovalEvent.objects.filter(kind="signed").exists()


def test_the_order_stands_in_the_event_the_trail_and_the_mail(
    asked, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        version = sign(asked, Document(" 14-од ", today()))
    event = ApprovalEvent.objects.get(page=asked.route, kind="signed")
    assert (event.document_no, event.document_on) == ("14-од", today())
    version.refresh_from_db()
    assert version.signature["document_no"] == "14-од"
    assert version.signature["document_on"] == today().isoformat()
    assert [row["document_no"] for row in version.trail[:-1]] == [""] * 4
    assert mail.outbox and all("№ 14-од" in letter.body for letter in mail.outbox)


def test_an_act_of_another_day_is_measured_by_that_day(cast, monkeypatch):
    """The demo and imports sign on real dates: tomorrow of that day is not there yet."""
    monkeypatch.setattr(RoutePage, "asks_document", True)
    noon = timezone.make_aware(dt.datetime(2026, 5, 25, 12))
    route = cast.route
    actions.submit(route, cast.user("mentor"), moment=noon)
    for name in ("deputy", "teacher"):
        route = reload(cast)
        actions.agree(route, cast.user(name), revision_id=route.latest_revision_id, moment=noon)
    with pytest.raises(DocumentNeeded):
        sign(cast, Document("7", TODAY), moment=noon)
    assert sign(cast, Document("7", MONDAY), moment=noon).number == 1


def test_a_page_that_asks_for_none_keeps_none(cast):
    actions.submit(cast.route, cast.user("mentor"))
    say_yes(cast, "deputy", "teacher")
    assert sign(cast, Document("7", today())).signature["document_no"] == ""


# --- the site ---------------------------------------------------------------------------------


def browser(cast, name):
    client = Client()
    client.force_login(cast.user(name))
    return client


def form_of(cast, **data):
    return {
        "revision_id": reload(cast).latest_revision_id,
        "step": "director",
        "decision": "approve",
        **data,
    }


@pytest.mark.parametrize("view", ["iom_route_approval", "iom_approval"])
def test_the_form_asks_keeps_what_was_typed_and_signs(asked, view):
    address = reverse(view, args=[asked.route.pk])
    director = browser(asked, "director")
    page = BeautifulSoup(director.get(address).content, "html.parser")
    assert page.select_one("input[name=document_no]")["maxlength"] == "60"
    assert page.select_one("input[name=document_on]")["value"] == today().isoformat()

    typed = {"document_no": "14-од", "document_on": "1.1.2000", "comment": "Согласен"}
    refused = director.post(address, form_of(asked, **typed))
    assert refused.status_code == 200
    page = BeautifulSoup(refused.content, "html.parser")
    for name, value in typed.items():
        assert page.select_one(f"input[name={name}]")["value"] == value
    assert page.select_one("#e-on") and not page.select_one("#e-no")
    assert page.select_one("#d-yes").has_attr("checked")
    assert not ApprovedVersion.objects.exists()

    typed["document_on"] = today().strftime("%d.%m.%Y")
    assert director.post(address, form_of(asked, **typed)).status_code == 302
    assert ApprovedVersion.objects.get().signature["document_no"] == "14-од"


def test_the_steps_before_are_asked_for_no_order(cast, monkeypatch):
    monkeypatch.setattr(RoutePage, "asks_document", True)
    actions.submit(cast.route, cast.user("mentor"))
    page = browser(cast, "deputy").get(cast.route.approval_url()).text
    assert "document_no" not in page
    say_yes(cast, "deputy")


# --- Wagtail's modals (facts 5, 6) ---------------------------------------------------------------


def modal(cast, view="workflow_action"):
    state = reload(cast).current_workflow_task_state
    return reverse(f"wagtailadmin_pages:{view}", args=[cast.route.pk, "approve", state.pk])


def fields_of(answer):
    page = BeautifulSoup(json.loads(answer.content)["html"], "html.parser")
    return {
        field["name"]: field.get("value", "") for field in page.select("input[name],textarea[name]")
    }


@pytest.mark.parametrize("view", ["workflow_action", "collect_workflow_action_data"])
def test_the_modal_names_text_and_step_and_asks_for_the_order(asked, view):
    """Wagtail asks for the form before it says which text it is about."""
    fields = fields_of(browser(asked, "director").get(modal(asked, view)))
    assert fields["revision"] == str(reload(asked).latest_revision_id)
    assert fields["step"] == "director"
    assert {"document_no", "document_on"} <= set(fields)


def test_the_modal_says_what_is_wrong_and_signs(asked):
    director = browser(asked, "director")
    ajax = {"headers": {"x-requested-with": "XMLHttpRequest"}}
    fields = fields_of(director.get(modal(asked)))
    for no, on in (("", ""), ("7", "01.01.2000"), ("7" * 61, today().isoformat())):
        refused = director.post(
            modal(asked), {**fields, "document_no": no, "document_on": on}, **ajax
        )
        assert json.loads(refused.content)["step"] == "action"
    assert not ApprovedVersion.objects.exists()
    said = {**fields, "document_no": "7-п", "document_on": today().isoformat()}
    collected = director.post(modal(asked, "collect_workflow_action_data"), said, **ajax)
    data = json.loads(collected.content)["cleaned_data"]
    assert (data["document_no"], data["document_on"]) == ("7-п", today().isoformat())
    director.post(modal(asked), said, **ajax)
    assert ApprovedVersion.objects.get().signature["document_no"] == "7-п"


@pytest.mark.parametrize(
    "forged",
    [
        {},
        {"document_no": "7"},
        {"document_no": "7", "document_on": "2000-01-01"},
        {"document_no": "7" * 61, "document_on": "today"},
    ],
)
def test_case_44_the_editors_extra_data_is_checked_again(asked, forged):
    """The edit view hands over whatever was posted."""
    route = reload(asked)
    state = route.current_workflow_task_state
    forged = {"revision": route.latest_revision_id, "step": "director", **forged}
    with pytest.raises(ApprovalError):
        state.task.specific.on_action(state, asked.user("director"), "approve", **forged)
    assert not ApprovedVersion.objects.exists()
