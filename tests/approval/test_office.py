"""Delegation: who settles who signs for the director, and what follows from it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import registry

from iom_wagtail.approval import actions as approval
from iom_wagtail.approval import delegations
from iom_wagtail.approval.models import ApprovedVersion, Delegation
from iom_wagtail.routes.models import RoutePage
from tests import factories

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)


@pytest.fixture
def cast(staffed):
    """A school with its people."""
    return staffed


def enter(user) -> Client:
    """Return a browser in which a person has logged in."""
    client = Client()
    client.force_login(user)
    return client


def post(cast, role="deputy", **values):
    """Post the form of appointing."""
    today = timezone.localdate()
    form = {
        "person": cast.methodist.pk,
        "since": f"{today:%d.%m.%Y}",
        "until": f"{today + 10 * DAY:%d.%m.%Y}",
        "basis": "Приказ № 7",
        **values,
    }
    return enter(cast.user(role)).post(reverse("iom_delegations"), form)


def appoint(cast, since, until):
    """Appoint the methodist through the act."""
    return delegations.appoint(
        cast.school,
        cast.user("director"),
        person=cast.methodist,
        since=since,
        until=until,
        basis="Приказ № 7",
    )


@pytest.mark.parametrize("role", ["director", "deputy"])
def test_director_and_deputy_appoint(cast, role):
    """The row, the log by keys, the list."""
    assert post(cast, role).status_code == 302
    delegation = Delegation.objects.get()
    assert delegation.person == cast.methodist
    entry = registry.get_logs_for_instance(cast.school).get(action="iom_wagtail.delegate")
    assert entry.data["staff"] == cast.methodist.pk
    assert cast.methodist.surname not in str(entry.data) + entry.label
    page = enter(cast.user(role)).get(reverse("iom_delegations"))
    assert cast.methodist.full_name in page.text
    assert "Приказ № 7" in page.text


@pytest.mark.parametrize("role", ["methodist", "mentor", "teacher", "psychologist", "colleague"])
def test_nobody_else_appoints(cast, role):
    """A forged POST is turned away and changes nothing; so is a delegate's own."""
    assert post(cast, role).status_code == 302
    assert not Delegation.objects.exists()
    today = timezone.localdate()
    appoint(cast, today, today + DAY)
    assert post(cast, "methodist", person=cast.colleague.pk).status_code == 302
    assert Delegation.objects.count() == 1


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"person": ""}, "person"),
        ({"basis": " "}, "basis"),
        ({"until": "01.01.2020"}, "until"),
        ({"since": "завтра"}, "since"),
        ({"basis": "я" * 301}, "basis"),
    ],
)
def test_what_is_wrong_stands_at_its_field(cast, values, field):
    """Nothing is appointed, everything written comes back."""
    answer = post(cast, **values)
    assert answer.status_code == 200
    assert field in answer.context["form"].errors
    assert not Delegation.objects.exists()


def test_strangers_the_director_and_twice_are_refused(cast):
    """A person of another school posted by hand, the director, the same days again."""
    stranger = factories.make_cast().methodist
    for person in (stranger, cast.director):
        answer = post(cast, person=person.pk)
        assert "person" in answer.context["form"].errors
    assert post(cast).status_code == 302
    assert "person" in post(cast).context["form"].errors
    assert Delegation.objects.count() == 1


def test_another_school_s_delegation_is_unknown(cast):
    """Not listed, and not ended by its key."""
    today = timezone.localdate()
    row = appoint(cast, today, today + DAY)
    other = enter(factories.make_cast().user("director"))
    assert "Приказ № 7" not in other.get(reverse("iom_delegations")).text
    for key in (row.pk, "999999", "x"):
        assert other.post(reverse("iom_delegations"), {"end": key}).status_code == 404
    assert Delegation.objects.filter(pk=row.pk, until=today + DAY).exists()


def test_ending_takes_effect_at_once_and_keeps_the_past(cast):
    """What has held ends yesterday; what has not begun before today is taken back."""
    today = timezone.localdate()
    held = appoint(cast, today - 5 * DAY, today + 5 * DAY)
    client = enter(cast.user("deputy"))
    assert client.post(reverse("iom_delegations"), {"end": held.pk}).status_code == 302
    held.refresh_from_db()
    assert held.until == today - DAY
    again = client.post(reverse("iom_delegations"), {"end": held.pk}, follow=True)
    assert again.status_code == 200
    future = appoint(cast, today + DAY, today + 5 * DAY)
    client.post(reverse("iom_delegations"), {"end": future.pk})
    assert not Delegation.objects.filter(pk=future.pk).exists()


def test_a_delegate_signs_with_the_basis_beside_the_name(cast):
    """Somebody is left to sign after the director has gone, and signs on the director's behalf."""
    factories.make_route(cast)
    approval.submit(cast.route, cast.user("mentor"))
    for name in ("deputy", "teacher"):
        approval.agree(cast.route, cast.user(name), revision_id=cast.route.latest_revision_id)
    assert post(cast).status_code == 302
    route = RoutePage.objects.get(pk=cast.route.pk)
    approval.agree(route, cast.user("methodist"), revision_id=route.latest_revision_id)
    version = ApprovedVersion.objects.get()
    assert "Приказ № 7" in version.trail[-1]["on_behalf"]
