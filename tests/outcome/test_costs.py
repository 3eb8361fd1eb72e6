"""What the pages of a conclusion cost, in every state and for every reader: 14 queries at most."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from iom_wagtail.approval import actions as approval
from iom_wagtail.approval.models import Delegation
from iom_wagtail.journal.results.models import CheckpointResult
from iom_wagtail.journal.visits.models import LessonVisit
from iom_wagtail.outcome.actions import reopen
from iom_wagtail.routes.models import RoutePage
from tests.factories import (
    agree_to_conclusion,
    approve_conclusion,
    conclude,
    fresh_conclusion,
    make_conclusion,
)
from tests.sql import most_repeated, statements_of

pytestmark = pytest.mark.django_db

#: What a page of a conclusion may cost.
MOST = 14

READERS = ("teacher", "mentor", "psychologist", "methodist", "deputy", "director")
PAGES = {
    "conclusion": ("iom_route_conclusion", ()),
    "approval": ("iom_route_conclusion_approval", ()),
    "sheet": ("iom_route_conclusion_sheet", (1,)),
    "version": ("iom_route_conclusion_version", (1,)),
}


@pytest.fixture
def lived(cast):
    """The route after a year in which the mentor alone has assessed; somebody signs as well."""
    by_mentor = {"route_id": cast.route.pk, "created_by": cast.mentor, "changed_by": cast.mentor}
    version = RoutePage.objects.get(pk=cast.route.pk).version_in_force().data
    for cut in version["checkpoints"]:
        CheckpointResult.objects.create(checkpoint=cut["uuid"], score=4, **by_mentor)
    for day in (2, 3):
        LessonVisit.objects.create(visited_on=dt.date(2025, 10, day), topic="Дроби", **by_mentor)
    today = timezone.localdate()
    Delegation.objects.create(
        school=cast.school, person=cast.methodist, since=today, until=today, basis="Приказ № 6"
    )
    make_conclusion(cast)
    return cast


def send(cast, *agreed):
    approval.submit(fresh_conclusion(cast), cast.user("mentor"))
    agree_to_conclusion(cast, *agreed)


def send_back(cast):
    page = fresh_conclusion(cast)
    words = {"revision_id": page.latest_revision_id, "comment": "Уточните выводы"}
    approval.send_back(page, cast.user("director"), **words)
    conclude(cast, fresh_conclusion(cast), reasons="Мало часов")


def draft(cast):
    """Leave it as it was opened."""


def asked_of_the_deputy(cast):
    send(cast)


def asked_of_the_teacher(cast):
    send(cast, "deputy")


def returned(cast):
    send(cast, "deputy", "teacher")
    send_back(cast)


def sent_again(cast):
    returned(cast)
    send(cast, "deputy", "teacher")


def approved(cast):
    approve_conclusion(cast)


def opened_again(cast):
    approved(cast)
    reopen(fresh_conclusion(cast), cast.user("director"), "Опечатка")
    conclude(cast, fresh_conclusion(cast), reasons="Мало часов")


def version_two_returned_and_sent_again(cast):
    opened_again(cast)
    sent_again(cast)


STATES = (
    draft,
    asked_of_the_deputy,
    asked_of_the_teacher,
    returned,
    sent_again,
    approved,
    opened_again,
    version_two_returned_and_sent_again,
)


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_no_page_of_a_conclusion_costs_more_whatever_its_state_and_reader(lived, state):
    state(lived)
    addresses = {
        name: reverse(view, args=(lived.route.pk, *more)) for name, (view, more) in PAGES.items()
    } | {"queue": reverse("iom_approvals")}
    wrong = {}
    for who in READERS:
        client = Client()
        client.force_login(lived.user(who))
        for name, address in addresses.items():
            client.get(address)
            asked = statements_of(lambda c=client, at=address: c.get(at))
            if len(asked) > MOST or most_repeated(asked)[1] > 2:
                wrong[name, who] = (len(asked), most_repeated(asked))
    assert not wrong
