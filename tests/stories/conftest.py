"""Fixtures of the stories room: a school, a site editor, somebody of another school."""

from __future__ import annotations

import copy
from types import SimpleNamespace

import pytest
from django.test import Client

from iom_wagtail.school import roles
from iom_wagtail.school.roles import GroupCode
from tests.factories import StaffFactory, UserFactory, make_cast


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    """Pictures and private files of these tests lie in folders of their own."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.IOM_WAGTAIL = {"private_root": tmp_path / "private"}


def _school():
    cast = make_cast()
    for name in ("site_editor", "technician"):
        person = StaffFactory(school=cast.school, surname="Ковалёв", account=True)
        roles.sync_groups(person)
        person.user.groups.add(roles.group(GroupCode(name)))
        setattr(cast, name, person)
    cast.superuser = SimpleNamespace(user_id=UserFactory(is_superuser=True).pk)
    return cast


@pytest.fixture(scope="module")
def school_once(once):
    """A school of everybody whom consents concern, as it was made."""
    return once(_school)


@pytest.fixture
def cast(school_once, db):
    """A school with its people, a site editor and a technician among them."""
    return copy.deepcopy(school_once)


@pytest.fixture
def other(cast):
    """Another school."""
    return make_cast()


@pytest.fixture
def enter(cast):
    """Return a function that gives the browser of somebody of the cast."""

    def open_browser(who, of=None):
        client = Client()
        client.force_login((of or cast).user(who))
        return client

    return open_browser
