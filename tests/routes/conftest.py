"""Fixtures of the routes room: a school with a draft route, and everybody around it."""

from __future__ import annotations

import copy

import pytest

from iom_wagtail.school.roles import GroupCode, group
from tests import factories


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


def account(code: GroupCode):
    """Return an account of one of the two groups given by hand."""
    user = factories.UserFactory()
    user.groups.add(group(code))
    return user


@pytest.fixture
def everybody(cast):
    """Accounts by role, also those who have nothing to do with this school."""
    other = factories.make_cast()
    staff = (
        "director",
        "deputy",
        "methodist",
        "mentor",
        "teacher",
        "psychologist",
        "colleague",
    )
    return {
        **{name: cast.user(name) for name in staff},
        "other director": other.user("director"),
        "editor": account(GroupCode.SITE_EDITOR),
        "technician": account(GroupCode.TECHNICIAN),
        "anonymous": None,
    }
