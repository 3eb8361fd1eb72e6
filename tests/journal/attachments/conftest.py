"""Fixtures of the journal: a school with a route, everybody around it, and the way to attach."""

from __future__ import annotations

import copy
import datetime as dt
from uuid import UUID

import pytest
from django.urls import reverse

from iom_wagtail.files.keeping import check
from iom_wagtail.journal.attachments import actions
from iom_wagtail.routes.models import RoutePage
from iom_wagtail.school.roles import GroupCode, group
from tests import factories
from tests.files import samples


def make_cast():
    """A school with a draft route; the psychologist takes part, the colleague doesn't."""
    cast = factories.make_cast()
    factories.make_route(cast)
    factories.add_participant(cast)
    return cast


@pytest.fixture(scope="module")
def cast_once(once):
    """The cast as it was made, once a module."""
    return once(make_cast)


@pytest.fixture
def cast(cast_once, db):
    """A school with a draft route; the psychologist takes part, the colleague doesn't."""
    return copy.deepcopy(cast_once)


@pytest.fixture
def everybody(cast):
    """Accounts by role, also those who have nothing to do with this route."""
    staff = ("director", "deputy", "methodist", "mentor", "teacher", "psychologist", "colleague")
    users = {name: cast.user(name) for name in staff}
    other = factories.make_cast()
    users["other director"], users["other mentor"] = other.user("director"), other.user("mentor")
    for code in (GroupCode.SITE_EDITOR, GroupCode.TECHNICIAN):
        users[code.value] = factories.UserFactory()
        users[code.value].groups.add(group(code))
    users["superuser"] = factories.UserFactory(is_superuser=True)
    return {**users, "anonymous": None}


@pytest.fixture
def attach(cast):
    """Return a function that attaches a file as a member of the cast."""

    def act(name="teacher", content=None, file_name="Сравнение.pdf", **fields):
        uploaded = samples.upload(content or samples.pdf(name.encode()), file_name)
        given = {"kind": "pupils", "title": "Работы 5 «А»", "dated_on": dt.date(2025, 10, 1)}
        return actions.attach(cast.route, cast.user(name), check(uploaded), **{**given, **fields})

    return act


@pytest.fixture
def address(cast):
    """The page of the route's attachments."""
    return reverse("iom_route_attachments", args=[cast.route.pk])


@pytest.fixture
def approved(cast):
    """The cast; its route has a version in force."""
    factories.approve(cast)
    cast.route = RoutePage.objects.get(pk=cast.route.pk)
    return cast


@pytest.fixture
def item(approved):
    """The uuid of the first item of the programme in force."""
    return UUID(approved.route.version_in_force().data["programme"][0]["uuid"])


def sent(*files, **fields):
    """Return what the form sends."""
    given = {"kind": "pupils", "title": "", "dated_on": "2025-10-01", "by_whom": "", "note": ""}
    return {**given, "files": list(files), **fields}
