"""What follows an approved conclusion: reopening, the council, the stage of the route."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from wagtail.models import PageLogEntry

from iom_wagtail.approval.models import Delegation
from iom_wagtail.outcome import signals
from iom_wagtail.outcome.actions import record_council, reopen
from iom_wagtail.outcome.models import CouncilDecision, Reopening
from iom_wagtail.routes import ending
from iom_wagtail.routes.choices import Stage
from iom_wagtail.routes.models import RoutePage
from iom_wagtail.routes.office import rows
from tests.factories import approve_conclusion, conclude, fresh_conclusion

pytestmark = pytest.mark.django_db

COUNCIL = {"protocol_no": "7", "held_on": dt.date(2026, 5, 29), "decision": "Принять к сведению"}


def listed_at(stage):
    return list(rows.at_stage(rows.with_state(RoutePage.objects.all()), stage))


def test_the_stage_turns_to_completed_and_back(opened):
    cast = opened
    route = RoutePage.objects.get(pk=cast.route.pk)
    assert route.stage == Stage.RUNNING and listed_at(Stage.RUNNING) == [route]
    approve_conclusion(cast)
    assert cast.route.stage == Stage.COMPLETED
    assert listed_at(Stage.COMPLETED) == [route] and listed_at(Stage.RUNNING) == []
    reopen(fresh_conclusion(cast), cast.user("director"), "Опечатка")
    assert RoutePage.objects.get(pk=route.pk).stage == Stage.RUNNING
    assert listed_at(Stage.COMPLETED) == []
    conclude(cast, fresh_conclusion(cast))
    approve_conclusion(cast)
    assert listed_at(Stage.COMPLETED) == [route]


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("director", True),
        ("deputy", False),
        ("mentor", False),
        ("methodist", False),
        ("teacher", False),
        ("colleague", False),
    ],
)
def test_who_signs_opens_it_again(approved, who, may):
    page = fresh_conclusion(approved)
    if may:
        reopen(page, approved.user(who), "Опечатка")
    else:
        with pytest.raises(PermissionDenied):
            reopen(page, approved.user(who), "Опечатка")
    assert Reopening.objects.exists() is may


def test_a_delegate_opens_it_again(approved):
    today = timezone.localdate()
    Delegation.objects.create(
        school=approved.school, person=approved.methodist, since=today, until=today, basis="№ 6"
    )
    reopen(fresh_conclusion(approved), approved.user("methodist"), "Опечатка")
    assert Reopening.objects.get().by == approved.methodist


def test_a_reopening_needs_a_reason_is_logged_without_it_and_happens_once(approved):
    cast, heard = approved, []
    signals.reopened.connect(lambda **values: heard.append(values["reopening"]), weak=False)
    page = fresh_conclusion(cast)
    with pytest.raises(ValidationError):
        reopen(page, cast.user("director"), "   ")
    row = reopen(page, cast.user("director"), " Опечатка в 6.3 ")
    assert (row.version, row.name, row.reason) == (1, cast.director.short_name, "Опечатка в 6.3")
    with pytest.raises(ValidationError):
        reopen(fresh_conclusion(cast), cast.user("director"), "Ещё раз")
    entry = PageLogEntry.objects.get(action="iom_wagtail.reopen")
    assert entry.data == {"number": 1} and heard == [row]
    assert not page.is_frozen


def test_a_draft_and_a_route_in_the_archive_are_not_opened_again(opened):
    cast = opened
    with pytest.raises(ValidationError):
        reopen(fresh_conclusion(cast), cast.user("director"), "Опечатка")
    approve_conclusion(cast)
    ending.archive(cast.route, cast.user("deputy"))
    with pytest.raises(PermissionDenied):
        reopen(fresh_conclusion(cast), cast.user("director"), "Опечатка")


@pytest.mark.parametrize("who", ["deputy", "director"])
def test_deputy_and_director_record_and_correct_the_council(approved, who):
    record_council(approved.conclusion, approved.user(who), **COUNCIL)
    record_council(approved.conclusion, approved.user(who), **{**COUNCIL, "protocol_no": "8"})
    row = CouncilDecision.objects.get()
    assert (row.protocol_no, row.held_on, row.decision) == ("8", *list(COUNCIL.values())[1:])
    assert PageLogEntry.objects.filter(action="iom_wagtail.council").count() == 2


def test_the_council_decides_about_what_is_approved_and_says_something(approved):
    for who in ("mentor", "teacher", "methodist"):
        with pytest.raises(PermissionDenied):
            record_council(approved.conclusion, approved.user(who), **COUNCIL)
    for name in ("protocol_no", "decision"):
        with pytest.raises(ValidationError) as refused:
            record_council(approved.conclusion, approved.user("deputy"), **{**COUNCIL, name: " "})
        assert set(refused.value.message_dict) == {name}
    reopen(fresh_conclusion(approved), approved.user("director"), "Опечатка")
    with pytest.raises(ValidationError):
        record_council(approved.conclusion, approved.user("deputy"), **COUNCIL)
