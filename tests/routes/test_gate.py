"""What the gate keeps between two questions of one request: conditions, never answers."""

from __future__ import annotations

import datetime as dt
from dataclasses import astuple

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management.sql import emit_post_migrate_signal
from django.utils import timezone

from iom_wagtail.routes import below, gate
from iom_wagtail.routes.models import RouteAssignment, RoutePage
from tests.factories import add_participant

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(drafted):
    return drafted


def hidden(user, cast):
    """Return whether the route is hidden from an account, asked in both ways."""
    pk = cast.route.pk
    listed = gate.without_hidden(RoutePage.objects.all(), user).filter(pk=pk).exists()
    assert listed == (gate.hidden_among(user, {pk}) == set())
    return not listed


@pytest.fixture
def built(monkeypatch):
    """For whom conditions are built from now on."""
    askers, build = [], gate.hidden_routes
    monkeypatch.setattr(gate, "hidden_routes", lambda asker: askers.append(asker) or build(asker))
    gate.forget_conditions()
    yield askers
    gate.forget_conditions()


def test_conditions_are_built_once_for_an_account_whichever_object_it_is(cast, built):
    user = cast.user("colleague")
    assert hidden(user, cast) and hidden(user, cast) and len(built) == 1
    assert hidden(cast.user("colleague"), cast) and len(built) == 1
    assert not hidden(cast.user("mentor"), cast) and len(built) == 2
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")
    assert hidden(user, cast) and len(built) == 3


def test_nothing_of_an_account_but_what_tells_it_from_others_is_kept(cast, built):
    users = [cast.user(name) for name in ("colleague", "mentor")] + [AnonymousUser()]
    assert [hidden(user, cast) for user in users] == [True, False, True]
    closed = cast.user("mentor")
    closed.is_active = False
    users.append(closed)
    assert hidden(closed, cast)
    today = timezone.localdate()
    told = [(u.pk, u.is_authenticated, u.is_active, u.is_superuser, today) for u in users]
    assert [astuple(asker) for asker in built] == told
    assert all(len(gate._conditions(asker).kinds) == 2 + len(below.models()) for asker in built)


def test_who_comes_and_who_goes_is_noticed_by_the_same_object(cast):
    user = cast.user("psychologist")
    assert hidden(user, cast)
    row = add_participant(cast)
    assert not hidden(user, cast)
    RouteAssignment.objects.filter(pk=row.pk).update(until=timezone.localdate())
    assert hidden(user, cast)


def test_midnight_and_a_closed_account_are_noticed_by_the_same_object(cast, monkeypatch):
    add_participant(cast)
    tomorrow = timezone.now() + dt.timedelta(days=1)
    RouteAssignment.objects.filter(staff=cast.psychologist).update(
        until=timezone.localdate(tomorrow)
    )
    user = cast.user("psychologist")
    assert not hidden(user, cast)
    monkeypatch.setattr("django.utils.timezone.now", lambda: tomorrow)
    assert hidden(user, cast)
    mentor = cast.user("mentor")
    assert not hidden(mentor, cast)
    mentor.is_active = False
    assert hidden(mentor, cast)


def test_a_stranger_without_an_account_is_kept_out_twice(cast):
    nobody = AnonymousUser()
    assert hidden(nobody, cast) and hidden(nobody, cast)
