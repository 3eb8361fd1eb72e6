"""A teacher who refuses to be acquainted: minuted with words, seen by the director, no dead end."""

from __future__ import annotations

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client
from django.utils import timezone, translation

from iom_wagtail.approval import actions
from iom_wagtail.approval.exceptions import (
    NothingWaits,
    NotYourStep,
    StepMoved,
    TextChanged,
    WitnessesNeeded,
)
from iom_wagtail.approval.models import ApprovalEvent, ApprovedVersion
from iom_wagtail.approval.rules import Step
from iom_wagtail.approval.waiting import waiting_step
from iom_wagtail.approval.wording import event_words
from tests.approval.acting import reload, say_yes
from tests.factories import make_cast

pytestmark = pytest.mark.django_db
WORDS = "Отказалась читать в присутствии М. В. Орловой и И. П. Синицыной."


@pytest.fixture
def unread(cast):
    """A route that waits for its teacher's acquaintance."""
    actions.submit(cast.route, cast.user("mentor"))
    say_yes(cast, "deputy")
    return cast


def refuse(cast, name="deputy", words=WORDS, **kwargs):
    route = reload(cast)
    user = cast.user(name)
    actions.minute_refusal(route, user, route.latest_revision_id, words, **kwargs)


@pytest.mark.parametrize("name", ["deputy", "director"])
def test_deputy_or_director_minutes_and_the_director_signs(
    unread, name, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        refuse(unread, name)
    assert waiting_step(reload(unread)) == Step.DIRECTOR
    assert [letter.to for letter in mail.outbox] == [[unread.director.user.email]]
    say_yes(unread, "director")
    row = ApprovedVersion.objects.get().trail[-2]
    assert (row["kind"], row["step"], row["comment"]) == ("refused", "teacher", WORDS)
    assert row["name"] == getattr(unread, name).short_name


def test_the_words_of_the_trail_guess_nobodys_gender(unread):
    refuse(unread)
    event = {"kind": "refused", "step": "teacher", "name": "С. П. Дроздова", "position": ""}
    with translation.override("ru"):
        words = event_words({**event, "comment": WORDS})
    assert words == "С. П. Дроздова: отказ от ознакомления зафиксирован"


@pytest.mark.parametrize("name", ["teacher", "mentor", "methodist", "colleague"])
def test_nobody_else_minutes_it(unread, name):
    with pytest.raises(NotYourStep):
        refuse(unread, name)
    assert waiting_step(reload(unread)) == Step.TEACHER


def test_another_schools_deputy_minutes_nothing(unread):
    other = make_cast()
    route = reload(unread)
    with pytest.raises(NotYourStep):
        actions.minute_refusal(route, other.user("deputy"), route.latest_revision_id, WORDS)


def test_whoever_is_asked_does_not_minute_the_own_refusal(unread):
    type(unread.school).objects.update(deputy=unread.teacher)
    with pytest.raises(NotYourStep):
        refuse(unread, "teacher")


def test_it_needs_words_the_very_text_and_the_teachers_step(unread):
    with pytest.raises(WitnessesNeeded):
        refuse(unread, words="  ")
    route = reload(unread)
    with pytest.raises(TextChanged):
        actions.minute_refusal(route, unread.user("deputy"), route.latest_revision_id - 1, WORDS)
    refuse(unread)
    with pytest.raises(StepMoved):  # the second click
        refuse(unread)
    assert ApprovalEvent.objects.filter(kind="refused").count() == 1
    actions.withdraw(reload(unread), unread.user("mentor"))
    with pytest.raises(NothingWaits):
        refuse(unread)


def test_it_is_recorded_on_the_day_it_happened(unread):
    day = timezone.make_aware(dt.datetime(2026, 5, 22, 15))
    refuse(unread, moment=day)
    assert ApprovalEvent.objects.get(kind="refused").moment == day


# --- the site ---------------------------------------------------------------------------------


def page_of(cast, name):
    client = Client()
    client.force_login(cast.user(name))
    answer = client.get(cast.route.approval_url())
    return client, BeautifulSoup(answer.content, "html.parser")


def fields(page):
    form = page.select_one("form:has([name=refusal])")
    return {field["name"]: field.get("value", "") for field in form.select("[name]")}


def test_the_deputys_page_has_the_form_only_while_the_teacher_is_asked(unread):
    """A plain form: it works without JavaScript."""
    deputy, page = page_of(unread, "deputy")
    for name in ("mentor", "methodist", "teacher"):
        assert not page_of(unread, name)[1].select("[name=refusal]"), name
    address = unread.route.approval_url()
    refused = deputy.post(address, {**fields(page), "refusal": " "})
    assert refused.status_code == 200
    again = BeautifulSoup(refused.content, "html.parser")
    assert again.select_one("#f-error") and again.select_one("details:has(#f-error)[open]")
    assert deputy.post(address, {**fields(page), "refusal": WORDS}).status_code == 302
    assert waiting_step(reload(unread)) == Step.DIRECTOR
    assert not page_of(unread, "deputy")[1].select("[name=refusal]")
    stale = deputy.post(address, {**fields(page), "refusal": WORDS})
    assert stale.status_code == 200 and "Отказалась" in stale.text
    assert ApprovalEvent.objects.filter(kind="refused").count() == 1


def test_the_director_reads_it_before_signing(unread):
    refuse(unread)
    _client, page = page_of(unread, "director")
    note = page.select_one(".note:-soup-contains('Отказ учителя от ознакомления')")
    assert "Отказалась" in note.text and unread.deputy.short_name.split()[-1] in note.text
    trail = page.select_one(".trail .is-back").text.replace("\xa0", " ")
    assert "отказ от ознакомления зафиксирован" in trail
