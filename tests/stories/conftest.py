"""A school that tells of its successes, a route that succeeded, everybody whom consents concern."""

from __future__ import annotations

import copy
import datetime as dt
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.test import Client

from iom_wagtail.school import roles
from iom_wagtail.school.roles import GROUP_NAMES, GroupCode, setup_roles, sync_groups
from iom_wagtail.stories.choices import StoryKind
from iom_wagtail.stories.consent.models import PublicationConsent
from iom_wagtail.stories.models import CelebrationIndexPage, SuccessStoryIndexPage, SuccessStoryPage
from iom_wagtail.stories.placement import ensure_places
from tests import factories
from tests.factories import Cast, StaffFactory, UserFactory, make_cast
from tests.stories.telling import consent, full_body, make_feasts, make_index, make_picture, tell


def _succeeded():
    cast = factories.make_cast()
    factories.make_route(cast)
    factories.approve(cast)
    factories.make_conclusion(cast)
    factories.approve_conclusion(cast)
    setup_roles()
    ensure_places(cast.school)
    for who in ("teacher", "mentor", "deputy", "director"):
        sync_groups(cast.user(who).staff_member)
    cast.editor = factories.StaffFactory(school=cast.school, account=True)
    cast.editor.user.groups.add(
        *Group.objects.filter(name__in=[GROUP_NAMES[GroupCode.SITE_EDITOR], "Сотрудник"])
    )
    return cast


@pytest.fixture(scope="module")
def succeeded_once(once):
    """A school in which a route was called successful, as it was made."""
    return once(_succeeded)


@pytest.fixture
def succeeded(succeeded_once, db):
    """A school in which a route was called successful."""
    return copy.deepcopy(succeeded_once)


@pytest.fixture
def allow():
    """Record a consent of a person to some fields."""

    def act(person, *fields, until=None):
        return PublicationConsent.objects.create(
            school=person.school,
            person=person,
            fields=list(fields),
            signed_on=dt.date(2025, 9, 1),
            valid_until=until,
        )

    return act


@dataclass
class Told:
    """The cast, the two lists and a story with every kind of block."""

    cast: Cast
    index: SuccessStoryIndexPage
    feasts: CelebrationIndexPage
    picture: Any
    story: SuccessStoryPage


def _told() -> Told:
    cast = make_cast()
    index, feasts, picture = make_index(), make_feasts(), make_picture()
    consent(cast.teacher)
    consent(cast.mentor)
    story = tell(
        index,
        title="Первый год: от «тише, пожалуйста» до диплома",
        slug="first-year",
        lead="Молодой учитель рассказывает, что помогло.",
        kind=StoryKind.FIRST_YEAR,
        subject="Математика",
        year_start=2025,
        told_on=dt.date(2026, 5, 27),
        cover=picture,
        cover_alt="Учитель у доски с карточками",
        body=full_body(picture),
        people=(
            {
                "part": "hero",
                "person": cast.teacher,
                "shown_name": "Анна Игоревна Лебедева",
                "shown_position": "учитель математики",
            },
            {
                "part": "mentor",
                "person": cast.mentor,
                "shown_name": "Марина Викторовна Орлова",
                "shown_position": "учитель математики",
            },
        ),
    )
    return Told(cast, index, feasts, picture, story)


@pytest.fixture(scope="module")
def told_once(once):
    """The school, as it was made."""
    return once(_told)


@pytest.fixture
def told(told_once, db):
    """The school with its first story."""
    return copy.deepcopy(told_once)


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    """Pictures and private files of these tests lie in folders of their own."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.IOM_WAGTAIL = {"private_root": tmp_path / "private"}


@pytest.fixture
def cached(settings):
    """Django's site-wide cache in front of everything, as somebody may switch it on."""
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "c22"}
    }
    settings.MIDDLEWARE = [
        "django.middleware.cache.UpdateCacheMiddleware",
        *settings.MIDDLEWARE,
        "django.middleware.cache.FetchFromCacheMiddleware",
    ]
    cache.clear()
    yield
    cache.clear()


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


@pytest.fixture
def certain(django_capture_on_commit_callbacks):
    """Return a function that does an act and all that waits for its commit."""

    def do(act, *args, **kwargs):
        with django_capture_on_commit_callbacks(execute=True):
            return act(*args, **kwargs)

    return do
